import Bytes
import Commands
import Engine

extension ClientHub {
  /// Takes a new connection; nil when it is refused and closed.
  public func accept(_ transport: any ClientTransport, _ peer: ClientPeer) -> ClientConnection? {
    engine.logVerbose("Accepted \(peer.path.map { "connection to " + $0 } ?? peer.address)")
    if connections.count >= engine.configuration.integer("maxclients") {
      return refuse(transport, "-ERR max number of clients reached\r\n")
    }
    engine.network.connections += 1
    if !peer.isLocal, engine.configuration.flag("protected-mode"), !engine.context.access.needsAuthentication {
      return refuse(transport, Self.protectedMode)
    }
    let session = engine.makeSession()
    session.address = peer.address
    session.localAddress = peer.localAddress
    session.descriptor = peer.descriptor
    session.isOnUnixSocket = peer.path != nil
    session.outboxLimit = .max
    session.heed = { [unowned self] in heed(later: $0) }
    let connection = ClientConnection(session, transport)
    connections[session.id] = connection
    return connection
  }

  private func refuse(_ transport: any ClientTransport, _ text: String) -> ClientConnection? {
    engine.network.refusedConnections += 1
    transport.send(Array(text.utf8).span)
    transport.close()
    return nil
  }

  private func heed(later session: Session) {
    heeded.append(session)
    wantTurn()
  }

  /// What Redis tells other hosts before a password is set.
  static let protectedMode = """
    -DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the \
    default user. In this mode connections are only accepted from the loopback interface. If you want to connect \
    from external computers to Redis you may adopt one of the following solutions: 1) Just disable protected mode \
    sending the command 'CONFIG SET protected-mode no' from the loopback interface by connecting to Redis from the \
    same host the server is running, however MAKE SURE Redis is not publicly accessible from internet if you do so. \
    Use CONFIG REWRITE to make this change permanent. 2) Alternatively you can just disable the protected mode by \
    editing the Redis configuration file, and setting the protected mode option to 'no', and then restarting the \
    server. 3) If you started the server manually just for testing, restart it with the '--protected-mode no' \
    option. 4) Setup a an authentication password for the default user. NOTE: You only need to do one of the above \
    things in order for the server to start accepting connections from the outside.\r\n
    """
}
