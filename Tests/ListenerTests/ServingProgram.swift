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

  /// Starts it on an empty directory, which `prepare` may fill, and waits until its log has `line`.
  ///
  /// - Parameters:
  ///   - file: the name of a configuration file in that directory.
  ///   - through: a program with its arguments that runs it in its own process, such as `["env", "TZ=UTC"]`.
  init(
    _ arguments: [String] = [], file: String? = nil, through: [String] = [],
    until line: String = "Ready to accept connections", prepare: (_ directory: String) throws -> Void = { _ in }
  ) throws {
    scratch = try ScratchDirectory()
    let data = scratch.path + "/data"
    directory = data
    try ScratchDirectory.create(data)
    port = try RedisServer.freePort()
    try prepare(data)
    let place = ["--port", "\(port)", "--dir", data, "--save", ""]
    let configuration = file.map { [data + "/" + $0] } ?? []
    let words = through + [Program.path, "serve"] + configuration + place + arguments
    process = try ChildProcess(words[0], Array(words.dropFirst()), output: scratch.path + "/log")
    while true {
      if process.status() != nil { throw NotStarted(log: log) }
      if log.contains(line) { break }
      ChildProcess.pause()
    }
  }

  /// The number of its process.
  var processID: Int32 { process.id }

  var log: String { String(decoding: ScratchDirectory.contents(scratch.path + "/log"), as: UTF8.self) }

  func connect() throws -> RedisConnection { try RedisConnection(port: port) }

  /// Ends it with a signal and returns the exit status.
  func stop(_ signal: Int32 = ChildProcess.terminate) -> Int32 { process.end(signal: signal) }

  /// Sends it a signal.
  func signal(_ signal: Int32) { process.send(signal: signal) }

  /// The number of the process.
  var id: Int32 { process.id }

  /// Bytes of memory that it has.
  func residentMemory() -> Int {
    let status = String(decoding: ScratchDirectory.contents("/proc/\(id)/status"), as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 << 10 } ?? 0
  }

  /// The exit status once it has ended by itself.
  func finish() -> Int32 { process.finish() }
}
