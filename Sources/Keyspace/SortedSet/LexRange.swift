import Bytes

/// An interval of members in the order of their bytes, for sorted sets whose scores are all equal.
public struct LexRange: Sendable {
  /// One end of the interval.
  public enum Bound: Sendable {
    /// `-`: before all members.
    case least
    /// `+`: behind all members.
    case greatest
    /// `[text`: the text belongs to the interval.
    case including([UInt8])
    /// `(text`: the text does not belong to it.
    case excluding([UInt8])
  }

  private let first: Bound
  private let last: Bound

  /// The members from `first` to `last`.
  public init(_ first: Bound, _ last: Bound) {
    self.first = first
    self.last = last
  }

  /// Whether the first end comes behind the last, or both are one that does not belong to the interval.
  var isEmpty: Bool {
    switch (first, last) {
    case (.least, _), (_, .greatest): false
    case (.greatest, _), (_, .least): true
    case (.including(let low), .including(let high)): low.span.order(high.span) > 0
    case (.including(let low), .excluding(let high)), (.excluding(let low), .including(let high)),
      (.excluding(let low), .excluding(let high)):
      low.span.order(high.span) >= 0
    }
  }

  /// Whether `member` lies before the interval.
  func isAfter(_ member: Span<UInt8>) -> Bool {
    switch first {
    case .least: false
    case .greatest: true
    case .including(let text): member.order(text.span) < 0
    case .excluding(let text): member.order(text.span) <= 0
    }
  }

  /// Whether `member` lies behind the interval.
  func isBefore(_ member: Span<UInt8>) -> Bool {
    switch last {
    case .least: true
    case .greatest: false
    case .including(let text): member.order(text.span) > 0
    case .excluding(let text): member.order(text.span) >= 0
    }
  }
}
