import RESP

/// CLUSTER and the commands that go with it: Redis refuses all of them outside of a cluster.
enum ClusterCommands {
  static func disabled(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    throw .text("ERR This instance has cluster support disabled")
  }
}
