import Bytes

/// Finds the requests in a stream of bytes, by the rules of Redis 7.0.
///
/// A request is `*<count>\r\n` and then, count times, `$<length>\r\n<bytes>\r\n`; anything that does not start with `*`
/// is an inline request, one line with quoting as in ``ArgumentSplitter``. Of the ends of lines only the `\r` is looked
/// at, the byte after it may be any. A zero byte hides the rest of a line, so that such a line never ends.
///
/// The scanner copies nothing: it says where in the scanned bytes the arguments lie. When a request is incomplete it
/// remembers how far it came, so that a large request that arrives in many pieces costs O(bytes) altogether.
///
/// Whether a line is too long depends on its length alone, not on the pieces in which it arrives.
public struct RequestScanner: Sendable {
  /// What the bytes at the place of a request are.
  public enum Outcome: Equatable, Sendable {
    /// A request, which ends before `end`; see ``RequestScanner/arguments``.
    case request(end: Int)
    /// Something without arguments (a blank line, `*0`, `*-1`) that ends before `end` and gets no reply.
    case empty(end: Int)
    /// The beginning of a request. Ask again with more bytes.
    case incomplete
    /// No request; the stream ends here.
    case failure(ProtocolError)
  }

  /// Where the arguments of the request lie in the scanned bytes.
  ///
  /// Empty if ``inlineArguments`` holds them.
  public internal(set) var arguments: [Range<Int>] = []
  /// The arguments of an inline request with quotes, whose bytes differ from the text; nil for all others.
  public internal(set) var inlineArguments: [[UInt8]]?
  /// Whether the request's bytes are exactly those that ``RequestWriter`` writes for its arguments.
  public internal(set) var isCanonical = false
  /// What a request may ask for.
  public var limits: ProtocolLimits

  /// Arguments that an incomplete request still lacks; 0 if its count is not known yet.
  private var missing = 0
  /// Length of the argument whose bytes come next, or -1 if its `$` line comes next.
  private var bulkLength = -1
  /// Where scanning goes on.
  private var cursor = 0
  /// The place of the incomplete request when it was scanned last.
  private var origin = 0
  /// Bytes of the incomplete line at hand that need no second look.
  var searched = 0

  /// A scanner at the beginning of a request.
  public init(limits: ProtocolLimits = .redis) { self.limits = limits }

  /// Whether the last call stopped within a request whose count of arguments is known.
  public var isWithinRequest: Bool { missing > 0 }

  /// Whether the next request may be found by ``CanonicalRequest`` instead: nothing of it was scanned yet, and it may
  /// be as large as those that are found so.
  public var takesCanonical: Bool {
    missing == 0 && searched == 0 && !limits.isStranger && limits.maximumArgumentCount >= CanonicalRequest.largestNumber
      && limits.maximumBulkLength >= CanonicalRequest.largestNumber
  }

  /// Where the line begins that ``Outcome/failure(_:)`` was said of.
  public private(set) var failedAt = 0

  /// Forgets an incomplete request.
  public mutating func reset() {
    arguments.removeAll(keepingCapacity: true)
    inlineArguments = nil
    missing = 0
    bulkLength = -1
    searched = 0
  }

  /// Scans the request that begins at `start`.
  ///
  /// After `.incomplete` the bytes seen must be there again, at the same or another `start`, with more behind them;
  /// call ``reset()`` to begin anew with others. O(bytes not scanned before), and nothing is allocated but for quoted
  /// inline requests and for the longest list of arguments so far.
  public mutating func next(_ bytes: Span<UInt8>, from start: Int) -> Outcome {
    guard start < bytes.count else { return .incomplete }
    if missing > 0 {
      if start != origin { rebase(to: start) }
    } else {
      arguments.removeAll(keepingCapacity: true)
      inlineArguments = nil
      origin = start
      guard bytes[start] == UInt8(ascii: "*") else { return inline(bytes, from: start) }
      isCanonical = true
      switch number(bytes, at: start) {
      case .value(let count, let end):
        guard count <= limits.maximumArgumentCount else { return fail(.invalidMultibulkLength) }
        if limits.isStranger, count > 10 { return fail(.unauthenticatedMultibulkLength) }
        if count <= 0 { return .empty(end: end) }
        missing = count
        cursor = end
      case .incomplete: return .incomplete
      case .malformed: return fail(.invalidMultibulkLength)
      case .tooLong: return fail(.tooBigMultibulkCount)
      }
    }
    return bulks(bytes)
  }

  private mutating func bulks(_ bytes: Span<UInt8>) -> Outcome {
    while missing > 0 {
      if bulkLength < 0 {
        switch number(bytes, at: cursor) {
        case .value(let length, let end):
          guard bytes[cursor] == UInt8(ascii: "$") else { return fail(.expectedDollar(bytes[cursor])) }
          guard length >= 0, length <= limits.maximumBulkLength else { return fail(.invalidBulkLength) }
          if limits.isStranger, length > 16_384 { return fail(.unauthenticatedBulkLength) }
          bulkLength = length
          cursor = end
        case .incomplete: return .incomplete
        case .malformed:
          return fail(bytes[cursor] == UInt8(ascii: "$") ? .invalidBulkLength : .expectedDollar(bytes[cursor]))
        case .tooLong: return fail(.tooBigBulkCount)
        }
      }
      guard bytes.count - cursor - 2 >= bulkLength else { return .incomplete }
      let end = cursor + bulkLength
      if bytes[end] != 0x0D || bytes[end + 1] != 0x0A { isCanonical = false }
      arguments.append(cursor..<end)
      cursor = end + 2
      bulkLength = -1
      missing -= 1
    }
    return .request(end: cursor)
  }

  @inline(never)
  private mutating func rebase(to start: Int) {
    let shift = start - origin
    for index in arguments.indices {
      arguments[index] = arguments[index].lowerBound + shift..<arguments[index].upperBound + shift
    }
    cursor += shift
    origin = start
  }

  @inline(never)
  mutating func fail(_ error: ProtocolError) -> Outcome {
    failedAt = missing > 0 ? cursor : origin
    reset()
    return .failure(error)
  }
}
