import Bytes
import Disk
import RESP
package import SystemPackage

/// A redis-server that was started for a measurement or a comparison, on this machine only.
package final class RedisServer {
  package let connection: Connection
  let port: UInt16
  /// The number of its process.
  package var processIdentifier: Int32 { process.identifier }
  private let process: Subprocess
  private let directory: FilePath

  /// Starts it on `directory` and waits until it has loaded what lies there.
  package init(_ programs: RedisPrograms, _ directory: FilePath, _ directives: [String] = []) throws(BenchError) {
    port = Connection.freePort()
    self.directory = directory
    process = try Subprocess(
      programs.server,
      [
        "--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--dir", directory.string, "--logfile",
        "redis.log", "--daemonize", "no",
      ] + directives)
    connection = try Self.connect(port, process)
    while case .error = try connection.call(["PING"]) { Stopwatch.sleep(milliseconds: 1) }
  }

  private static func connect(_ port: UInt16, _ process: Subprocess) throws(BenchError) -> Connection {
    for _ in 0..<60_000 {
      if let connection = Connection(port: port) { return connection }
      if process.hasEnded() { throw .redis("redis-server ended when it should start") }
      Stopwatch.sleep(milliseconds: 1)
    }
    throw .redis("redis-server does not listen")
  }

  /// A figure of INFO.
  package func info(_ name: String) throws(BenchError) -> Double {
    guard case .bulk(let text) = try connection.call(["INFO", "everything"]) else {
      throw .redis("redis-server has no INFO")
    }
    for line in text.split(whereSeparator: { $0 == 0x0D || $0 == 0x0A }) where line.starts(with: name.utf8) {
      let rest = line.dropFirst(name.utf8.count)
      if rest.first == UInt8(ascii: ":"), let value = Double(String(decoding: rest.dropFirst(), as: UTF8.self)) {
        return value
      }
    }
    throw .redis("the INFO of redis-server lacks \(name)")
  }

  /// Seconds of the processor that it used so far, its children left out.
  func processorSeconds() throws(BenchError) -> Double {
    try info("used_cpu_user") + info("used_cpu_sys")
  }

  /// The seconds in the last line of its log that begins so, behind the date.
  func loggedSeconds(after phrase: String) throws(BenchError) -> Double {
    let text: [UInt8]
    do throws(DiskError) { text = try PosixDisk().readAll(directory.appending("redis.log")) } catch {
      throw .disk(error)
    }
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    guard let line = lines.last(where: { $0.contains(phrase) }),
      let word = line.split(separator: " ").dropLast().last, let seconds = Double(word)
    else { throw .redis("the log of redis-server lacks: \(phrase)") }
    return seconds
  }

  /// Ends it without saving.
  package func end() { process.end() }
}
