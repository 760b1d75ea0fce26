import Bytes
import RDB

extension LogCheck {
  /// Prints a line.
  func say(_ text: String) { hands.output.print(Array((text + "\n").utf8)) }

  /// Prints a line that `build` makes.
  func line(_ build: (inout ByteWriter) -> Void) { hands.output.line(build) }

  /// Prints a line of a text, a name and a text, and ends the check.
  func end(_ before: StaticString, _ name: [UInt8], _ after: String = "") -> End {
    line {
      $0.append(before)
      $0.append(name)
      $0.append(text: after)
    }
    return End()
  }

  /// Notes damage where the last read began, as Redis' tool does: up to the first zero byte, and at most 1023 bytes.
  mutating func noteDamage(_ build: (inout ByteWriter) -> Void) {
    var text = ByteWriter(minimumCapacity: 128)
    build(&text)
    if text.count > 1023 { text.truncate(to: 1023) }
    var writer = ByteWriter(minimumCapacity: 128)
    let digits = String(readOffset, radix: 16)
    writer.append("0x")
    for _ in digits.utf8.count..<max(16, digits.utf8.count) { writer.append(" ") }
    writer.append(text: digits)
    writer.append(": ")
    writer.append(terminated: text.span)
    damage = writer.array
  }
}
