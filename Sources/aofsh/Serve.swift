import ArgumentParser
import Engine
import Listener

/// Stands in for redis-server, with its arguments and its log.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Stand in for redis-server, with its arguments and its log.",
    usage: """
      aofsh serve                            the default configuration
      aofsh serve redis.conf                 that of a file
      aofsh serve --port 7777 --appendonly yes
                                             directives, as in the file
      """)

  @Argument(parsing: .captureForPassthrough, help: "[FILE] [--directive value ...] [-]")
  var arguments: [String] = []

  private static let usage = """
    Usage: aofsh serve [/path/to/redis.conf] [options] [-]
           aofsh serve - (read config from stdin)
           aofsh serve -v or --version
           aofsh serve -h or --help

    Examples:
           aofsh serve (run the server with default conf)
           echo 'maxmemory 128mb' | aofsh serve -
           aofsh serve /etc/redis/6379.conf
           aofsh serve --port 7777
           aofsh serve /etc/myredis.conf --loglevel verbose -
           aofsh serve /etc/myredis.conf --loglevel verbose

    Without the directive bind it serves only this machine.

    """

  func run() throws {
    let streams = StandardStreams()
    let parsed = ServerArguments(arguments.map { Array($0.utf8) })
    switch parsed.question {
    case .version:
      streams.output(Array("aofsh, compatible with Redis server v=7.0.15 bits=64\n".utf8))
    case .help: streams.output(Array(Self.usage.utf8))
    case nil:
      let host = Server.Host(
        readStandardInput: StandardInput.readAll, complain: { streams.error(Array($0.utf8)) },
        end: { endProcess($0, keeping: $1) })
      throw ExitCode(Server.run(parsed, host))
    }
    throw ExitCode(streams.end(0))
  }
}
