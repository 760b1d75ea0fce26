import Bytes
import Keyspace
import Testing

@testable import Commands

/// The hyperloglog group.
struct HyperLogLogHandlerTests {
  private static let damaged = "-INVALIDOBJ Corrupted HLL object detected"
  private static let invalid = "-WRONGTYPE Key is not a valid HyperLogLog string value."

  @Test func countsDifferentElements() {
    HandlerBench().check([
      Row(asTyped: "PFADD p a b c", ":1", 4), Row("PFADD p a b", ":0"), Row(asTyped: "PFCOUNT p", ":3"),
      Row("PFCOUNT p", ":3"), Row("PFCOUNT p missing", ":3"), Row("PFCOUNT missing", ":0"),
      Row(asTyped: "PFADD q", ":1"), Row("PFADD q", ":0"), Row(asTyped: "PFADD q d", ":1"),
      Row("PFCOUNT p q", ":4"), Row(asTyped: "PFMERGE r p q", "+OK"), Row(asTyped: "PFCOUNT r", ":4"),
      Row("PFDEBUG ENCODING r", "+sparse"), Row(asTyped: "PFDEBUG TODENSE r", ":1"), Row("PFDEBUG TODENSE r", ":0"),
      Row("PFCOUNT r", ":4"), Row("PFDEBUG encoding r", "+dense"), Row("STRLEN r", ":12304"),
      Row("PFDEBUG DECODE r", "-ERR HLL encoding is not sparse"),
      Row("PFDEBUG FOO r", "-ERR Unknown PFDEBUG subcommand 'FOO'"),
      Row("PFDEBUG ENCODING missing", "-ERR The specified key does not exist"), Row("PFSELFTEST", "+OK"),
    ])
  }

  /// The bytes that redis-server has after the same command.
  @Test func hasTheSameBytes() {
    HandlerBench().check([
      Row(asTyped: "PFADD p a", ":1", 2),
      Row("GET p", "$21 HYLL\\x01\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x80q\\xa6\\x84NW"),
      Row("PFDEBUG DECODE p", "$20 Z:12711 v:2,1 Z:3672"),
    ])
  }

  @Test func refusesDamage() {
    let header = #"HYLL\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80"#
    for runs in ["", #"\x7f"#, #"\x3f"#, #"\x7f\xff\x00"#, #"\x7f\xff\x80"#] {
      let bench = HandlerBench()
      _ = bench.run("SET k \"\(header)\(runs)\"")
      #expect(bench.run("PFCOUNT k").replyText == Self.damaged, "\(runs)")
      #expect(bench.run("PFCOUNT k k").replyText == Self.damaged, "\(runs)")
      #expect(bench.run("PFMERGE d k").replyText == Self.damaged, "\(runs)")
      #expect(bench.run("PFDEBUG GETREG k").replyText == Self.damaged, "\(runs)")
    }
    for value in [
      "", "12", "HYLL", "HYLL\\x02\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x7f\\xff",
      "HYLL\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x7f\\xff",
    ] {
      let bench = HandlerBench()
      _ = bench.run("SET k \"\(value)\"")
      for line in ["PFADD k a", "PFCOUNT k", "PFMERGE k", "PFMERGE d k", "PFDEBUG ENCODING k"] {
        #expect(bench.run(line).replyText == Self.invalid, "\(line): \(value)")
      }
    }
  }

  /// Whatever bytes follow the header, nothing worse than an error happens.
  @Test func survivesRandomBytes() {
    var random = RandomNumbers(seed: 5)
    for round in 0..<400 {
      var bytes = Array("HYLL".utf8) + [UInt8(round % 2), 0, 0, 0] + (0..<8).map { _ in UInt8(random.below(256)) }
      let count = round % 2 == 0 ? HyperLogLog.denseSize - 16 : random.below(60)
      for _ in 0..<count { bytes.append(UInt8(random.below(256))) }
      let bench = HandlerBench()
      let keys = ["k", "l"].map { Array($0.utf8) }
      for key in keys { _ = bench.run([Array("SET".utf8), key, bytes]) }
      for name in ["PFADD", "PFCOUNT", "PFMERGE", "PFCOUNT", "PFADD"] {
        let element = Array("element \(random.below(100_000))".utf8)
        _ = bench.run([Array(name.utf8), keys[0], name == "PFADD" ? element : keys[1]])
        _ = bench.run([Array(name.utf8), keys[1]])
      }
      for name in ["GETREG", "DECODE", "TODENSE"] { _ = bench.run(["PFDEBUG", name, "k"].map { Array($0.utf8) }) }
    }
  }
}
