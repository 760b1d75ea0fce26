import AOF
import Engine

/// Directives that concern sockets and can be changed while a server runs.
extension Server {
  func apply(_ changed: Configuration, _ names: [String], _ lobby: Lobby) -> Engine.HostRefusal? {
    if names.contains("maxclients"), let refusal = allowClients(changed) { return refusal }
    let changesPort = names.contains("port")
    guard changesPort || names.contains("bind") else { return nil }
    let previous = configuration
    lobby.closeListening()
    sockets = lobby.sockets
    configuration = changed
    do throws(ServerStop) { try listenForClients() } catch {
      // What there was must be had again.
      for socket in sockets where socket.path == nil { socket.close() }
      sockets = lobby.sockets
      configuration = previous
      do throws(ServerStop) { try listenForClients() } catch {
        write(.warning, "The addresses that were listened on before cannot be had again.")
      }
      lobby.listen(on: sockets)
      return changesPort
        ? Engine.HostRefusal("port", "Unable to listen on this port. Check server logs.")
        : Engine.HostRefusal("bind", "Failed to bind to specified addresses.")
    }
    lobby.listen(on: sockets)
    engine?.network.port = changed.integer("port")
    return nil
  }

  private func allowClients(_ changed: Configuration) -> Engine.HostRefusal? {
    let wanted = UInt(changed.integer("maxclients")) + Self.ownFiles
    let (_, now) = ServerProcess.allowFiles(wanted)
    if now >= wanted { return nil }
    return Engine.HostRefusal(
      "maxclients",
      """
      The operating system is not able to handle the specified number of clients, try with \(now - Self.ownFiles)
      """)
  }
}
