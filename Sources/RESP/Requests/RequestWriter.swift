public import Bytes

/// Writes requests as clients send them and as an AOF holds them.
///
/// First ``header(argumentCount:to:)``, then that many arguments.
public enum RequestWriter {
  /// Appends the line that announces `argumentCount` arguments.
  public static func header(argumentCount: Int, to writer: inout ByteWriter) {
    writer.append(marker: UInt8(ascii: "*"), line: Int64(argumentCount))
  }

  /// Appends one argument.
  public static func argument(_ bytes: Span<UInt8>, to writer: inout ByteWriter) {
    length(bytes.count, to: &writer)
    writer.append(line: bytes)
  }

  /// Appends one argument.
  public static func argument(_ bytes: [UInt8], to writer: inout ByteWriter) { argument(bytes.span, to: &writer) }

  /// Appends one argument.
  public static func argument(_ text: StaticString, to writer: inout ByteWriter) {
    length(text.utf8CodeUnitCount, to: &writer)
    writer.append(line: text)
  }

  /// Appends `value` in decimal as one argument.
  public static func argument(decimal value: Int64, to writer: inout ByteWriter) {
    length(value.decimalCount, to: &writer)
    writer.append(decimal: value)
    writer.append("\r\n")
  }

  /// Appends a whole request.
  public static func request(_ arguments: [[UInt8]], to writer: inout ByteWriter) {
    header(argumentCount: arguments.count, to: &writer)
    for bytes in arguments { argument(bytes.span, to: &writer) }
  }

  private static func length(_ count: Int, to writer: inout ByteWriter) {
    writer.append(marker: UInt8(ascii: "$"), line: Int64(count))
  }
}
