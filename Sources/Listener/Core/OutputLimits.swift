import AOF
import Bytes
import Commands
import Engine

/// How much may wait for a client that does not take it (Redis directive `client-output-buffer-limit`).
struct OutputLimits {
  /// The limits of one class of clients; 0 for none.
  struct Class: Equatable {
    /// Bytes beyond which the connection ends at once.
    var hard = 0
    /// Bytes beyond which it ends after ``seconds``.
    var soft = 0
    var seconds = 0
  }

  var normal = Class()
  var subscriber = Class()

  init(_ configuration: Configuration) {
    let words = (configuration.value(of: "client-output-buffer-limit") ?? []).split(separator: 0x20)
    for index in stride(from: 0, to: words.count - 3, by: 4) {
      let numbers = words[(index + 1)...(index + 3)].map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
      let limits = Class(hard: numbers[0], soft: numbers[1], seconds: numbers[2])
      if words[index].elementsEqual("normal".utf8) { normal = limits }
      if words[index].elementsEqual("pubsub".utf8) { subscriber = limits }
    }
  }

  /// Bytes of a reply that never count, because Redis has a buffer of that size for each client.
  static let free = 16 << 10

  /// Bytes of a single reply beyond which its connection ends, whatever its class.
  var ofReplies: Int { min(normal.hard, subscriber.hard) > 0 ? max(normal.hard, subscriber.hard, Self.free) : .max }

  func limits(of session: Session) -> Class {
    session.attention.contains(.subscribed) ? subscriber : normal
  }
}

extension ClientHub {
  /// Whether `count` bytes more may wait for a connection; if not, it ends.
  func isWithinLimits(_ connection: ClientConnection, adding count: Int) -> Bool {
    let limits = limits.limits(of: connection.session)
    guard limits.hard > 0 || limits.soft > 0 else { return true }
    let unsent = connection.unsent
    if unsent == 0, count <= OutputLimits.free { return true }
    let waiting = unsent + count
    if limits.hard > 0, waiting > limits.hard { return endSlow(connection, count) }
    guard limits.soft > 0, waiting > limits.soft else {
      connection.overSoftLimitSince = nil
      return true
    }
    let now = engine.context.microseconds
    guard let since = connection.overSoftLimitSince else {
      connection.overSoftLimitSince = now
      return true
    }
    return now - since > Int64(limits.seconds) * 1_000_000 ? endSlow(connection, count) : true
  }

  private func endSlow(_ connection: ClientConnection, _ added: Int) -> Bool {
    let how = added > 0 ? "scheduled to be closed ASAP" : "closed"
    engine.logClient(
      "Client", connection.session, "\(how) for overcoming of output buffer limits.", level: .warning)
    end(connection)
    return false
  }

  /// Ends a connection that has sent more than it may without completing a request (Redis directive
  /// `client-query-buffer-limit`).
  func checkInput(_ connection: ClientConnection) {
    guard connection.stream.pendingCount > engine.configuration.integer("client-query-buffer-limit") else { return }
    let begin = connection.stream.pendingStart(64)
    engine.logClient(
      "Closing client that reached max query buffer length:", connection.session,
      "(qbuf initial bytes: \(String(decoding: [UInt8](quoted: begin.span), as: UTF8.self)))", level: .warning)
    end(connection)
  }
}
