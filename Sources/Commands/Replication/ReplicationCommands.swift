import Bytes
import RESP

/// The commands between a master and its replicas: an embedded engine is a master without replicas.
enum ReplicationCommands {
  /// `ROLE`.
  static func role(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.array(3)
    context.reply.bulk("master")
    context.reply.integer(0)
    context.reply.array(0)
  }

  /// `WAIT numreplicas timeout`: the number of replicas that have everything, which is 0. If more are asked for, they are
  /// waited for, although none will come: with a timeout of 0 for ever.
  static func wait(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let wanted = try arguments.integer(at: 1)
    guard let timeout = arguments[2].canonicalInteger else { throw .timeoutNotAnInteger }
    guard timeout >= 0 else { throw .negativeTimeout }
    guard wanted > 0, context.canBlock else { return context.reply.integer(0) }
    let (deadline, overflow) = timeout.addingReportingOverflow(context.milliseconds)
    if overflow { throw .timeoutNotAnInteger }
    context.blockForReplicas(arguments, until: timeout == 0 ? nil : deadline)
  }

  /// `REPLICAOF host port`, of which only `NO ONE` has a sense here.
  static func replicaof(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments[1].equalsIgnoringCase("no"), arguments[2].equalsIgnoringCase("one") {
      return context.reply.simple("OK")
    }
    guard let port = arguments[2].canonicalInteger, (0...65_535).contains(port) else {
      throw .text("ERR Invalid master port")
    }
    throw .noReplication
  }

  /// `SLAVEOF host port`.
  static func slaveof(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    try replicaof(context, arguments)
  }

  /// `FAILOVER [TO host port [FORCE]] [ABORT] [TIMEOUT milliseconds]`.
  static func failover(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var index = 1
    while index < arguments.count {
      let remaining = arguments.count - index - 1
      if arguments.isOption(at: index, "timeout"), remaining >= 1 {
        guard let timeout = arguments[index + 1].canonicalInteger else { throw .notAnInteger }
        if timeout <= 0 { throw .text("ERR FAILOVER timeout must be greater than 0") }
        index += 2
      } else if arguments.isOption(at: index, "abort"), arguments.count == 2 {
        throw .text("ERR No failover in progress.")
      } else if arguments.isOption(at: index, "to"), remaining >= 2 {
        guard arguments[index + 2].canonicalInteger != nil else { throw .notAnInteger }
        index += 3
      } else if arguments.isOption(at: index, "force") {
        index += 1
      } else {
        throw .syntax
      }
    }
    throw .text("ERR FAILOVER requires connected replicas.")
  }

  /// `PSYNC`, `SYNC` and `REPLCONF`, which only a replica sends.
  static func sync(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .noReplication }
}

extension CommandError {
  static var noReplication: CommandError { .text("ERR replication is not available: this engine runs by itself") }
  static var timeoutNotAnInteger: CommandError { .text("ERR timeout is not an integer or out of range") }
  static var negativeTimeout: CommandError { .text("ERR timeout is negative") }
}
