/// The group under which a command is documented.
public enum CommandGroup: String, Sendable, CaseIterable {
  case generic, string, list, set, sortedSet = "sorted-set", hash, pubSub = "pubsub", transactions, connection
  case server, scripting, hyperLogLog = "hyperloglog", cluster, sentinel, geo, stream, bitmap

  /// The ACL categories that commands of the group have, unless their row says otherwise.
  var categories: ACLCategories {
    switch self {
    case .generic: .keyspace
    case .string: .string
    case .list: .list
    case .set: .set
    case .sortedSet: .sortedSet
    case .hash: .hash
    case .pubSub: .pubSub
    case .transactions: .transaction
    case .connection: .connection
    case .scripting: .scripting
    case .hyperLogLog: .hyperLogLog
    case .geo: .geo
    case .stream: .stream
    case .bitmap: .bitmap
    case .server, .cluster, .sentinel: []
    }
  }
}
