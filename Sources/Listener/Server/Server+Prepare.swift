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
    if configuration.flag("daemonize") {
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
    allowFiles()
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
  private func allowFiles() {
    let wanted = UInt(configuration.integer("maxclients") + 32)
    let (before, now) = ServerProcess.allowFiles(wanted)
    if now > before, now >= wanted {
      write(.notice, "Increased maximum number of open files to \(wanted) (it was originally set to \(before)).")
    } else if now < wanted {
      write(
        .warning,
        "Server can't set maximum open files to \(wanted) because of OS error: Operation not permitted.")
    }
  }

  private func listen() throws(ServerStop) {
    let port = configuration.integer("port")
    let backlog = configuration.integer("tcp-backlog")
    if port != 0 {
      for word in configuration.string("bind").split(separator: " ") {
        try listen(String(word), port, backlog)
      }
      if sockets.isEmpty {
        write(.warning, "Failed listening on port \(port) (TCP), aborting.")
        throw ServerStop(status: 1)
      }
    }
    let path = configuration.string("unixsocket")
    if !path.isEmpty {
      do throws(ListenFailure) {
        let permissions = UInt32(configuration.string("unixsocketperm"), radix: 8) ?? 0
        sockets.append(try .unix(path, permissions: permissions, backlog: backlog))
      } catch {
        write(.warning, "Opening Unix socket: \(error.description)")
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
