/// A tree of names.
struct Namespace {
  /// A file or directory, whatever its names.
  ///
  /// The root of the tree is 0.
  typealias Node = Int
  /// The bytes of a name.
  typealias Name = [UInt8]

  /// The place a name takes in a directory.
  struct Place: Hashable {
    var directory: Node
    var name: Name
  }

  static let root: Node = 0

  /// The names in each directory.
  var directories: [Node: [Name: Node]] = [root: [:]]

  /// What `names` leads to from the root.
  func node(at names: some Sequence<Name>) -> Node? {
    var node = Self.root
    for name in names {
      guard let next = directories[node]?[name] else { return nil }
      node = next
    }
    return node
  }

  subscript(place: Place) -> Node? {
    get { directories[place.directory]?[place.name] }
    set { directories[place.directory, default: [:]][place.name] = newValue }
  }

  /// Whether some directory names `node`.
  func names(_ node: Node) -> Bool { directories.values.contains { $0.values.contains(node) } }

  /// Every path below the root with its node, parents before children, in the order of their names' bytes.
  func walk() -> [(path: [Name], node: Node)] {
    var found: [(path: [Name], node: Node)] = []
    walk(Self.root, [], &found)
    return found
  }

  private func walk(_ directory: Node, _ path: [Name], _ found: inout [(path: [Name], node: Node)]) {
    let entries = (directories[directory] ?? [:]).map { (name: $0.key, node: $0.value) }
    for entry in entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      found.append((path + [entry.name], entry.node))
      if directories[entry.node] != nil { walk(entry.node, path + [entry.name], &found) }
    }
  }
}

/// A change of names that a power cut may undo.
struct EntryOperation {
  typealias Place = Namespace.Place

  /// Its number among all such operations of the disk.
  var serial: Int
  /// The file or directory whose name changed.
  var node: Namespace.Node
  /// The name it lost: nil for a new file.
  var from: Place?
  /// The name it got: nil for a removed one.
  var to: Place?

  /// Whether syncing `directory` makes it durable.
  ///
  /// A rename between directories belongs to the one it leads to.
  func belongs(to directory: Namespace.Node) -> Bool { (to ?? from)?.directory == directory }

  /// The names it depends on and changes.
  var places: [Place] { [from, to].compactMap(\.self) }

  func apply(to names: inout Namespace) {
    if let from, names[from] == node { names[from] = nil }
    if let to { names[to] = node }
  }
}
