/// What came of one line.
public struct LineResult: Equatable, Sendable {
  /// How the line ended.
  public enum Outcome: Equatable, Sendable {
    /// Well.
    case done
    /// With an error reply, a line that cannot be split, or a check that failed.
    case error
    /// With a meta-command that failed, or an engine that could not start or go on: a script stops.
    case failed
    /// The shell is to be left, with this status if one was given.
    case quit(Int32?)
  }

  /// How the line ended.
  public var outcome = Outcome.done
  /// What went wrong, for people, without a newline; nil when nothing did or when it has been reported already.
  public var message: [UInt8]?
  /// The line with a mark under what is wrong, where that is known.
  var drawing: [UInt8]?
  /// What went wrong in the lines of a block.
  var reports: [Report] = []

  /// What went wrong in one line of a block.
  struct Report: Equatable, Sendable {
    /// How many lines of the block stand before it.
    var line: Int
    var message: [UInt8]
    var drawing: [UInt8]?
  }
  /// Whether the message was printed as a reply.
  var isReply = false

  /// A line that ended well.
  static let done = LineResult()

  static func error(_ message: [UInt8]?) -> LineResult { LineResult(outcome: .error, message: message) }

  static func failed(_ message: [UInt8]?) -> LineResult { LineResult(outcome: .failed, message: message) }
}

/// Why a meta-command did not do what it was told, in a sentence that names the way out where there is one.
struct MetaError: Error {
  let message: [UInt8]?
  /// Whether it is a check that failed, after which a script goes on.
  var isCheck = false
  /// Whether it is none, but the crash that was asked for.
  var isCrash = false

  init(_ message: String) { self.message = Array(message.utf8) }

  init(bytes: [UInt8]) { message = bytes }

  /// A failure that was reported already.
  private init() { message = nil }

  static let reported = MetaError()

  /// No failure: a crash that was asked for cuts the line short.
  static var crashed: MetaError {
    var error = MetaError()
    error.isCrash = true
    return error
  }

  /// Checks or replies that failed and were reported already.
  static var reportedCheck: MetaError {
    var error = MetaError()
    error.isCheck = true
    return error
  }

  static func check(_ message: [UInt8]) -> MetaError {
    var error = MetaError(bytes: message)
    error.isCheck = true
    return error
  }

  var result: LineResult { isCrash ? .done : isCheck ? .error(message) : .failed(message) }
}
