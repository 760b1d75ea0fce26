extension CommandTable {
  /// All commands of this engine.
  public convenience init() { self.init(Self.groups.flatMap(\.self)) }

  /// All commands of this engine, those in `names` under their new names, which no other has.
  public convenience init(renamed newNames: [String: [UInt8]]) {
    self.init(Self.groups.flatMap(\.self), renamed: newNames)
  }

  /// The tables of the groups, one in each line.
  private static let groups: [[Command]] = [
    StringCommands.table,
    StringCommands.counters,
    GenericCommands.table,
    ExpiryCommands.table,
    TransactionCommands.table,
    DatabaseCommands.table,
    ConnectionCommands.table,
    ServerCommands.table,
    CommandCommands.table,
    BitmapCommands.table,
    ListCommands.table,
    GenericCommands.sorting,
    PubSubCommands.table,
    ReplicationCommands.table,
    ClusterCommands.table,
    ModuleCommands.table,
    HyperLogLogCommands.table,
    HashCommands.table,
    SetCommands.table,
    SortedSetCommands.all,
    GeoCommands.table,
    StreamCommands.table,
    ACLCommands.table,
    LatencyCommands.table,
    SlowLogCommands.table,
    MemoryCommands.table,
    StreamCommands.groupTable,
    ScriptingCommands.table,
  ]
}
