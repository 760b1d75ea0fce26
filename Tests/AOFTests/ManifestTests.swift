import AOF
import Bytes
import Testing

/// The 56 manifests that were given to a real server, with what it said.
@Suite struct ManifestTests {
  static let base = "file appendonly.aof.1.base.rdb seq 1 type b"
  static let incr = "file appendonly.aof.1.incr.aof seq 1 type i"
  static let x = String(repeating: "x", count: 3000)

  struct Case: Sendable, CustomTestStringConvertible {
    let number: Int
    let text: String
    let cause: ManifestError.Cause?
    let line: Int?
    let shown: String

    init(_ number: Int, _ text: String, _ cause: ManifestError.Cause? = nil, line: Int? = nil, _ shown: String = "") {
      self.number = number
      self.text = text
      self.cause = cause
      self.line = line
      self.shown = shown
    }

    var testDescription: String { "manifest \(number)" }
  }

  static let accepted: [Case] = [
    Case(2, "# just a comment\n"), Case(3, "# hello\n\(base)\n\(incr)\n"), Case(11, "\(base)\r\n\(incr)\r\n"),
    Case(12, "  \t\(base)\n\(incr)\n"),
    Case(13, "file  appendonly.aof.1.base.rdb  seq  1  type  b\n\(incr)\n"),
    Case(14, "file\tappendonly.aof.1.base.rdb\tseq\t1\ttype\tb\n\(incr)\n"),
    Case(15, "FILE appendonly.aof.1.base.rdb SEQ 1 TYPE b\n\(incr)\n"),
    Case(16, "seq 1 type b file appendonly.aof.1.base.rdb\n\(incr)\n"), Case(17, "\(base) foo bar\n\(incr)\n"),
    Case(23, "file appendonly.aof.1.base.rdb seq -3 type b\n\(incr)\n"),
    Case(26, "file appendonly.aof.1.base.rdb seq 1abc type b\n\(incr)\n"),
    Case(27, "\(base)\nfile appendonly.aof.1.incr.aof seq 99999999999999999999 type i\n"),
    Case(30, "\(base)ase\n\(incr)\n"), Case(36, "\(base)\n\(incr)\nfile appendonly.aof.3.incr.aof seq 3 type i\n"),
    Case(37, "\(incr)\n\(base)\n"), Case(38, "\(base)\nfile h1 seq 5 type h\nfile h2 seq 2 type h\n\(incr)\n"),
    Case(41, "file .. seq 1 type b\n\(incr)\n"),
    Case(42, "file \"appendonly.aof.1.base.rdb\" seq 1 type b\n\(incr)\n"),
    Case(43, "file 'appendonly.aof.1.base.rdb' seq 1 type b\n\(incr)\n"),
    Case(44, "file \"\\x61ppendonly.aof.1.base.rdb\" seq 1 type b\n\(incr)\n"),
    Case(47, "file \"\" seq 1 type b\n\(incr)\n"),
    Case(48, "\(base) k \(x.prefix(1023 - base.utf8.count - 3))\n\(incr)\n"),
    Case(54, "file a \(base)\n\(incr)\n"), Case(55, "\(base)\n"), Case(56, "\(incr)\n"),
  ]

