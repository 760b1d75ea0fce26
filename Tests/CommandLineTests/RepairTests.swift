import TestSupport
import Testing

/// What a repair leaves can be loaded, written to and loaded again, by aofsh and by redis-server.
@Suite struct RepairTests {
  struct Case: CustomTestStringConvertible {
    let testDescription: String
    /// Text in the file, and what stands there instead.
    let old: String
    let new: String
    /// The keys that --resync saves.
    let keys: [String]
    /// The keys that --fix saves.
    let fixed: [String]
  }

  private static let content =
    CheckSamples.command("SELECT", "0") + CheckSamples.command("SET", "a", "1") + CheckSamples.command("SET", "b", "22")
    + CheckSamples.command("MULTI") + CheckSamples.command("SET", "t1", "1") + CheckSamples.command("SET", "t2", "1")
    + CheckSamples.command("EXEC") + CheckSamples.command("SET", "c", "333")
    + CheckSamples.command("SET", "text", "*1\r\n$8\r\nFLUSHALL\r\n*3\r\n$3\r\nSET\r\n$4\r\nevil\r\n$1\r\n1\r\n")
    + CheckSamples.command("SET", "d", "4444")

  private static let all = ["a", "b", "c", "d", "t1", "t2", "text"]

  static let cases: [Case] = [
    Case(
      testDescription: "the length of an argument", old: "$2\r\n22", new: "$9\r\n22",
      keys: all.filter { $0 != "b" }, fixed: ["a"]),
    Case(
      testDescription: "the number of arguments, too small", old: "*3\r\n$3\r\nSET\r\n$1\r\nb",
      new: "*2\r\n$3\r\nSET\r\n$1\r\nb", keys: all.filter { $0 != "b" }, fixed: []),
    Case(
      testDescription: "the number of arguments, too great", old: "*3\r\n$3\r\nSET\r\n$1\r\nb",
      new: "*4\r\n$3\r\nSET\r\n$1\r\nb", keys: all.filter { $0 != "b" }, fixed: ["a"]),
    Case(
      testDescription: "the end of an argument", old: "22\r\n", new: "22xy", keys: all.filter { $0 != "b" },
      fixed: ["a"]),
    Case(
      testDescription: "within a transaction", old: "$2\r\nt1", new: "!2\r\nt1",
      keys: all.filter { !$0.hasPrefix("t") || $0 == "text" }, fixed: ["a", "b"]),
    Case(
      testDescription: "a MULTI", old: "$5\r\nMULTI", new: "$5\r\nM\0LTI",
      keys: all.filter { !$0.hasPrefix("t") || $0 == "text" }, fixed: []),
    Case(
      testDescription: "an EXEC", old: "$4\r\nEXEC", new: "$7\r\nEXEC",
      keys: all.filter { !$0.hasPrefix("t") || $0 == "text" }, fixed: ["a", "b"]),
    Case(
      testDescription: "an argument that holds commands", old: "$48\r\n", new: "$98\r\n",
      keys: all.filter { $0 != "text" }, fixed: ["a", "b", "c", "t1", "t2"]),
    Case(
      testDescription: "bytes between commands", old: "*1\r\n$5\r\nMULTI", new: "\0\0*1\r\n$5\r\nMULTI", keys: all,
      fixed: ["a", "b"]),
    Case(
      testDescription: "the end of the file", old: "$4\r\n4444\r\n", new: "$4\r\n44", keys: all.filter { $0 != "d" },
      fixed: all.filter { $0 != "d" }),
  ]

