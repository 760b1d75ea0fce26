import Bytes
public import Disk
public import RDB
public import SystemPackage

/// Checks append-only files as redis-check-aof 7.0.15 does, prints what it prints, and repairs what it repairs.
///
/// The file named is the manifest of a multi part file, which is checked with all that it lists, or one file: commands,
/// or a snapshot with commands behind it. What differs from Redis' tool, because that would harm data:
///
/// - What a repair cuts off is kept in a file beside, and both are durable before it says so.
/// - An annotation without its end of line, at the end of a file, is damage: what is appended later would be part of
///   it.
/// - A file cut at a timestamp within a transaction is cut before its MULTI.
/// - A file of commands is never taken for a manifest, even if a line of it begins with the word `file`.
/// - No memory is claimed for an argument: one whose length is false is reported, where Redis' tool may be killed.
/// - The greatest manifest that is read has 64 MB.
///
/// What is said beyond Redis' words goes to ``Hands/note``.
public struct LogCheck {
  /// What is to be done.
  public enum Task: Equatable, Sendable {
    /// Only report.
    case check
    /// Cut off what follows the last sound command.
    case fix
    /// Cut off what follows the first annotation with a later time, Unix time in seconds.
    case truncate(to: Int)
    /// Take out what is damaged and keep what follows.
    case resync
  }

  /// What the check needs of its surroundings.
  public struct Hands {
    /// Where it prints.
    public var output: CheckOutput
    /// Takes remarks that Redis' tool does not make, without newline.
    public var note: (String) -> Void
    /// Whether the person says yes; the question has been printed.
    public var confirm: () -> Bool
    /// Called with the bytes read of a file, and their number, as reading goes on.
    public var progress: (Int, Int) -> Void
    /// Whether a command of the engine has this name, and takes so many arguments with it.
    ///
    /// Only for ``Task/resync``: Redis' tool does not look at commands.
    public var isCommand: (Span<UInt8>, Int) -> Bool

    /// Hands of the given functions.
    public init(
      output: CheckOutput, note: @escaping (String) -> Void, confirm: @escaping () -> Bool,
      progress: @escaping (Int, Int) -> Void = { _, _ in }, isCommand: @escaping (Span<UInt8>, Int) -> Bool
    ) {
      self.output = output
      self.note = note
      self.confirm = confirm
      self.progress = progress
      self.isCommand = isCommand
    }
  }

  /// A file by its path, and by the name that is printed.
  struct Subject {
    let shown: [UInt8]
    let path: FilePath
  }

  /// How the check of one file went.
  enum Verdict {
    case sound, empty, truncated, truncatedToTime
    case resynced
  }

  /// That the tool ends here; all has been said.
  struct End: Error {}

  let disk: any Disk
  let task: Task
  let hands: Hands
  /// The time, Unix time in milliseconds.
  let now: Int64
  /// Whether files are opened for writing even if they are only checked, as Redis' tool does.
  let needsWriteAccess: Bool
  /// Lines read so far, in all files.
  ///
  /// Redis' tool does not begin anew with the next file.
  var lines = 1
  /// The last damage found.
  var damage: [UInt8] = []
  /// Where the last read began.
  var readOffset = 0
  /// Whether the last file ended where something could have begun.
  var reachedEnd = false
  /// What Redis' tool has in its buffer for a line with a number of arguments; it prints from behind the end of a short
  /// one.
  var lineBuffer = InlineArray<130, UInt8>(repeating: 0)

  /// A check on `disk` at time `now`, in Unix milliseconds.
  public init(_ task: Task, on disk: any Disk, now: Int64, needsWriteAccess: Bool, _ hands: Hands) {
    self.disk = disk
    self.task = task
    self.now = now
    self.needsWriteAccess = needsWriteAccess
    self.hands = hands
  }

