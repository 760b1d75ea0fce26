/// A request that breaks the protocol: the connection cannot go on after it.
public enum ProtocolError: Error, Equatable, Sendable {
  /// The count after `*` is no integer, or too large.
  case invalidMultibulkLength
  /// The length after `$` is no integer, negative, or too large.
  case invalidBulkLength
  /// An argument starts with this byte in place of `$`.
  case expectedDollar(UInt8)
  /// A quote of an inline request stays open, or is followed by something else than a space.
  case unbalancedQuotes
  /// An inline request is longer than the limit.
  case tooBigInlineRequest
  /// The line after `*` is longer than the limit.
  case tooBigMultibulkCount
  /// The line after `$` is longer than the limit.
  case tooBigBulkCount

  /// More arguments than a client may send that has not said who it is.
  case unauthenticatedMultibulkLength
  /// A longer argument than such a client may send.
  case unauthenticatedBulkLength

  /// What Redis' log calls it.
  public var cause: String {
    switch self {
    case .invalidMultibulkLength: "invalid mbulk count"
    case .invalidBulkLength: "invalid bulk length"
    case .expectedDollar: "expected $ but got something else"
    case .unbalancedQuotes: "unbalanced quotes in inline request"
    case .tooBigInlineRequest: "too big inline request"
    case .tooBigMultibulkCount: "too big mbulk count string"
    case .tooBigBulkCount: "too big bulk count string"
    case .unauthenticatedMultibulkLength: "unauth mbulk count"
    case .unauthenticatedBulkLength: "unauth bulk length"
    }
  }

  /// The error reply's text as Redis words it, without `-ERR `.
  ///
  /// It may hold a byte that is not valid UTF-8.
  public var message: [UInt8] {
    switch self {
    case .invalidMultibulkLength: Array("Protocol error: invalid multibulk length".utf8)
    case .invalidBulkLength: Array("Protocol error: invalid bulk length".utf8)
    case .expectedDollar(let byte):
      Array("Protocol error: expected '$', got '".utf8) + [byte == 0x0D || byte == 0x0A ? 0x20 : byte, 0x27]
    case .unbalancedQuotes: Array("Protocol error: unbalanced quotes in request".utf8)
    case .tooBigInlineRequest: Array("Protocol error: too big inline request".utf8)
    case .tooBigMultibulkCount: Array("Protocol error: too big mbulk count string".utf8)
    case .tooBigBulkCount: Array("Protocol error: too big bulk count string".utf8)
    case .unauthenticatedMultibulkLength: Array("Protocol error: unauthenticated multibulk length".utf8)
    case .unauthenticatedBulkLength: Array("Protocol error: unauthenticated bulk length".utf8)
    }
  }
}
