import Bytes
import Commands
import Engine
import RESP

/// Commands that wait for an element (BLPOP and its like).
extension Workbench {
  /// Lets a session that waits do so to the end; its reply is then among its messages.
  ///
  /// Time passes as the clock has it: the virtual one is advanced to the end of the timeout.
  func waitOut(_ session: Session, _ engine: Engine) throws(MetaError) {
    guard let wait = session.wait else { return }
    let command = String(decoding: wait.arguments.name, as: UTF8.self)
    if clock.isVirtual {
      guard wait.deadline != nil else {
        engine.giveUp(session)
        throw MetaError("\(command) would wait for ever: no other session runs, and the virtual clock stands still")
      }
      _ = engine.waitOut(session, step: .max)
      return
    }
    sink.flush()
    var isOver = true
    watchInterrupts { isInterrupted in isOver = engine.waitOut(session, isInterrupted: isInterrupted) }
    if isOver { return }
    engine.giveUp(session)
    throw .check(Array("\(command) was interrupted and waits no more".utf8))
  }

  /// Whether a session that waits is left to do so, because others can type meanwhile.
  func mayStayWaiting(_ waiting: Session) -> Bool { waiting === session && sessions.count > 1 }

  /// Shows the replies that sessions other than the present one have got.
  func showLateReplies() {
    for (name, other) in sessions where other !== session && !other.outbox.isEmpty {
      write("session \(name):\n")
      show(messagesOf: other)
    }
  }

  /// Shows what the present session has got besides the replies to its commands.
  func show(messagesOf session: Session) {
    for reply in Self.replies(in: session.takeMessages()) { show(reply, to: []) }
  }

  static func replies(in bytes: [UInt8]) -> [Reply] {
    var decoder = ReplyDecoder()
    var replies: [Reply] = []
    var offset = 0
    while offset < bytes.count, case .reply(let reply, let end) = decoder.next(bytes.span, from: offset) {
      replies.append(reply)
      offset = end
    }
    return replies
  }

  // MARK: Sessions

  /// `:session [NAME]`.
  func metaSession(_ arguments: MetaArguments) throws(MetaError) {
    guard let engine else { throw MetaError(Self.noEngine) }
    guard let name = arguments.text(0) else {
      for (name, each) in sessions {
        write("\(each === session ? "*" : " ") \(name)\(each.wait == nil ? "" : ", waiting")\n")
      }
      return
    }
    if name.isEmpty { throw MetaError("a session needs a name, such as: :session other") }
    if let known = sessions.first(where: { $0.name == name }) {
      session = known.session
      return show(messagesOf: known.session)
    }
    let made = engine.makeSession()
    sessions.append((name, made))
    session = made
    applyFormat()
  }
}

extension OwnedArguments {
  /// The command's name as it was typed.
  fileprivate var name: [UInt8] { ranges.first.map { Array(bytes[$0]) } ?? [] }
}
