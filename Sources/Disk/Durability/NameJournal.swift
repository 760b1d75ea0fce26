/// Names as a power cut would leave them, and the changes that are not durable yet.
struct NameJournal {
  /// The durable names.
  var durable = Namespace()
  /// What was done to names and is not durable, oldest first.
  var pending: [EntryOperation] = []

  /// Makes the pending operations that `isMeant` picks durable, with the earlier ones that touch the same names.
  mutating func commit(_ isMeant: (EntryOperation) -> Bool) { Self.commit(isMeant, &pending, &durable) }

  static func commit(
    _ isMeant: (EntryOperation) -> Bool, _ pending: inout [EntryOperation], _ durable: inout Namespace
  ) {
    guard !pending.isEmpty else { return }
    var touched: Set<Namespace.Place> = []
    var committed: Set<Int> = []
    for operation in pending.reversed() where isMeant(operation) || !touched.isDisjoint(with: operation.places) {
      touched.formUnion(operation.places)
      committed.insert(operation.serial)
    }
    for operation in pending where committed.contains(operation.serial) { operation.apply(to: &durable) }
    pending.removeAll { committed.contains($0.serial) }
  }
}
