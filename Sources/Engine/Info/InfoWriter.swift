import Bytes

/// Builds the text of INFO: sections with a title, `name:value` lines, a blank line between sections.
struct InfoWriter: ~Copyable {
  private(set) var bytes = ByteWriter(minimumCapacity: 4096)

  /// Starts a section.
  mutating func section(_ title: StaticString) {
    if !bytes.isEmpty { bytes.append("\r\n") }
    bytes.append("# ")
    bytes.append(title)
    bytes.append("\r\n")
  }

  mutating func field(_ name: String, _ value: Int64) {
    key(name)
    bytes.append(decimal: value)
    bytes.append("\r\n")
  }

  mutating func field(_ name: String, _ value: Int) { field(name, Int64(value)) }

  mutating func field(_ name: String, _ value: Bool) { field(name, value ? 1 : 0) }

  mutating func field(_ name: String, _ value: String) {
    key(name)
    bytes.append(text: value)
    bytes.append("\r\n")
  }

  /// A number of bytes, and the same for people.
  mutating func memory(_ name: String, _ value: Int) {
    field(name, value)
    field(name + "_human", MemorySize.human(UInt64(value)))
  }

  /// A number with two decimals.
  static func hundredths(_ value: Double) -> String {
    let number = Int((value * 100).rounded())
    return "\(number / 100)." + String(number % 100 + 100).dropFirst()
  }

  private mutating func key(_ name: String) {
    bytes.append(text: name)
    bytes.append(UInt8(ascii: ":"))
  }
}
