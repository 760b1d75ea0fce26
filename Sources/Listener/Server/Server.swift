import AOF
import Bytes
import Commands
import Disk
public import Engine
import SystemPackage

/// A stand-in for redis-server: one engine on one data directory, with sockets, a log and signals.
public final class Server {
  /// What a server needs of the program that it is.
  public struct Host {
    /// Reads all of standard input.
    public var readStandardInput: () -> [UInt8]
    /// Writes to standard error.
    public var complain: (String) -> Void
    /// Ends the process with a status, while the engine is still there.
    public var end: (Int32, Engine?) -> Void

    /// A host of these abilities.
    public init(
      readStandardInput: @escaping () -> [UInt8], complain: @escaping (String) -> Void,
      end: @escaping (Int32, Engine?) -> Void
    ) {
      self.readStandardInput = readStandardInput
      self.complain = complain
      self.end = end
    }
  }

  let host: Host
  var configuration: Configuration
  let hasNoArguments: Bool
  let log: ServerLog
  var processIdentifier = ServerProcess.identifier
  var sockets: [ListeningSocket] = []
  let clock = SystemClock()
  private(set) var engine: Engine?
  /// Whether SIGINT has come before.
  var wasInterrupted = false

  /// Whether the process that has started it looks after it.
  var isSupervised = false

  private init(_ configuration: Configuration, hasNoArguments: Bool, _ host: Host) {
    self.configuration = configuration
    self.hasNoArguments = hasNoArguments
    self.host = host
    log = ServerLog(file: configuration.string("logfile"), complain: host.complain)
  }

  /// Runs a server as its arguments ask, until it ends the process. Returns the exit status when it does not start.
  public static func run(_ arguments: ServerArguments, _ host: Host) -> Int32 {
    let signals = SignalWatch()
    do throws(ServerStop) {
      let configuration = try ServerConfiguration.load(arguments, host)
      let server = Server(configuration, hasNoArguments: arguments.isEmpty, host)
      try server.prepare()
      try server.serve(signals)
      return 0
    } catch {
      if let message = error.message { host.complain(message) }
      return error.status
    }
  }

  private func serve(_ signals: SignalWatch) throws(ServerStop) {
    let worker = ThreadSyncWorker()
    let child = ForkedChild { [unowned self] in for socket in sockets { socket.close() } }
    var surroundings = Engine.Surroundings(
      disk: PosixDisk(), clock: clock, syncWorker: worker, child: child, seed: ServerProcess.seed,
      processIdentifier: processIdentifier
    ) { [log] in log.write($0) }
    // A script that never ends would keep the signal waiting, which is what Redis does.
    surroundings.watchScript = { body in body { signals.isPending } }
    if let memory = ProcessMemory.anonymous() { surroundings.ownMemory = memory }
    surroundings.residentMemory = ProcessMemory.resident
    surroundings.totalMemory = ProcessMemory.total
    surroundings.supervisor = supervisor
    surroundings.tellSupervisor = { [unowned self] in tellSupervisor($0) }
    surroundings.beforeGoodbye = { [unowned self] in removeNames() }
    let engine = Engine(
      directory: FilePath(ServerProcess.directory), configuration: configuration, surroundings: surroundings)
    self.engine = engine
    engine.fixedDirectives = ["tls-port"]
    engine.network.port = configuration.integer("port")
    engine.announcesReadiness = configuration.integer("port") != 0
    let lobby = Lobby(ClientHub(engine), sockets)
    let ended = { [unowned self] in
      for socket in sockets { socket.close() }
      host.end(engine.endReason == nil ? 0 : 1, engine)
    }
    lobby.hub.engineEnded = ended
    engine.applyHostDirectives = { [unowned self] in apply($0, $1, lobby) }
    engine.sendReplies = { lobby.hub.sendEarlyReplies() }
    engine.serveMeanwhile = { [unowned self] in
      lobby.look()
      // As in Redis, a script is not cut short for a signal.
      if engine.occupation == .loading { heed(signals, engine) }
      if engine.state == .ended { ended() }
    }
    let warnings = log.warnings
    do throws(StartFailure) { try engine.start() } catch {
      // Most of what fails is in the log already.
      if log.warnings == warnings { write(.warning, error.description) }
      throw ServerStop(status: 1)
    }
    if let path = sockets.first(where: { $0.path != nil })?.path {
      write(.notice, "The server is now ready to accept connections at \(path)")
    }
    tellSupervisor("STATUS=Ready to accept connections\n")
    tellSupervisor("READY=1\n")
    let isOver = { [unowned self] in
      heed(signals, engine)
      return false
    }
    SocketServer.run(lobby, isOver: isOver, ended: ended)
  }

  /// Writes a line to the log if `loglevel` lets it through.
  func write(_ level: LogLevel, _ message: String, role: LogLine.Role = .master) {
    guard level.rank >= LogLevel.threshold(configuration.string("loglevel")).rank else { return }
    log.write(
      LogLine(
        processIdentifier: processIdentifier, role: role, microseconds: clock.now(), level: level, message: message))
  }
}

/// That a server ends, or does not start.
struct ServerStop: Error {
  let status: Int32
  /// What standard error is told; nil when the log has it.
  var message: String?
}
