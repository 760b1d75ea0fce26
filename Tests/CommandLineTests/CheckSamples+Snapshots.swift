import Bytes

extension CheckSamples {
  private static func string(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

  private static func key(_ type: UInt8, _ value: [UInt8], version: String = "0010") -> [UInt8] {
    Array("REDIS\(version)".utf8) + [0xFE, 0, type] + string("k") + value + [0xFF] + [UInt8](repeating: 0, count: 8)
  }

  private static func open(_ record: [UInt8]) -> [UInt8] { Array("REDIS0010".utf8) + record }

  /// Auxiliary fields, two keys, one with an expiry, and a right checksum.
  static let snapshot: [UInt8] = {
    var bytes = open([0xFA] + string("redis-ver") + string("7.0.15"))
    bytes += [0xFE, 0, 0xFB, 2, 1, 0] + string("a") + string("1")
    bytes += [0xFC, 1, 0, 0, 0, 0, 0, 0, 0, 18] + string("l") + [1, 1] + string("element") + [0xFF]
    let checksum = CRC64.checksum(bytes.span)
    return bytes + (0..<8).map { UInt8(truncatingIfNeeded: checksum >> UInt64(8 * $0)) }
  }()

  private static let greatest: [UInt8] = [0x81] + [UInt8](repeating: 0xFF, count: 8)
  private static let module: [UInt8] = [0x81] + [UInt8](repeating: 1, count: 8)

  static let snapshots: [String: [UInt8]] = {
    var files: [String: [UInt8]] = [
      "good": snapshot, "empty": [], "no magic": Array("REDIX0010".utf8), "version 0": Array("REDIS0000".utf8),
      "version 11": Array("REDIS0011".utf8), "no version": Array("REDISxyzw".utf8),
      "version 4": Array("REDIS0004".utf8) + [0xFE, 0, 0] + string("k") + string("v") + [0xFF],
      "no checksum": Array(snapshot.dropLast(8)) + [UInt8](repeating: 0, count: 8),
      "wrong checksum": Array(snapshot.dropLast()) + [snapshot.last.map { ~$0 } ?? 0],
      "key with a zero": open([0, 3, 0x61, 0, 0x62, 5, 0x61]),
      "unknown length": open([0, 0x82]), "unknown encoding": open([0, 0xC4]),
      "bad compression": open([0, 0xC3, 2, 5, 0xFF, 0xFF, 0xFF]),
      "auxiliary integers": open([0xFA, 0xC0, 5, 0xC1, 5, 5, 0xFF]) + [UInt8](repeating: 0, count: 8),
      "torn expiry": open([0xFC, 1, 2, 3]), "expiry at the end": open([0xFD, 1, 2, 3, 4]),
      "no expiry": open([0xFC] + [UInt8](repeating: 0xFF, count: 8) + [0] + string("k") + string("v")),
      "greatest database": open([0xFE] + greatest), "encoded database": open([0xFE, 0xC3]), "idle": open([0xF8]),
      "frequency": open([0xF9]), "sizes": open([0xFB, 1]), "greatest set": key(2, greatest),
      "function": open([0xF5] + string("abc")), "torn function": open([0xF5, 5, 0x61]),
      "bad function": open([0xF5, 0xC5]), "module data": open([0xF7] + module + [2, 1, 2, 5, 0]),
      "bad module data": open([0xF7] + module + [3, 1]), "module value": key(7, module + [2, 5, 0]),
      "torn module value": open([7] + string("k") + module + [2]), "early module value": key(6, module),
      "torn module name": open([7] + string("k") + [0x81, 1]),
      "a member twice": key(2, [2] + string("a") + string("a")),
      "an integer twice": key(2, [2] + string("1") + string("1")),
      "a field twice": key(4, [2] + string("a") + string("1") + string("a") + string("1")),
      "no score": key(3, [1] + string("a") + string("x")), "NaN": key(3, [1] + string("a") + [0xFD]),
      "bad container": key(18, [1, 9] + string("x")),
      "a group twice": key(19, [0, 0, 0, 0, 0, 0, 0, 0, 0, 2] + groups(["g", "g"])),
      "a consumer twice": key(
        19, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + string("g") + [0, 0, 0, 0, 2] + consumers(["c", "c"])),
    ]
    for type: UInt8 in 0..<30 {
      files["type \(type), empty"] = key(type, [0])
      files["type \(type), garbage"] = key(type, string("junkjunk"))
      files["type \(type), strings"] = key(type, [2] + string("a") + string("b") + string("a") + string("b"))
    }
    let early: [UInt8] = [0xF6] + string("lib") + string("lua") + [1] + string("text") + string("code")
    for end in 1...early.count { files["early function, \(end)"] = open(Array(early[..<end])) }
    return files
  }()

  private static func groups(_ names: [String]) -> [UInt8] { names.flatMap { string($0) + [0, 0, 0, 0, 0] } }

  private static func consumers(_ names: [String]) -> [UInt8] {
    names.flatMap { string($0) + [UInt8](repeating: 1, count: 8) + [0] }
  }
}
