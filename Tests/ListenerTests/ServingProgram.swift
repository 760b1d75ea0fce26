import TestSupport

/// `aofsh serve` as a process on a free port, ended with the last reference to it.
final class ServingProgram {
  let port: Int
  let directory: String
  private let scratch: ScratchDirectory
  private let process: ChildProcess

  struct NotStarted: Error {
    let log: String
  }

  init(_ arguments: [String] = []) throws {
    scratch = try ScratchDirectory()
    directory = scratch.path + "/data"
    try ScratchDirectory.create(directory)
    port = try RedisServer.freePort()
    let line = ["serve", "--port", "\(port)", "--dir", directory, "--save", ""] + arguments
    process = try ChildProcess(Program.path, line, output: scratch.path + "/log")
    while true {
      if process.status() != nil { throw NotStarted(log: log) }
      if log.contains("Ready to accept connections") { break }
      ChildProcess.pause()
    }
  }

  var log: String { String(decoding: ScratchDirectory.contents(scratch.path + "/log"), as: UTF8.self) }

  func connect() throws -> RedisConnection { try RedisConnection(port: port) }

  /// Ends it with a signal and returns the exit status.
  func stop(_ signal: Int32 = ChildProcess.terminate) -> Int32 { process.end(signal: signal) }

  /// The exit status once it has ended by itself.
  func finish() -> Int32 { process.finish() }
}
