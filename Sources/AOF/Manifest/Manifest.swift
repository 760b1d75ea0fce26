/// The list of the files that make up an append-only file.
///
/// On disk it is a text of one line per file, `file <name> seq <number> type <b|h|i>`: the base first, then files that
/// only wait to be deleted, then the incremental files in the order they are replayed. Lines that start with `#` are
/// comments. A name is quoted, with the escapes of ``Bytes/ArgumentSplitter``, when it needs to be.
///
/// The comment `# the snapshot was not loaded` at the end, which Redis passes over, says that the files began empty
/// beside a dump.rdb.
public struct Manifest: Equatable, Sendable {
  /// One listed file.
  public struct Entry: Equatable, Sendable {
    /// The file's name.
    public var name: FileName
    /// Its number.
    public var sequence: Int64

    /// An entry of the given values.
    public init(name: FileName, sequence: Int64) {
      self.name = name
      self.sequence = sequence
    }
  }

  /// The snapshot that is loaded first.
  public internal(set) var base: Entry?
  /// Files that a rewrite made superfluous, in the order they are listed.
  public internal(set) var history: [Entry] = []
  /// The files that are replayed after the base, with growing numbers.
  public internal(set) var incrs: [Entry] = []
  /// Whether the files began empty beside a dump.rdb that has not been loaded or overwritten on demand since.
  public internal(set) var shadowsSnapshot = false
  /// Whether it differs from what is on disk.
  public internal(set) var isDirty = false

  /// A manifest that lists nothing.
  public init() {}

  /// Whether there is nothing to load.
  public var isEmpty: Bool { base == nil && incrs.isEmpty }

  /// The files to load, in order.
  public var files: [Entry] { (base.map { [$0] } ?? []) + incrs }

  /// The number of the base, 0 when there is none.
  var baseSequence: Int64 { base?.sequence ?? 0 }
  /// The number of the last incremental file, 0 when there is none.
  var incrSequence: Int64 { incrs.last?.sequence ?? 0 }

  /// Lists a new base; the old one, if any, becomes history.
  mutating func addBase(prefix: FileName, isRDB: Bool) -> FileName {
    let entry = unlisted(after: baseSequence) { prefix + ".\($0).base.\(isRDB ? "rdb" : "aof")" }
    if let old = base { history.insert(old, at: 0) }
    base = entry
    isDirty = true
    return entry.name
  }

  /// Lists a new incremental file after the others.
  mutating func addIncr(prefix: FileName) -> FileName {
    let entry = unlisted(after: incrSequence) { prefix + ".\($0).incr.aof" }
    incrs.append(entry)
    isDirty = true
    return entry.name
  }

  /// The next number, from 1, whose file is not in use: in a list written by hand names and numbers need not agree.
  private func unlisted(after sequence: Int64, _ name: (Int64) -> FileName) -> Entry {
    var next = max(sequence, 0) + 1
    while (files + history).contains(where: { $0.name == name(next) }) { next += 1 }
    return Entry(name: name(next), sequence: next)
  }

  /// Notes whether a dump.rdb lies beside the files that is not in them.
  mutating func note(shadowsSnapshot shadows: Bool) {
    if shadows != shadowsSnapshot { isDirty = true }
    shadowsSnapshot = shadows
  }

  /// Turns the incremental files into history, all but the last when it is in use.
  mutating func retireIncrs(keepingLast: Bool) {
    let retired = incrs.dropLast(keepingLast ? 1 : 0)
    if retired.isEmpty { return }
    history.insert(contentsOf: retired, at: 0)
    incrs.removeFirst(retired.count)
    isDirty = true
  }

  /// Lists the one file of a layout before version 7 as the base.
  mutating func adoptOldFile(_ name: FileName) {
    base = Entry(name: name, sequence: 1)
    isDirty = true
  }

  /// Lists no history any more.
  mutating func forgetHistory() {
    history = []
    isDirty = true
  }
}
