import AOF
import Bytes
import Commands
import Disk
import RDB
import SystemPackage
import Testing

/// Whatever happens to a file, checks end, repairs leave a sound file, and no transaction is split.
@Suite struct ResyncTests {
  private static func command(_ words: String...) -> [UInt8] {
    Array("*\(words.count)\r\n".utf8) + words.flatMap { Array("$\($0.utf8.count)\r\n\($0)\r\n".utf8) }
  }

  /// Ordinary commands, an argument that holds commands, two databases, and transactions of pairs.
  static let content: [UInt8] = {
    var bytes = command("SELECT", "0")
    for number in 0..<4 {
      bytes += command("SET", "key:\(number)", String(repeating: "v", count: number * 9))
      bytes += Array("#TS:100\(number)\r\n".utf8) + command("MULTI")
      bytes += command("SET", "left:\(number)", "1") + command("SET", "right:\(number)", "1") + command("EXEC")
      if number == 1 { bytes += command("SELECT", "3") }
      if number == 2 { bytes += command("SET", "text", "*1\r\n$8\r\nFLUSHALL\r\n") }
    }
    return bytes
  }()

  private static let path: FilePath = "/data/f.aof"

  private static func run(
    _ task: LogCheck.Task, _ disk: SimulatedDisk
  ) -> (status: Int32, output: String) {
    var output: [UInt8] = []
    let table = CommandTable()
    let sink = CheckOutput {
      output += $0
    } log: {
      output += $0
    }
    let hands = LogCheck.Hands(
      output: sink, note: { _ in }, confirm: { true },
      isCommand: { name, count in table.lookup(name)?.accepts(argumentCount: count) ?? false })
    var check = LogCheck(task, on: disk, now: 0, needsWriteAccess: true, hands)
    let status = check.run(path, shown: Array("f.aof".utf8))
    return (status, String(decoding: output, as: UTF8.self))
  }

  private static func disk(_ bytes: [UInt8]) throws -> SimulatedDisk {
    let disk = SimulatedDisk()
    try disk.create(path) { (file) throws(DiskError) in try file.writeAll(bytes.span) }
    return disk
  }

  /// The first two arguments of each command.
  private static func commands(_ bytes: [UInt8]) -> [(database: Int, text: String)] {
    var inspector = Inspector()
    var found: [(database: Int, text: String)] = []
    while let command = inspector.next(bytes.span) {
      let words = command.arguments.prefix(2).map { String(decoding: $0, as: UTF8.self) }
      found.append((command.database, words.joined(separator: " ")))
    }
    return found
  }

  private static func expectRepaired(_ damaged: [UInt8], _ label: String) throws {
    let disk = try disk(damaged)
    let (status, output) = run(.resync, disk)
    #expect(status == 0, "\(label): \(output)")
    let repaired = try disk.readAll(path)
    #expect(run(.check, disk).status == 0, "\(label)")
    let left = commands(repaired)
    for number in 0..<4 {
      let halves = left.filter { $0.text == "SET left:\(number)" || $0.text == "SET right:\(number)" }
      #expect(halves.count == 0 || halves.count == 2, "\(label): \(left)")
    }
    #expect(!left.contains { $0.text == "FLUSHALL" }, "\(label)")
  }

  @Test func aSoundFileStaysAsItIs() throws {
    let disk = try Self.disk(Self.content)
    #expect(Self.run(.resync, disk).status == 0)
    #expect(try disk.readAll(Self.path) == Self.content)
  }

  @Test func everyTruncation() throws {
    for end in 1..<Self.content.count { try Self.expectRepaired(Array(Self.content[..<end]), "cut at \(end)") }
  }

  /// A bit is turned, a stretch is lost, zeroed or doubled.
  @Test func everyByte() throws {
    for index in Self.content.indices {
      var turned = Self.content
      turned[index] ^= 4
      if !Self.isValue(index) { try Self.expectRepaired(turned, "turned at \(index)") }
      var zeroed = Self.content
      for place in index..<min(index + 5, zeroed.count) { zeroed[place] = 0 }
      if !Self.isValue(index) { try Self.expectRepaired(zeroed, "zeroed at \(index)") }
    }
  }

  /// Whether a byte is of a name or value, of which no other byte tells that it is wrong.
  private static func isValue(_ index: Int) -> Bool {
    let line = content[index...].prefix { $0 != 0x0A }
    let start = content[..<index].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    return !line.isEmpty && content[start] != UInt8(ascii: "*") && content[start] != UInt8(ascii: "$")
  }

  /// Damage at random: the check ends with the status that fits, whatever it finds, and --fix makes it sound.
  @Test func randomDamage() throws {
    var numbers = RandomNumbers(seed: 11)
    for _ in 0..<400 {
      var bytes = Self.content
      for _ in 0...Int(numbers.next() % 3) {
        let index = Int(numbers.next() % UInt64(bytes.count))
        switch numbers.next() % 3 {
        case 0: bytes[index] = UInt8(truncatingIfNeeded: numbers.next())
        case 1: bytes.removeSubrange(index..<min(index + 6, bytes.count))
        default: bytes.insert(contentsOf: Array("$99999999999999\r\n".utf8), at: index)
        }
      }
      let disk = try Self.disk(bytes)
      let (status, output) = Self.run(.check, disk)
      #expect(status == 0 || status == 1)
      #expect(status == 0 ? output.contains("is valid") : output.contains("is not valid"))
      #expect(Self.run(.fix, disk).status == 0)
      #expect(Self.run(.check, disk).status == 0)
      let again = try Self.disk(bytes)
      #expect(Self.run(.resync, again).status == 0)
      #expect(Self.run(.check, again).status == 0)
    }
  }
}
