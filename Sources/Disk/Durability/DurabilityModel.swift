import SystemPackage

/// The account of what a power cut would leave: pure logic without contents and without I/O.
///
/// The model is that of ext4 with ordered data, in its less generous readings:
/// * Content is durable when a sync that started after its write has ended.
/// * Cutting, dropping or overwriting content is undone by a power cut until a sync of the file has ended. Of what was
///   written and not synced, a prefix in the order of the writes, over all files, may survive.
/// * New, changed and removed names are durable when their directory is synced; a rename between directories when the
///   one it leads to is. Syncing a file also makes its own names durable, but not those of the directories above it.
/// * Names become durable in order: what makes an operation durable also does so for the earlier ones it depends on.
/// * A sync that fails may leave its bytes marked clean: they never reach the medium unless they are written again.
///
/// What was on the disk before is durable. The keeper of the contents reports each operation after performing it, but
/// asks for ``endangered(_:from:)`` before it cuts or overwrites, and keeps the content of every node until
/// ``releaseUnreachable(keeping:)`` names it.
struct DurabilityModel {
  typealias Node = Namespace.Node
  typealias Place = Namespace.Place

  /// What the syncs of files do for their names.
  var fileSystem = FileSystemKind.ordered
  /// The names as programs see them.
  var current = Namespace()
  /// The names as a power cut would leave them.
  var durable = Namespace()
  /// The files, by node.
  ///
  /// A node which is not here is a directory.
  var files: [Node: FileDurability] = [:]
  /// What was done to names and is not durable, oldest first.
  var pending: [EntryOperation] = []
  /// The same by the rules of a strict file system, where that is wanted besides.
  var strict: NameJournal?
  /// The number of the last change of names.
  private(set) var lastSerial = -1
  /// The syncs that have started and not ended.
  var syncs: [Int: RunningSync] = [:]
  /// Nodes that have no name any more, but whose content a power cut may need.
  var unnamed: Set<Node> = []
  private var nextNode: Node = Namespace.root + 1
  private var nextSerial = 0
  private var sequence = 0
  private var lastWritten: Node?

  /// A sync that has started.
  struct RunningSync {
    var node: Node
    /// Bytes it will have made durable.
    var covered: Int
    /// False after something was cut or overwritten meanwhile.
    var isWhole = true
    /// Operations on names before this one may become durable with it.
    var serial: Int
  }

  mutating func newNode() -> Node {
    defer { nextNode += 1 }
    return nextNode
  }

  mutating func newSerial() -> Int {
    defer { nextSerial += 1 }
    return nextSerial
  }

  mutating func noteChangeOfNames(_ serial: Int) { lastSerial = serial }

  /// The place of a write among the writes of all files: consecutive writes to one file share it.
  mutating func sequence(of node: Node) -> Int {
    if lastWritten != node {
      sequence += 1
      lastWritten = node
    }
    return sequence
  }

  /// Bytes of files with a name that a power cut may take.
  var unsyncedBytes: Int {
    files.reduce(0) { unnamed.contains($1.key) ? $0 : $0 + $1.value.unsynced }
  }
}