  @Test func aLinkStaysOneAndNobodyElseMayRead() throws {
    let scratch = try ScratchDirectory()
    var bytes = Self.content
    bytes.insert(contentsOf: Array("junk".utf8), at: CheckSamples.command("SELECT", "0").count)
    try ScratchDirectory.write(bytes, to: scratch.path + "/real.aof")
    let prepare = "chmod 640 real.aof; mkdir links; ln -s ../real.aof links/file.aof"
    #expect(try Program.run("sh", ["-c", prepare], directory: scratch.path).status == 0)
    let yes = Array("y\n".utf8)
    #expect(
      try Program.run(["check-aof", "--resync", "links/file.aof"], input: yes, directory: scratch.path).status == 0)
    #expect(ScratchDirectory.contents(scratch.path + "/real.aof") == Self.content)
    let modes = try Program.run(
      "stat", ["-c", "%F %a", "links/file.aof", "real.aof", "links/file.aof.cut-23"], directory: scratch.path)
    #expect(modes.text == "symbolic link 777\nregular file 640\nregular file 640\n")
  }

  private static func damaged(_ given: Case) throws -> [UInt8] {
    let range = try #require(content.firstRange(of: Array(given.old.utf8)))
    return Array(content[..<range.lowerBound]) + Array(given.new.utf8) + Array(content[range.upperBound...])
  }

  /// A data directory with the damaged file, on which `option` was used.
  private static func repaired(_ given: Case, _ option: String) throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    try ScratchDirectory.create(scratch.path + "/appendonlydir")
    let path = scratch.path + "/appendonlydir/appendonly.aof"
    try ScratchDirectory.write(
      Array("file appendonly.aof.1.incr.aof seq 1 type i\n".utf8), to: path + ".manifest")
    try ScratchDirectory.write(try damaged(given), to: path + ".1.incr.aof")
    let outcome = try Program.run(["check-aof", option, path + ".manifest"], input: Array("y\n".utf8))
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.hasSuffix("All AOF files and manifest are valid\n"))
    #expect(outcome.errorText.contains("kept in"))
    let again = try Program.run(["check-aof", path + ".manifest"])
    #expect(again.status == 0, "\(again.text)")
    return scratch
  }

  private static func keys(_ directory: String) throws -> [String] {
    let options = ["--dir", directory, "--set", "appendonly=yes", "--format", "raw", "-e", "KEYS *"]
    let outcome = try Program.run(options)
    #expect(outcome.status == 0, "\(outcome.errorText)")
    return outcome.text.split(separator: "\n").map(String.init).sorted()
  }

  @Test(arguments: cases) func resync(_ given: Case) throws {
    let scratch = try Self.repaired(given, "--resync")
    #expect(try Self.keys(scratch.path) == given.keys.sorted())
    try Self.goOn(scratch.path, given.keys)
  }

  @Test(arguments: cases.filter { !$0.fixed.isEmpty }) func fix(_ given: Case) throws {
    let scratch = try Self.repaired(given, "--fix")
    #expect(try Self.keys(scratch.path) == given.fixed.sorted())
    try Self.goOn(scratch.path, given.fixed)
  }

  /// Writes, and loads again.
  private static func goOn(_ directory: String, _ keys: [String]) throws {
    let options = ["--dir", directory, "--set", "appendonly=yes", "-e", "SET later 1"]
    #expect(try Program.run(options).status == 0)
    #expect(try Self.keys(directory) == (keys + ["later"]).sorted())
  }

  @Test(.enabled(if: RedisServer.isInstalled, Comment(rawValue: RedisServer.isMissing)), arguments: cases.prefix(5))
  func loadedByRedis(_ given: Case) throws {
    let scratch = try Self.repaired(given, "--resync")
    for extra in [[], ["later"]] {
      let server = try RedisServer(["--appendonly", "yes"], directory: scratch.path)
      let found = try #require(try server.command(["KEYS", "*"]).elements).compactMap(\.text).sorted()
      #expect(found == (given.keys + extra).sorted())
      try server.command(["SET", "later", "1"])
      server.stop()
    }
  }

  /// A SELECT that is taken out is written anew where its number can be read.
  @Test func databasesStayApart() throws {
    let scratch = try ScratchDirectory()
    let command = CheckSamples.command
    var content = command("SELECT", "0") + command("SET", "a", "1")
    content += Array("*2\r\n$6\r\nSELEXT\r\n$1\r\n3\r\n".utf8) + command("SET", "b", "1")
    content += Array("*2\r\n$6\r\nSELECT\r\n$1\r\nx\r\n".utf8) + command("SET", "lost", "1")
    content += command("SELECT", "0") + command("SET", "c", "1")
    try ScratchDirectory.write(content, to: scratch.path + "/f.aof")
    let outcome = try Program.run(
      ["check-aof", "--resync", "f.aof"], input: Array("y\n".utf8), directory: scratch.path)
    #expect(outcome.status == 0)
    #expect(
      ScratchDirectory.contents(scratch.path + "/f.aof") == command("SELECT", "0") + command("SET", "a", "1")
        + command("SELECT", "3") + command("SET", "b", "1") + command("SELECT", "0") + command("SET", "c", "1"))
  }
}
