import Bytes

/// Decodes replies in RESP2 or RESP3 out of a stream of bytes.
///
/// When a reply is incomplete the decoder keeps the parts it has, so that a large reply that arrives in many pieces
/// costs O(bytes) altogether. Attributes are read and dropped.
public struct ReplyDecoder: Sendable {
  /// What the bytes at the place of a reply are.
  public enum Outcome: Equatable, Sendable {
    /// A reply that ends before `end`.
    case reply(Reply, end: Int)
    /// The beginning of a reply. Ask again with more bytes.
    case incomplete
    /// No reply, for the reason given; the stream ends here.
    case failure(String)
  }

  /// Aggregates within aggregates beyond which a reply is refused.
  public static let maximumDepth = 128

  enum Step {
    /// A reply, or a part of one.
    case value(Reply, end: Int)
    /// The first line of an aggregate of `count` parts.
    case aggregate(ReplyFrame.Kind, count: Int, end: Int)
    case incomplete
    case failure(String)
  }

  /// The aggregates that are open, outermost first.
  private var frames: [ReplyFrame] = []
  /// How far the incomplete reply is decoded, from its beginning.
  private var progress = 0
  /// Bytes of the incomplete line at hand that hold no line end.
  var searched = 0

  /// A decoder at the beginning of a reply.
  public init() {}

  /// Decodes the reply that begins at `start`.
  ///
  /// After `.incomplete` the bytes seen must be there again, at the same or another `start`, with more behind them.
  public mutating func next(_ bytes: Span<UInt8>, from start: Int) -> Outcome {
    while true {
      switch step(bytes, at: start + progress) {
      case .incomplete: return .incomplete
      case .failure(let text):
        reset()
        return .failure(text)
      case .aggregate(let kind, let count, let end):
        progress = end - start
        searched = 0
        guard frames.count < Self.maximumDepth else {
          reset()
          return .failure("reply nested deeper than \(Self.maximumDepth)")
        }
        frames.append(ReplyFrame(kind: kind, missing: count))
      case .value(let value, let end):
        progress = end - start
        searched = 0
        if frames.isEmpty {
          reset()
          return .reply(value, end: end)
        }
        frames[frames.count - 1].add(value)
      }
      if let reply = closeFrames() {
        let end = start + progress
        reset()
        return .reply(reply, end: end)
      }
    }
  }

  /// Forgets an incomplete reply.
  public mutating func reset() {
    frames.removeAll(keepingCapacity: true)
    progress = 0
    searched = 0
  }

  /// Closes the innermost aggregates that are complete; the reply if that was the outermost.
  private mutating func closeFrames() -> Reply? {
    while let frame = frames.last, frame.missing == 0 {
      frames.removeLast()
      guard let value = frame.value else { continue }
      if frames.isEmpty { return value }
      frames[frames.count - 1].add(value)
    }
    return nil
  }
}

/// An aggregate whose parts are being decoded.
struct ReplyFrame: Sendable {
  enum Kind { case array, map, set, push, attribute }

  let kind: Kind
  /// Parts still to come.
  var missing: Int
  private var parts: [Reply] = []

  init(kind: Kind, missing: Int) {
    self.kind = kind
    self.missing = missing
  }

  mutating func add(_ part: Reply) {
    if kind != .attribute { parts.append(part) }
    missing -= 1
  }

  /// The aggregate, once no part is missing; nil for an attribute.
  var value: Reply? {
    switch kind {
    case .array: .array(parts)
    case .set: .set(parts)
    case .push: .push(parts)
    case .map:
      .map(stride(from: 0, to: parts.count, by: 2).map { Reply.Pair(key: parts[$0], value: parts[$0 + 1]) })
    case .attribute: nil
    }
  }
}
