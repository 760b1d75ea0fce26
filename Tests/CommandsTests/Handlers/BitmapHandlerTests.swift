import Testing

@testable import Commands

/// The bitmap group.
struct BitmapHandlerTests {
  private static let noOffset = "-ERR bit offset is not an integer or out of range"
  private static let noBit = "-ERR bit is not an integer or out of range"

  @Test func setsAndGetsBits() {
    HandlerBench().check([
      Row(asTyped: "SETBIT a 7 1", ":0"), Row("GET a", "$1 \\x01"), Row("SETBIT a 7 1", ":1"),
      Row(asTyped: "SETBIT a 15 0", ":0"), Row("STRLEN a", ":2"), Row(asTyped: "SETBIT a 7 0", ":1"),
      Row("GETBIT a 99999", ":0"), Row("GETBIT missing 0", ":0"), Row("OBJECT ENCODING a", "$3 raw"),
      Row(asTyped: "SET n 12", "+OK"), Row("GETBIT n 2", ":1"), Row("SETBIT n 2 1", ":1"),
      Row("OBJECT ENCODING n", "$3 raw"), Row("SETBIT a -1 1", Self.noOffset), Row("SETBIT a x 1", Self.noOffset),
      Row("SETBIT a 4294967296 1", Self.noOffset), Row("GETBIT a 4294967296", Self.noOffset),
      Row("SETBIT a #1 1", Self.noOffset), Row("SETBIT a 1 2", Self.noBit), Row("SETBIT a 1 x", Self.noBit),
    ])
  }

  @Test func countsAndFindsBits() {
    HandlerBench().check([
      Row(asTyped: "SET s foobar", "+OK"), Row("BITCOUNT s", ":26"), Row("BITCOUNT s 1 1", ":6"),
      Row("BITCOUNT s 0 -5", ":10"), Row("BITCOUNT s 5 30 BIT", ":17"), Row("BITCOUNT s 1 1 byte", ":6"),
      Row("BITCOUNT s -1 -2", ":0"), Row("BITCOUNT s 1", "-ERR syntax error"),
      Row("BITCOUNT s 1 2 x", "-ERR syntax error"), Row("BITCOUNT missing x", ":0"),
      Row("BITPOS s 1", ":1"), Row("BITPOS s 0", ":0"), Row("BITPOS s 1 2 -1 BIT", ":2"),
      Row(#"SET f "\xff\xff""#, "+OK", #"SET f \xff\xff"#, 1), Row("BITPOS f 0", ":16"), Row("BITPOS f 0 0 -1", ":-1"),
      Row("BITPOS f 0 1", ":16"), Row("BITPOS missing 1", ":-1"), Row("BITPOS missing 0 5", ":0"),
      Row("BITPOS f 2", "-ERR The bit argument must be 1 or 0."), Row("BITPOS f 1 5", ":-1"),
    ])
  }

  @Test func combines() {
    HandlerBench().check([
      Row(asTyped: "MSET a abc b A", "+OK", 2), Row(asTyped: "BITOP AND d a b missing", ":3"),
      Row("GET d", "$3 \\x00\\x00\\x00"), Row(asTyped: "bitop or d a b", ":3"), Row("GET d", "$3 abc"),
      Row(asTyped: "BITOP XOR a a b", ":3"), Row("GET a", "$3  bc"), Row(asTyped: "BITOP NOT d b", ":1"),
      Row("GET d", "$1 \\xbe"), Row("BITOP NOT d a b", "-ERR BITOP NOT must be called with a single source key."),
      Row("BITOP NAND d a b", "-ERR syntax error"), Row("BITOP AND x missing", ":0"),
      Row(asTyped: "BITOP AND d missing", ":0"), Row("EXISTS d", ":0"),
    ])
  }

  /// Numbers around those of which Redis takes the distance.
  @Test func storesFields() {
    HandlerBench().check([
      Row(asTyped: "BITFIELD f SET u8 0 255 GET u4 4 INCRBY i5 100 1", "*3 :0 :15 :1", 2),
      Row(asTyped: "BITFIELD f OVERFLOW SAT INCRBY u8 0 10 SET u8 #1 -1", "*2 :255 :0"),
      Row("BITFIELD f OVERFLOW FAIL INCRBY u8 0 10", "*1 $-1"),
      Row(asTyped: "BITFIELD f OVERFLOW SAT SET i8 0 -9223372036854775808 GET i8 0", "*2 :-1 :127"),
      Row(asTyped: "BITFIELD f OVERFLOW SAT SET i8 0 -9223372036854775680 GET i8 0", "*2 :127 :-128"),
      Row(asTyped: "BITFIELD g OVERFLOW SAT INCRBY i23 55 -9223372036854775808", "*1 :-4194304"),
      Row(
        asTyped: "BITFIELD h INCRBY i64 0 9223372036854775807 INCRBY i64 0 1",
        "*2 :9223372036854775807 :-9223372036854775808", 2),
      Row("BITFIELD_RO h GET i64 0 GET u63 1", "*2 :-9223372036854775808 :0"),
      Row("BITFIELD_RO g SET i64 0 1", "-ERR BITFIELD_RO only supports the GET subcommand"),
      Row("BITFIELD missing GET u8 0", "*1 :0"), Row("BITFIELD g", "*0"),
      Row("BITFIELD g OVERFLOW NEVER", "-ERR Invalid OVERFLOW type specified"),
      Row(
        "BITFIELD g GET u64 0",
        "-ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported but i64 is."),
      Row("BITFIELD g GET u8 -1", Self.noOffset), Row("BITFIELD g SET u8 0", "-ERR syntax error"),
    ])
  }

  @Test func takesNoOtherTypes() {
    let refusal = "-WRONGTYPE Operation against a key holding the wrong kind of value"
    HandlerBench().check([
      Row(asTyped: "RPUSH l a", ":1"), Row("SETBIT l 0 1", refusal), Row("GETBIT l 0", refusal),
      Row("BITCOUNT l", refusal),
      Row("BITPOS l 1", refusal), Row("BITOP AND d l", refusal), Row("BITFIELD l SET u8 0 1", refusal),
      Row("PFADD l a", refusal), Row("PFCOUNT l", refusal), Row("PFMERGE l", refusal),
    ])
  }

  /// Counting and finding by words agree with counting and finding bit by bit.
  @Test func worksByWords() {
    let bench = HandlerBench()
    _ = bench.run("SETBIT a 20000 0")
    var set: Set<Int> = []
    for step in 0..<300 {
      let bit = step * step * 7 % 20_001
      set.insert(bit)
      _ = bench.run("SETBIT a \(bit) 1")
    }
    for start in stride(from: 0, to: 20_000, by: 997) {
      for length in [1, 7, 64, 300, 2100, 9000] {
        let end = min(start + length, 20_008) - 1
        let inside = set.filter { $0 >= start && $0 <= end }
        #expect(bench.run("BITCOUNT a \(start) \(end) BIT").replyText == ":\(inside.count)")
        #expect(bench.run("BITPOS a 1 \(start) \(end) BIT").replyText == ":\(inside.min() ?? -1)")
      }
    }
  }
}
