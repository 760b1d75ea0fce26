import AOF
import Engine
import SystemPackage

extension Server {
  /// The name of the file with the process' number; empty when there is none.
  var pidFile: String {
    let name = configuration.string("pidfile")
    return name.isEmpty && configuration.flag("daemonize") ? "/var/run/redis.pid" : name
  }

  /// What redis-server does before it loads its data, in its order and with its words in the log.
  func prepare() throws(ServerStop) {
    try beginSupervision()
    if configuration.flag("daemonize"), !isSupervised {
      ServerProcess.daemonize()
      processIdentifier = ServerProcess.identifier
    }
    let process = processIdentifier
    write(.warning, "oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo", role: .child)
    write(
      .warning, "Redis version=7.0.15, bits=64, commit=00000000, modified=0, pid=\(process), just started",
      role: .child)
    write(.warning, hasNoArguments ? Self.noConfiguration : "Configuration loaded", role: .child)
    try refuseWhatIsMissing()
    try allowFiles()
    write(.notice, "monotonic clock: POSIX clock_gettime")
    try listen()
    do throws(Errno) {
      if !pidFile.isEmpty { try ServerProcess.write("\(process)\n", to: pidFile) }
    } catch {
      write(.warning, "Failed to write PID file: \(error.description)")
    }
    write(.notice, "Running mode=standalone, port=\(configuration.integer("port")).")
    write(.warning, "Server initialized")
  }

  private static let noConfiguration = """
    Warning: no config file specified, using the default config. In order to specify a config file use aofsh serve \
    /path/to/redis.conf
    """

  /// Ends the start for what there is not here, rather than serve something else than was asked for.
  private func refuseWhatIsMissing() throws(ServerStop) {
    var problems: [String] = []
    let replicaof = configuration.string("replicaof")
    if !replicaof.isEmpty, replicaof.lowercased() != "no one" {
      problems.append("Replication is not supported: start without the directive replicaof.")
    }
    if configuration.flag("cluster-enabled") {
      problems.append("Cluster mode is not supported: start without the directive cluster-enabled.")
    }
    if configuration.integer("tls-port") != 0 {
      problems.append("TLS is not supported: start without the directive tls-port.")
    }
    for module in configuration.modules {
      problems.append("Can't load module from \(String(decoding: module, as: UTF8.self)): server aborting")
    }
    for problem in problems { write(.warning, problem) }
    if !problems.isEmpty { throw ServerStop(status: 1) }
  }

  /// Lets the process have as many files as `maxclients` needs, or says what it gets.
  private func allowFiles() throws(ServerStop) {
    let clients = configuration.integer("maxclients")
    let wanted = UInt(clients) + Self.ownFiles
    let (before, now) = ServerProcess.allowFiles(wanted)
    if now >= wanted {
      guard now > before else { return }
      return write(.notice, "Increased maximum number of open files to \(wanted) (it was originally set to \(before)).")
    }
    guard now > Self.ownFiles else {
      write(
        .warning,
        """
        Your current 'ulimit -n' of \(before) is not enough for the server to start. Please increase your open file \
        limit to at least \(wanted). Exiting.
        """)
      throw ServerStop(status: 1)
    }
    let possible = now - Self.ownFiles
    do throws(ConfigurationError) { try configuration.set("maxclients", "\(possible)") } catch {
      write(.warning, error.serverDescription)
    }
    write(.warning, "You requested maxclients of \(clients) requiring at least \(wanted) max file descriptors.")
    write(
      .warning, "Server can't set maximum open files to \(wanted) because of OS error: Operation not permitted.")
    write(
      .warning,
      """
      Current maximum open files is \(now). maxclients has been reduced to \(possible) to compensate for low ulimit. \
      If you need higher maxclients increase 'ulimit -n'.
      """)
  }

  /// Files that a server needs besides those of its clients.
  static let ownFiles: UInt = 32

  /// Listens on the addresses of the directive `bind`.
  func listenForClients() throws(ServerStop) {
    let port = configuration.integer("port")
    guard port != 0 else { return }
    let before = sockets.count
    let addresses = configuration.string("bind").split(separator: " ")
    if addresses.isEmpty { return }
    for word in addresses {
      try listen(String(word), port, configuration.integer("tcp-backlog"))
    }
    guard sockets.count == before else { return }
    write(.warning, "Failed listening on port \(port) (TCP), aborting.")
    throw ServerStop(status: 1)
  }

  private func listen() throws(ServerStop) {
    let backlog = configuration.integer("tcp-backlog")
    try listenForClients()
    let path = configuration.string("unixsocket")
    if !path.isEmpty {
      do throws(ListenFailure) {
        let permissions = UInt32(configuration.string("unixsocketperm"), radix: 8) ?? 0
        sockets.append(try .unix(path, permissions: permissions, backlog: backlog))
      } catch {
        write(.warning, "Failed opening Unix socket: \(error.description)")
        throw ServerStop(status: 1)
      }
    }
    guard sockets.isEmpty else { return }
    write(.warning, "Configured to not listen anywhere, exiting.")
    throw ServerStop(status: 1)
  }

  /// Listens on one address; a missing one is passed over when it is marked with `-`.
  private func listen(_ word: String, _ port: Int, _ backlog: Int) throws(ServerStop) {
    let isOptional = word.hasPrefix("-")
    let address = isOptional ? String(word.dropFirst()) : word
    do throws(ListenFailure) {
      sockets.append(try .tcp(address, port: port, backlog: backlog))
    } catch {
      // Nobody has asked for the addresses of the default.
      if isOptional, configuration.string("bind") == ServerConfiguration.addresses { return }
      write(
        .warning, "Warning: Could not create server TCP listening socket \(address):\(port): \(error.description)")
      if error.isMissingAddress, isOptional || error.errno != .addressNotAvailable { return }
      write(.warning, "Failed listening on port \(port) (TCP), aborting.")
      throw ServerStop(status: 1)
    }
  }
}
