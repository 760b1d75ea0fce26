/// Why a manifest cannot be read.
public struct ManifestError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Cause: String, Sendable, CaseIterable {
    case tooLongLine = "The AOF manifest file contains too long line"
    case empty = "Found an empty AOF manifest"
    case invalidFormat = "Invalid AOF manifest file format"
    case path = "File can't be a path, just a filename"
    case duplicateBase = "Found duplicate base file information"
    case notMonotonic = "Found a non-monotonic sequence number"
    case unknownType = "Unknown AOF file type"
    case readFailed = "Read AOF manifest failed"
  }

  /// What is wrong.
  public let cause: Cause
  /// The number of the line, from 1; nil when no line is to blame.
  public let line: Int?
  /// The line without white space at its ends.
  public let text: [UInt8]

  init(_ cause: Cause, line: Int? = nil, text: [UInt8] = []) {
    self.cause = cause
    self.line = line
    self.text = text
  }

  /// What Redis logs, all as warnings.
  ///
  /// The newlines belong to the messages; the log ends each with one more.
  public var logLines: [String] {
    var lines = ["\n*** FATAL AOF MANIFEST FILE ERROR ***\n"]
    if let line {
      lines.append("Reading the manifest file, at line \(line)\n")
      lines.append(">>> '\(String(decoding: text, as: UTF8.self))'\n")
    }
    return lines + ["\(cause.rawValue)\n"]
  }

  /// One sentence with the line and its text.
  public var description: String {
    guard let line else { return cause.rawValue }
    return "\(cause.rawValue), line \(line): '\(String(decoding: text, as: UTF8.self))'"
  }
}
