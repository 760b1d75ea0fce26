public import Bytes
public import RESP

/// How replies are printed, the first four byte for byte as redis-cli 7.0.15 prints them.
///
/// | format | redis-cli | a nil, an error |
/// |---|---|---|
/// | `tty` | `--no-raw`, and on a terminal | `(nil)`, `(error) ERR …` |
/// | `raw` | `--raw`, and in a pipe | an empty line, the text and an empty line |
/// | `csv` | `--csv` | `NULL`, `ERROR,"ERR …"` |
/// | `json` | `--json` | `null`, `error:"ERR …"`, which is no JSON |
/// | `quoted-json` | – (`--quoted-json` since 7.2) | `null`, `{"error":"ERR …"}` |
/// | `table` | – | as `tty` |
///
/// Each reply ends with a newline, except that what ``RawReplies`` lists is printed as `raw` in every format, and
/// without a newline of ours. redis-cli asks for RESP3 when it prints JSON, so that maps come as maps; so should the
/// caller.
///
/// 7.0.15 ends with an error message at a big number and at the double nan; here they are printed as numbers are.
public enum ReplyFormat: String, CaseIterable, Sendable {
  case tty, raw, csv, json
  /// JSON in which every byte that is no printable ASCII is kept as `\\xHH`.
  case quotedJSON = "quoted-json"
  /// Rows and columns where a reply has some, else as `tty`; see ``ReplyTable``.
  case table

  /// Appends `reply`, the answer to `command`, as it is printed.
  ///
  /// O(bytes).
  public func write(_ reply: Reply, to command: [[UInt8]], into writer: inout ByteWriter) {
    if RawReplies.contains(command) { return Self.writeRaw(reply, into: &writer) }
    write(reply, into: &writer)
  }

  /// Appends `reply` with the newline at its end.
  public func write(_ reply: Reply, into writer: inout ByteWriter) {
    switch self {
    case .tty, .table: return Self.writeTerminal(reply, indent: 0, into: &writer)
    case .raw: Self.writeRaw(reply, into: &writer)
    case .csv: Self.writeCSV(reply, into: &writer)
    case .json: Self.writeJSON(reply, in: .redis, into: &writer)
    case .quotedJSON: Self.writeJSON(reply, in: .quoted, into: &writer)
    }
    writer.append(0x0A)
  }
}