  /// Checks the file at `path`, called `shown` in what is printed. Returns the exit status: 0 if nothing is wrong, or
  /// is no longer.
  public mutating func run(_ path: FilePath, shown: [UInt8]) -> Int32 {
    let subject = Subject(shown: shown, path: path)
    do throws(End) {
      let locks = try lock(subject)
      defer { for lock in locks { lock.release() } }
      switch try kind(of: subject) {
      case .manifest: try checkMultiPart(subject)
      case .snapshot: try checkSingle(subject, hasSnapshot: true)
      case .commands: try checkSingle(subject, hasSnapshot: false)
      }
      return 0
    } catch {
      return 1
    }
  }

  /// Holds what an engine that uses the files holds; nothing if they are only read.
  ///
  /// Redis' server holds nothing, so that its files can only be told by their growing.
  private func lock(_ subject: Subject) throws(End) -> [any DiskLock] {
    if task == .check { return [] }
    let directory = KeptBytes.directory(of: subject.path)
    var locks: [any DiskLock] = []
    let isMultiPart = hasManifest(directory)
    for path in isMultiPart ? [directory, directory.appending("..")] : [directory] {
      do throws(DiskError) { locks.append(try disk.lock(path)) } catch {
        // A directory that cannot be locked is in nobody's use.
        guard error.isHeldLock else { continue }
        for lock in locks { lock.release() }
        hands.note("\(path.lexicallyNormalized()) is in use by a running engine: stop it first")
        throw End()
      }
    }
    return locks
  }

  /// Whether a directory is that of a multi part file, which is in the data directory.
  private func hasManifest(_ directory: FilePath) -> Bool {
    do throws(DiskError) { return try disk.list(directory).contains { $0.name.extension == "manifest" } } catch {
      // Opening the file will tell.
      return false
    }
  }

  private mutating func checkSingle(_ subject: Subject, hasSnapshot: Bool) throws(End) {
    say("Start checking Old-Style AOF")
    let verdict = try check(subject, name: subject.shown, isLast: true, hasSnapshot: hasSnapshot)
    show(verdict, "AOF", subject.shown)
  }

  private mutating func checkMultiPart(_ subject: Subject) throws(End) {
    say("Start checking Multi Part AOF")
    let manifest = try readManifest(subject)
    let files = manifest.files
    if let base = manifest.base {
      let file = Self.neighbour(base.name, of: subject)
      let hasSnapshot = try isSnapshot(file)
      say("Start to check BASE AOF (\(hasSnapshot ? "RDB" : "RESP") format).")
      let verdict = try check(file, name: base.name.bytes, isLast: files.count == 1, hasSnapshot: hasSnapshot)
      show(verdict, "BASE AOF", base.name.bytes)
    }
    if !manifest.incrs.isEmpty { say("Start to check INCR files.") }
    for (index, entry) in manifest.incrs.enumerated() {
      let file = Self.neighbour(entry.name, of: subject)
      let isLast = index == manifest.incrs.count - 1
      let verdict = try check(file, name: entry.name.bytes, isLast: isLast, hasSnapshot: false)
      show(verdict, "INCR AOF", entry.name.bytes)
    }
    say("All AOF files and manifest are valid")
  }

  private func show(_ verdict: Verdict, _ kind: StaticString, _ name: [UInt8]) {
    line {
      switch verdict {
      case .sound:
        $0.append(kind)
        $0.append(" ")
        $0.append(name)
        $0.append(" is valid")
      case .empty:
        $0.append(kind)
        $0.append(" ")
        $0.append(name)
        $0.append(" is empty")
      case .truncated:
        $0.append("Successfully truncated AOF ")
        $0.append(name)
      case .truncatedToTime:
        $0.append("Successfully truncated AOF ")
        $0.append(name)
        if case .truncate(let time) = task { $0.append(text: " to timestamp \(time)") }
      case .resynced:
        $0.append("Successfully resynchronized AOF ")
        $0.append(name)
      }
    }
  }
}
