import Bytes

/// Writes what came of transcripts as JUnit XML, the form in which servers for continuous integration read results.
///
/// A file is a test suite, and a step of it a test case. The schema is that of Ant's JUnit task, in which all elements
/// and attributes have their order and none is left out; Jenkins' own accepts it too. What XML 1.0 cannot hold, such as
/// control characters and bytes that are not UTF-8, is written as `\xHH`.
enum JUnitReport {
  static func write(_ outcomes: [TranscriptOutcome]) -> [UInt8] {
    var text = ByteWriter()
    text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
    for (index, outcome) in outcomes.enumerated() { suite(outcome, index, into: &text) }
    text.append("</testsuites>\n")
    return text.array
  }

  private static func suite(_ outcome: TranscriptOutcome, _ index: Int, into text: inout ByteWriter) {
    let failures = outcome.steps.count { $0.verdict == .differs }
    let skipped = outcome.steps.count { $0.verdict == .skipped }
    let errors = outcome.verdict == .failed ? 1 : 0
    text.append("  <testsuite")
    attribute("name", Array(outcome.name.utf8), into: &text)
    attribute("package", Array("aofsh".utf8), into: &text)
    attribute("id", "\(index)", into: &text)
    attribute("timestamp", date(outcome.start), into: &text)
    attribute("hostname", "localhost", into: &text)
    attribute("tests", "\(outcome.steps.count + errors)", into: &text)
    attribute("failures", "\(failures)", into: &text)
    attribute("errors", "\(errors)", into: &text)
    attribute("skipped", "\(skipped)", into: &text)
    attribute("time", seconds(outcome.time), into: &text)
    text.append(">\n    <properties/>\n")
    for step in outcome.steps { testCase(step, of: outcome, into: &text) }
    if outcome.verdict == .failed {
      opening(of: Array("run".utf8), outcome, outcome.time, into: &text)
      text.append(">\n      <error type=\"error\"")
      attribute("message", outcome.errors.last == 0x0A ? outcome.errors.dropLast() : outcome.errors, into: &text)
      text.append("/>\n    </testcase>\n")
    }
    text.append("    <system-out/>\n    <system-err/>\n  </testsuite>\n")
  }

  private static func testCase(
    _ step: TranscriptOutcome.Step, of outcome: TranscriptOutcome, into text: inout ByteWriter
  ) {
    opening(of: Array("\(step.line): ".utf8) + step.input, outcome, step.time, into: &text)
    switch step.verdict {
    case .passed: text.append("/>\n")
    case .skipped: text.append(">\n      <skipped/>\n    </testcase>\n")
    case .differs:
      text.append(">\n      <failure type=\"difference\"")
      let place = Array("\(outcome.name):\(step.line): printed something else: ".utf8)
      attribute("message", place + step.input, into: &text)
      text.append(">")
      text.append(escaped(step.difference, inAttribute: false))
      text.append("</failure>\n    </testcase>\n")
    }
  }

  private static func opening(
    of name: [UInt8], _ outcome: TranscriptOutcome, _ time: Int64, into text: inout ByteWriter
  ) {
    text.append("    <testcase")
    attribute("classname", Array(outcome.name.utf8), into: &text)
    attribute("name", name, into: &text)
    attribute("time", seconds(time), into: &text)
  }

  private static func attribute(_ name: String, _ value: String, into text: inout ByteWriter) {
    attribute(name, Array(value.utf8), into: &text)
  }

  private static func attribute(_ name: String, _ value: [UInt8], into text: inout ByteWriter) {
    text.append(text: " \(name)=\"")
    text.append(escaped(value, inAttribute: true))
    text.append("\"")
  }

  /// Text that means itself in XML.
  private static func escaped(_ bytes: [UInt8], inAttribute: Bool) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let length = byte < 0x80 ? 1 : VisibleText.sequenceLength(bytes.span, at: index)
      let character = bytes[index..<index + length]
      index += max(length, 1)
      switch byte {
      case UInt8(ascii: "&"): text += Array("&amp;".utf8)
      case UInt8(ascii: "<"): text += Array("&lt;".utf8)
      case UInt8(ascii: ">"): text += Array("&gt;".utf8)
      case UInt8(ascii: "\"") where inAttribute: text += Array("&quot;".utf8)
      case 0x09, 0x0A: text += inAttribute ? Array("&#\(byte);".utf8) : [byte]
      // A reader would take a bare carriage return for a line end.
      case 0x0D: text += Array("&#13;".utf8)
      case 0..<0x20, 0x7F: text += hexadecimal(byte)
      // U+FFFE and U+FFFF are no characters.
      case 0xEF where character.elementsEqual([0xEF, 0xBF, 0xBE]) || character.elementsEqual([0xEF, 0xBF, 0xBF]):
        text += character.flatMap(hexadecimal)
      case 0x80... where length == 0: text += hexadecimal(byte)
      default: text += character
      }
    }
    return text
  }

  private static func hexadecimal(_ byte: UInt8) -> [UInt8] {
    var text = ByteWriter()
    text.append("\\x")
    text.append(hexadecimal: byte)
    return text.array
  }

  private static func seconds(_ microseconds: Int64) -> String {
    "\(microseconds / 1_000_000).\(String(microseconds % 1_000_000 / 1000 + 1000).dropFirst())"
  }

  /// A time since 1970 as `2023-09-25T15:42:48`, in universal time.
  static func date(_ microseconds: Int64) -> String {
    let total = Int(microseconds / 1_000_000)
    var text = ByteWriter()
    text.append(date: total / 86_400)
    text.append("T")
    text.append(secondOfDay: total % 86_400)
    return String(decoding: text.array, as: UTF8.self)
  }
}
