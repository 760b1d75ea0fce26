import Bytes
import RESP

extension CommandContext {
  /// Whether a reply that began at `start` need not be completed, because nobody will get it: whoever asks for as much as
  /// that is sent away.
  func replyIsTooLong(from start: Int) -> Bool { reply.bytes.count - start > replyLimit && !runsScript }

  /// Replies with an error, and counts it.
  public func refuse(_ error: CommandError) {
    statistics.errorReplies += 1
    statistics.errors[error.code, default: 0] += 1
    switch error {
    case .text(let text): reply.error(text)
    case .message(let text): reply.error(text)
    }
  }
}

extension CommandError {
  /// The text of the refusal.
  public var textString: String {
    switch self {
    case .text(let text): text.description
    case .message(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The first word, by which INFO errorstats counts refusals.
  var code: String { String(textString.prefix { $0 != " " }) }
}
