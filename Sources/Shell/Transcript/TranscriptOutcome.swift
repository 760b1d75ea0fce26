import Bytes

/// What came of one transcript.
struct TranscriptOutcome: Equatable {
  /// How the test ended as a whole.
  enum Verdict: UInt8 {
    case passed, differs, updated
    /// It could not be run, or not be brought up to date.
    case failed
  }

  /// What came of one step.
  struct Step: Equatable {
    enum Verdict: UInt8 {
      case passed, differs, skipped
    }

    var verdict: Verdict
    /// Number of its line in the file.
    var line: Int
    /// What was typed.
    var input: [UInt8]
    /// Microseconds that it took.
    var time: Int64 = 0
    /// What differs, for people.
    var difference: [UInt8] = []
  }

  /// The file, as it was named.
  var name: String
  var verdict: Verdict
  /// What the program should end with.
  var status: Int32
  /// What is printed, and what goes to standard error.
  var output: [UInt8] = []
  var errors: [UInt8] = []
  var steps: [Step] = []
  /// When it began, in microseconds since 1970.
  var start: Int64 = 0
  /// Microseconds that it took.
  var time: Int64 = 0

  init(name: String, verdict: Verdict, status: Int32) {
    self.name = name
    self.verdict = verdict
    self.status = status
  }

  /// One that could not be run.
  init(name: String, failure: String, status: Int32) {
    self.init(name: name, verdict: .failed, status: status)
    errors = Array("\(failure)\n".utf8)
  }
}

extension TranscriptOutcome {
  /// All of it but the name, for another process of this program: numbers in eight bytes, the lowest first, and texts
  /// behind their lengths.
  var encoded: [UInt8] {
    var writer = Fields()
    for number in [Int64(verdict.rawValue), Int64(status), start, time, Int64(steps.count)] { writer.put(number) }
    for text in [output, errors] { writer.put(text) }
    for step in steps {
      for number in [Int64(step.verdict.rawValue), Int64(step.line), step.time] { writer.put(number) }
      for text in [step.input, step.difference] { writer.put(text) }
    }
    return writer.bytes
  }

  /// What ``encoded`` has written; nil if that is not whole.
  init?(name: String, encoded: [UInt8]) {
    var reader = Fields(bytes: encoded)
    guard let verdict = reader.number().flatMap({ Verdict(rawValue: UInt8($0)) }), let status = reader.number(),
      let start = reader.number(), let time = reader.number(), let count = reader.number(),
      let output = reader.text(), let errors = reader.text()
    else { return nil }
    self.init(name: name, verdict: verdict, status: Int32(status))
    (self.output, self.errors, self.start, self.time) = (output, errors, start, time)
    for _ in 0..<count {
      guard let verdict = reader.number().flatMap({ Step.Verdict(rawValue: UInt8($0)) }), let line = reader.number(),
        let time = reader.number(), let input = reader.text(), let difference = reader.text()
      else { return nil }
      steps.append(Step(verdict: verdict, line: Int(line), input: input, time: time, difference: difference))
    }
  }

  private struct Fields {
    var bytes: [UInt8] = []
    private var index = 0

    init(bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func put(_ number: Int64) {
      for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * Int64(shift)))) }
    }

    mutating func put(_ text: [UInt8]) {
      put(Int64(text.count))
      bytes += text
    }

    mutating func number() -> Int64? {
      guard index + 8 <= bytes.count else { return nil }
      defer { index += 8 }
      return bytes[index..<index + 8].reversed().reduce(0) { $0 << 8 | Int64($1) }
    }

    mutating func text() -> [UInt8]? {
      guard let count = number(), count >= 0, Int(count) <= bytes.count - index else { return nil }
      defer { index += Int(count) }
      return Array(bytes[index..<index + Int(count)])
    }
  }
}
