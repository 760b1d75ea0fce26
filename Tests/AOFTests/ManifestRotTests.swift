import AOF
import Disk
import SystemPackage
import Testing

/// One bit of a manifest has changed, each in its turn.
///
/// Redis 7.0.15 notices most of these; where a file in use becomes history by it, that file is deleted.
@Suite struct ManifestRotTests {
  /// Files as a run or a crash leaves them, with the data that they hold.
  struct Directory: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The lines of the manifest: names with their types.
    let lines: [(name: String, sequence: Int, type: String)]
    var comment = ""
    let data: [String: String]
    /// How many bits let other data be found.
    var unnoticed = 0

    var manifest: String {
      lines.map { "file \($0.name) seq \($0.sequence) type \($0.type)\n" }.joined() + comment
    }

    /// Every file holds something that no other one does.
    var files: [String: String] {
      var files = ["appendonly.aof.manifest": manifest]
      for line in lines {
        let name = line.name.split(separator: "\"").first.map(String.init) ?? line.name
        let isSnapshot = name.hasSuffix(".rdb")
        files[name] =
          isSnapshot
          ? String(decoding: MemoryTarget.snapshot([0: ["s": "\(line.sequence)"]]), as: UTF8.self)
          : resp("SELECT 0", "SET k\(line.sequence) 1", "INCR n")
      }
      return files
    }

    /// The files that hold data which nothing else holds.
    var needed: [String] { lines.filter { $0.type != "h" }.map { $0.name.split(separator: "\"").joined() } }
  }

  private static func base(_ number: Int, _ type: String = "b") -> (name: String, sequence: Int, type: String) {
    ("appendonly.aof.\(number).base.rdb", number, type)
  }
  private static func incr(_ number: Int, _ type: String = "i") -> (name: String, sequence: Int, type: String) {
    ("appendonly.aof.\(number).incr.aof", number, type)
  }

  static let directories = [
    Directory(
      testDescription: "after the first start", lines: [base(1), incr(1)], data: ["s": "1", "k1": "1", "n": "1"]),
    Directory(
      testDescription: "after a rewrite", lines: [base(2), incr(2)], data: ["s": "2", "k2": "1", "n": "1"]),
    Directory(
      testDescription: "after rewrites that failed", lines: [base(1), incr(1), incr(2), incr(3)],
      data: ["s": "1", "k1": "1", "k2": "1", "k3": "1", "n": "3"]),
    Directory(
      testDescription: "before the history is deleted", lines: [base(2), incr(1, "h"), base(1, "h"), incr(2)],
      data: ["s": "2", "k2": "1", "n": "1"]),
    // In these two, a replaced file comes back into use: nothing tells it from one that a rewrite left so.
    Directory(
      testDescription: "before a longer history is deleted",
      lines: [base(2), incr(1, "h"), incr(2, "h"), base(1, "h"), incr(3)], data: ["s": "2", "k3": "1", "n": "1"],
      unnoticed: 1),
    Directory(
      testDescription: "before the history is deleted, none in use",
      lines: [base(2), incr(1, "h"), base(1, "h")], data: ["s": "2"], unnoticed: 1),
    Directory(
      testDescription: "beside a snapshot", lines: [base(1), incr(1)], comment: "# the snapshot was not loaded\n",
      data: ["s": "1", "k1": "1", "n": "1"]),
    Directory(
      testDescription: "quoted names", lines: [("\"a b.1.base.rdb\"", 1, "b"), ("\"a b.1.incr.aof\"", 1, "i")],
      data: ["s": "1", "k1": "1", "n": "1"]),
  ]

  @Test(arguments: directories) func noFileIsLost(_ directory: Directory) throws {
    let old = directory.comment.isEmpty ? [:] : ["dump.rdb": "REDIS"]
    let whole = try SimulatedDisk.holding(directory.files, clock: VirtualClock(start: startTime), old: old)
    var unnoticed: [String] = []
    for offset in 0..<directory.manifest.utf8.count {
      for bit in UInt8(0)..<8 {
        let text = "bit \(bit) of byte \(offset)"
        // Of what cannot even be read a few are enough.
        var manifest = Array(directory.manifest.utf8)
        manifest[offset] ^= 1 << bit
        if offset % 32 != 0, (try? Manifest(parsing: manifest.span)) == nil { continue }
        let disk = whole.snapshot()
        disk.rot("/data/appendonlydir/appendonly.aof.manifest", at: offset, flipping: 1 << bit)
        if try !Self.isKept(directory, disk, text) { unnoticed.append(text) }
      }
    }
    #expect(unnoticed.count == directory.unnoticed, "\(unnoticed)")
  }

  /// Whether the start is refused or finds the data as they were. A start that is refused changes nothing, and after any
  /// the files are there that hold data which nothing else holds.
  private static func isKept(_ directory: Directory, _ disk: SimulatedDisk, _ text: String) throws -> Bool {
    let before = disk.tree
    let server = Server(disk, clock: VirtualClock(start: startTime))
    do { try server.start() } catch is AOFError {
      #expect(disk.tree.elementsEqual(before) { $0.path == $1.path && $0.bytes == $1.bytes }, "\(text)")
      return true
    }
    for name in directory.needed { #expect(try disk.text(name) == directory.files[name], "\(text): \(name)") }
    #expect(server.aof.shadowsSnapshot == !directory.comment.isEmpty, "\(text)")
    guard server.target.data[0] == directory.data else { return false }
    // What the next rewrites replace is in their bases.
    for _ in 0..<2 { try server.rewrite() }
    return server.aof.lastRewriteSucceeded
  }

  /// What Redis deletes is told apart from what rewrites leave, and the way out is named.
  @Test func theRemedyIsNamed() throws {
    let clock = VirtualClock(start: startTime)
    let list = "appendonly.aof.manifest"
    let (base, incr) = ("appendonly.aof.1.base.rdb", "appendonly.aof.1.incr.aof")
    let disk = try SimulatedDisk.holding(
      [
        list: oneBase + "file \(incr) seq 1 type h\n",
        base: String(decoding: MemoryTarget.snapshot([:]), as: UTF8.self), incr: resp("SELECT 0", "SET a 1"),
      ], clock: clock)
    let server = Server(disk, clock: clock)
    #expect(throws: AOFError.self) { try server.start() }
    #expect(
      server.log("#") == [
        "# The AOF manifest \(list) lists \(incr) as history, but no rewrite has replaced it. If its commands belong to "
          + "the data set, change its type to i; if not, delete its line."
      ])
    try disk.put("/data/appendonlydir/appendonly.aof.manifest", Array((oneBase + oneIncr).utf8))
    #expect(try Server.started(disk, clock: clock).target.data == [0: ["a": "1"]])
  }

  /// A base that the list has lost is not overwritten by the next rewrite.
  @Test func anUnlistedBaseIsKept() throws {
    let clock = VirtualClock(start: startTime)
    let base = "appendonly.aof.1.base.rdb"
    let content = String(decoding: MemoryTarget.snapshot([0: ["s": "1"]]), as: UTF8.self)
    let disk = try SimulatedDisk.holding(
      [
        "appendonly.aof.manifest": "#\(String(oneBase.dropLast()))*\(oneIncr)\(oneIncr)", base: content,
        "appendonly.aof.1.incr.aof": "",
      ], clock: clock)
    let server = try Server.started(disk, clock: clock)
    try server.rewrite()
    #expect(try disk.text(base + ".unlisted") == content)
    #expect(try disk.text(base) != content)
  }
}
