/// What happens to names.
extension DurabilityModel {
  /// Takes note of a new, empty file.
  mutating func createdFile(_ place: Place) -> Node {
    let node = newNode()
    files[node] = FileDurability(durableSize: 0)
    perform(node, from: nil, to: place)
    return node
  }

  mutating func createdDirectory(_ place: Place) -> Node {
    let node = newNode()
    current.directories[node] = [:]
    durable.directories[node] = [:]
    strict?.durable.directories[node] = [:]
    perform(node, from: nil, to: place)
    return node
  }

  /// Takes note of a file (with its size) or directory (nil) that was there before anything was told, and is durable.
  mutating func adopted(_ place: Place, size: Int?) -> Node {
    let node = newNode()
    if let size {
      files[node] = FileDurability(durableSize: size)
    } else {
      current.directories[node] = [:]
      durable.directories[node] = [:]
      strict?.durable.directories[node] = [:]
    }
    current[place] = node
    durable[place] = node
    strict?.durable[place] = node
    return node
  }

  mutating func removed(_ place: Place) {
    guard let node = current[place] else { return }
    unnamed.insert(node)
    perform(node, from: place, to: nil)
    current.directories[node] = nil
  }

  mutating func renamed(_ from: Place, to: Place) {
    guard from != to, let node = current[from] else { return }
    if let replaced = current[to] {
      unnamed.insert(replaced)
      current.directories[replaced] = nil
    }
    perform(node, from: from, to: to)
  }

  private mutating func perform(_ node: Node, from: Place?, to: Place?) {
    let operation = EntryOperation(serial: newSerial(), node: node, from: from, to: to)
    operation.apply(to: &current)
    pending.append(operation)
    strict?.pending.append(operation)
    noteChangeOfNames(operation.serial)
  }

  mutating func directorySynced(_ directory: Node) {
    commit { $0.belongs(to: directory) }
    strict?.commit { $0.belongs(to: directory) }
  }

  /// Makes the pending operations that `isMeant` picks durable, with the earlier ones that touch the same names.
  mutating func commit(_ isMeant: (EntryOperation) -> Bool) {
    NameJournal.commit(isMeant, &pending, &durable)
  }

  /// Drops the account of a name that other hands removed or replaced.
  mutating func forget(_ place: Place) {
    guard let node = current[place] else { return }
    current[place] = nil
    if durable[place] == node { durable[place] = nil }
    pending.removeAll { $0.node == node || $0.to == place }
    if strict?.durable[place] == node { strict?.durable[place] = nil }
    strict?.pending.removeAll { $0.node == node || $0.to == place }
    unnamed.insert(node)
  }

  /// Forgets the nodes that no name, no pending operation and no open file leads to, and answers which: nothing can
  /// bring their contents back.
  mutating func releaseUnreachable(keeping isOpen: (Node) -> Bool = { _ in false }) -> [Node] {
    guard !unnamed.isEmpty else { return [] }
    let needed = Set(pending.map(\.node)).union(strict?.pending.map(\.node) ?? [])
    let released = unnamed.filter { node in
      !needed.contains(node) && !isOpen(node) && !durable.names(node) && !current.names(node)
        && strict?.durable.names(node) != true
    }
    for node in released {
      files[node] = nil
      durable.directories[node] = nil
      strict?.durable.directories[node] = nil
      unnamed.remove(node)
    }
    return released.sorted()
  }
}
