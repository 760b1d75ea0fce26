import Disk
import Engine
import SystemPackage

/// Reads the configuration of a server.
enum ServerConfiguration {
  /// The configuration that the arguments of a server name.
  static func load(_ arguments: ServerArguments, _ host: Server.Host) throws(ServerStop) -> Configuration {
    var configuration = Configuration()
    let contents: [UInt8]? = try arguments.file.map { (file) throws(ServerStop) in try read(file) }
    let input = arguments.readsStandardInput ? host.readStandardInput() : nil
    if let file = arguments.file { configuration.file = absolute(file) }
    do throws(ConfigurationError) {
      // Where nothing else is said, only this machine is served.
      try configuration.set("bind", [Array("127.0.0.1".utf8), Array("-::1".utf8)])
      try configuration.load(arguments.text(file: contents, standardInput: input), file: "") {
        (name) throws(ConfigurationError) in
        do throws(ServerStop) { return try read(name) } catch {
          throw ConfigurationError(reason: error.message ?? "", directive: "include")
        }
      }
      try enterDirectory(configuration)
    } catch {
      throw ServerStop(status: 1, message: error.serverDescription)
    }
    let log = configuration.string("logfile")
    if !log.isEmpty, let problem = LogFile.problem(log) {
      let reason = Errno(rawValue: problem).description
      throw ServerStop(
        status: 1,
        message: "\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\nCan't open the log file: \(reason)\n")
    }
    return configuration
  }

  private static func enterDirectory(_ configuration: Configuration) throws(ConfigurationError) {
    do throws(Errno) { try ServerProcess.enter(configuration.string("dir")) } catch {
      throw ConfigurationError(reason: error.description, directive: "dir")
    }
  }

  private static func absolute(_ file: String) -> String {
    file.hasPrefix("/") ? file : ServerProcess.directory + "/" + file
  }

  private static func read(_ file: String) throws(ServerStop) -> [UInt8] {
    do throws(DiskError) { return try PosixDisk().readAll(FilePath(file)) } catch {
      throw ServerStop(
        status: 1, message: "# Fatal error, can't open config file '\(file)': \(error.reason)\n")
    }
  }
}
