/// A redis-server of the test's own, on a free port of the loopback interface, in a directory of its own.
///
/// It ends with ``stop(_:)`` or with the last reference to it, and its directory is removed then.
public final class RedisServer {
  /// The server ended instead of listening.
  public struct NotStarted: Error {
    /// The exit status, or minus the number of the signal.
    public let status: Int32
    /// Its log.
    public let log: String
  }

  /// Whether redis-server is installed, for `.enabled(if:)`.
  public static let isInstalled = ChildProcess.isInstalled("redis-server")
  /// Why a test was skipped, for `.enabled(if:)`.
  public static let isMissing = "redis-server is not installed"

  /// Its data directory; nothing is there but what it writes.
  public let directory: String
  /// The port it listens on.
  public let port: Int
  private let process: ChildProcess
  private let watcher: Watcher
  private let scratch: ScratchDirectory
  private var firstConnection: RedisConnection?

  /// Starts a server and waits until it has loaded its data.
  ///
  /// - Parameters:
  ///   - arguments: as on the command line, such as `["--appendonly", "yes"]`. It saves nothing unless they say so.
  ///   - directory: a data directory that exists; without it, an empty one.
  ///   - through: a program with its arguments that runs the server in its own process, such as `["env", "TZ=UTC"]`.
  /// - Throws: ``NotStarted`` if it ends before that.
  public init(_ arguments: [String] = [], directory: String? = nil, through: [String] = []) throws {
    let scratch = try ScratchDirectory()
    self.scratch = scratch
    let data = scratch.path + "/data"
    if directory == nil { try ScratchDirectory.create(data) }
    self.directory = directory ?? data
    port = try LoopbackSocket.freePort()
    let line = ["--port", "\(port)", "--bind", "127.0.0.1", "--dir", self.directory, "--save", ""] + arguments
    let words = through + ["redis-server"] + line
    process = try ChildProcess(words[0], Array(words.dropFirst()), output: scratch.path + "/log")
    watcher = try Watcher(of: process.id)
    try waitUntilReady()
  }

  /// A port of the loopback interface that nothing listens on.
  public static func freePort() throws -> Int { try LoopbackSocket.freePort() }

  deinit { process.end(signal: ChildProcess.kill) }

  private func waitUntilReady() throws {
    while true {
      if let status = process.status() { throw NotStarted(status: status, log: log) }
      if let connection = try? RedisConnection(port: port), let reply = try? connection.command(["PING"]),
        reply.text?.hasPrefix("LOADING") == false
      {
        firstConnection = connection
        return
      }
      ChildProcess.pause()
    }
  }

  /// The connection that ``command(_:)`` uses.
  public func connection() throws -> RedisConnection {
    if let firstConnection { return firstConnection }
    let connection = try RedisConnection(port: port)
    firstConnection = connection
    return connection
  }

  /// A further connection, which is another session.
  public func connect() throws -> RedisConnection { try RedisConnection(port: port) }

  /// Sends a command and returns its reply.
  @discardableResult
  public func command(_ arguments: [String]) throws -> RedisReply { try connection().command(arguments) }

  /// Sends a command and returns its reply.
  @discardableResult
  public func command(_ arguments: [[UInt8]]) throws -> RedisReply { try connection().command(arguments) }

  /// Sends all `commands` at once and returns their replies.
  @discardableResult
  public func pipeline(_ commands: [[[UInt8]]]) throws -> [RedisReply] { try connection().pipeline(commands) }

  /// Waits until it has ended by itself, and returns the exit status, or minus the signal that ended it.
  public func waitForEnd() -> Int32 {
    firstConnection = nil
    return process.finish()
  }

  /// What it has logged so far.
  public var log: String { String(decoding: ScratchDirectory.contents(scratch.path + "/log"), as: UTF8.self) }

  /// The number of its process.
  public var processID: Int32 { process.id }

  /// Ends it with a signal, by default as Ctrl-C does, waits, and returns the exit status, or minus the signal that
  /// ended it.
  @discardableResult
  public func stop(_ signal: Int32 = ChildProcess.terminate) -> Int32 {
    firstConnection = nil
    return process.end(signal: signal)
  }
}