  static let refused: [Case] = [
    Case(1, "", .empty), Case(4, " # hello\n\(base)\n\(incr)\n", .invalidFormat, line: 1, "# hello"),
    Case(5, "#\(x)\n\(base)\n\(incr)\n", .tooLongLine),
    Case(6, "#\(x.prefix(1023))\(incr)\n\(base)\n\(incr)\n", .notMonotonic, line: 4, incr),
    Case(7, "\(base)\n\n\(incr)\n", .invalidFormat, line: 2),
    Case(8, "\(base)\n   \n\(incr)\n", .invalidFormat, line: 2),
    Case(9, "\(base)\n\(incr)\n\n", .invalidFormat, line: 3), Case(10, "\(base)\n\(incr)", .tooLongLine),
    Case(18, "\(base)\n\(incr) newkey\n", .invalidFormat, line: 2, "\(incr) newkey"),
    Case(19, "\(base)\nfile a type i\n", .invalidFormat, line: 2, "file a type i"),
    Case(20, "\(base)\nfile a foo bar type i\n", .invalidFormat, line: 2, "file a foo bar type i"),
    Case(21, "filx a seq 1 type b\n\(incr)\n", .invalidFormat, line: 1, "filx a seq 1 type b"),
    Case(22, "file a seq 0 type b\n", .invalidFormat, line: 1, "file a seq 0 type b"),
    Case(24, "\(base)\nfile a seq -3 type i\n", .notMonotonic, line: 2, "file a seq -3 type i"),
    Case(25, "file a seq x type b\n", .invalidFormat, line: 1, "file a seq x type b"),
    Case(28, "file a seq 1 type x\n", .unknownType, line: 1, "file a seq 1 type x"),
    Case(29, "file a seq 1 type B\n", .unknownType, line: 1, "file a seq 1 type B"),
    Case(31, "file a seq 1 type \"\"\n", .invalidFormat, line: 1, "file a seq 1 type \"\""),
    Case(32, "\(base)\n\(base)\n\(incr)\n", .duplicateBase, line: 2, base),
    Case(33, "\(base)\nfile c seq 2 type b\n", .duplicateBase, line: 2, "file c seq 2 type b"),
    Case(34, "\(base)\nfile c seq 2 type i\n\(incr)\n", .notMonotonic, line: 3, incr),
    Case(35, "\(base)\n\(incr)\n\(incr)\n", .notMonotonic, line: 3, incr),
    Case(39, "file sub/a seq 1 type b\n", .path, line: 1, "file sub/a seq 1 type b"),
    Case(40, "file \"sub\\\\a.rdb\" seq 1 type b\n", .path, line: 1, "file \"sub\\\\a.rdb\" seq 1 type b"),
    Case(45, "file \"a seq 1 type b\n", .invalidFormat, line: 1, "file \"a seq 1 type b"),
    Case(46, "file \"a\"x seq 1 type b\n", .invalidFormat, line: 1, "file \"a\"x seq 1 type b"),
    Case(49, "\(base) k \(x.prefix(1024 - base.utf8.count - 3))\n\(incr)\n", .tooLongLine),
    Case(50, "file a\0 seq 1 type b\n\(incr)\n", .tooLongLine),
    Case(51, String(repeating: "\0", count: 88), .tooLongLine),
    Case(52, "\u{FEFF}\(base)\n\(incr)\n", .invalidFormat, line: 1, "\u{FEFF}\(base)"),
    Case(53, "hello\n\(base)\n", .invalidFormat, line: 1, "hello"),
  ]

  @Test(arguments: accepted) func accepts(_ test: Case) throws {
    let text = Array(test.text.utf8)
    _ = try Manifest(parsing: text.span)
  }

  @Test(arguments: refused) func refuses(_ test: Case) {
    let text = Array(test.text.utf8)
    let error = #expect(throws: ManifestError.self) { try Manifest(parsing: text.span) }
    #expect(error?.cause == test.cause)
    #expect(error?.line == test.line)
    if test.line != nil { #expect(error?.text == Array(test.shown.utf8)) }
    #expect(error?.logLines.count == (test.line == nil ? 2 : 4))
  }

  @Test func everyCaseIsThere() {
    let numbers = (Self.accepted + Self.refused).map(\.number).sorted()
    #expect(numbers == Array(1...56))
  }

  @Test func logLines() {
    let text = Array("file broken\n".utf8)
    let error = #expect(throws: ManifestError.self) { try Manifest(parsing: text.span) }
    #expect(
      error?.logLines == [
        "\n*** FATAL AOF MANIFEST FILE ERROR ***\n", "Reading the manifest file, at line 1\n",
        ">>> 'file broken'\n", "Invalid AOF manifest file format\n",
      ])
  }

  @Test(arguments: [
    ("a b.aof", "\"a b.aof\""), ("say\"hi\".aof", "\"say\\\"hi\\\".aof\""), ("t\tb", "\"t\\tb\""),
    ("é.aof", "\"\\xc3\\xa9.aof\""), ("it's.aof", "\"it's.aof\""), ("plain", "plain"),
    ("\u{7}\u{8}\r\n", "\"\\a\\b\\r\\n\""),
  ]) func quotes(_ name: String, _ written: String) throws {
    let source = Array("file \(written) seq 3 type b\n".utf8)
    let manifest = try Manifest(parsing: source.span)
    #expect(manifest.base?.name == FileName(name))
    #expect(manifest.text == source)
  }

  @Test func anyNameSurvives() throws {
    for byte in UInt8(1)...255 where byte != 0x2F && byte != 0x5C {
      var source = Array("file \"".utf8)
      source += Array("\\x".utf8) + Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
      source += Array("z\" seq 1 type i\n".utf8)
      let manifest = try Manifest(parsing: source.span)
      #expect(manifest.incrs.first?.name.bytes == [byte, 0x7A])
      let again = manifest.text
      #expect(try Manifest(parsing: again.span) == manifest)
    }
  }
}
