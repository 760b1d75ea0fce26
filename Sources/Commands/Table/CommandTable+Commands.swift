extension CommandTable {
  /// All commands of this engine.
  public convenience init() {
    self.init(
      StringCommands.table + StringCommands.counters + GenericCommands.table + ExpiryCommands.table
        + TransactionCommands.table + DatabaseCommands.table + ConnectionCommands.table + ServerCommands.table
        + CommandCommands.table + PubSubCommands.table + ReplicationCommands.table + ClusterCommands.table
        + ModuleCommands.table + ACLCommands.table + LatencyCommands.table
        + SlowLogCommands.table + MemoryCommands.table)
  }
}
