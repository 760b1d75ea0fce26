import AOF
import Disk
import Engine
import SystemPackage

/// Reads the configuration of a server.
enum ServerConfiguration {
  /// Addresses that are listened on unless something else is asked for: those of this machine only.
  static let addresses = "127.0.0.1 -::1"

  /// The configuration that the arguments of a server name.
  static func load(_ arguments: ServerArguments, _ host: Server.Host) throws(ServerStop) -> Configuration {
    var configuration = Configuration()
    var missing: ServerStop?
    let contents: [UInt8]? = try arguments.file.map { (file) throws(ServerStop) in try read(absolute(file), host) }
    if arguments.readsStandardInput { say("Reading config from stdin", host) }
    let input = arguments.readsStandardInput ? host.readStandardInput() : nil
    if let file = arguments.file { configuration.file = absolute(file) }
    do throws(ConfigurationError) {
      try configuration.setPreset("bind", addresses)
      try configuration.load(arguments.text(file: contents, standardInput: input), file: "") {
        (name) throws(ConfigurationError) in
        do throws(ServerStop) { return try readAll(name, host) } catch {
          missing = error
          throw ConfigurationError(reason: "", directive: "include")
        }
      } enter: {
        (path) throws(ConfigurationError) in
        do throws(Errno) { try ServerProcess.enter(path) } catch {
          throw ConfigurationError(reason: error.description, directive: "dir")
        }
      }
      try configuration.set("dir", ServerProcess.directory)
    } catch {
      throw missing ?? ServerStop(status: 1, message: error.serverDescription)
    }
    try checkLog(configuration.string("logfile"))
    return configuration
  }

  private static func checkLog(_ file: String) throws(ServerStop) {
    guard !file.isEmpty else { return }
    do throws(Errno) { try LogFile.check(file) } catch {
      let text = "\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nCan't open the log file: \(error.description)\n"
      throw ServerStop(status: 1, message: text)
    }
  }

  private static func absolute(_ file: String) -> String {
    file.hasPrefix("/") ? file : ServerProcess.directory + "/" + file
  }

  /// The content of all files that a name with wildcards stands for, which may be none.
  private static func readAll(_ name: String, _ host: Server.Host) throws(ServerStop) -> [UInt8] {
    guard name.contains(where: { "*?[".contains($0) }) else { return try read(name, host) }
    var contents: [UInt8] = []
    for file in FileNames.matching(name) { contents += try read(file, host) + [0x0A] }
    return contents
  }

  /// Writes a line where nobody has said yet which log to use.
  private static func say(_ message: String, _ host: Server.Host) {
    let line = LogLine(
      processIdentifier: ServerProcess.identifier, role: .child, microseconds: SystemClock().now(), level: .warning,
      message: message)
    ServerLog(file: "", complain: host.complain).write(line)
  }

  private static func read(_ file: String, _ host: Server.Host) throws(ServerStop) -> [UInt8] {
    do throws(DiskError) { return try PosixDisk().readAll(FilePath(file)) } catch {
      say("Fatal error, can't open config file '\(file)': \(error.reason)", host)
      throw ServerStop(status: 1)
    }
  }
}
