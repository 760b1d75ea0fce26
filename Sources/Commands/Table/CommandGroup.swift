/// The group under which a command is documented.
public enum CommandGroup: String, Sendable, CaseIterable {
  case generic, string, list, set, sortedSet = "sorted-set", hash, pubSub = "pubsub", transactions, connection
  case server, scripting, hyperLogLog = "hyperloglog", cluster, sentinel, geo, stream, bitmap
}
