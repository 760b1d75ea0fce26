public import Commands
public import CrashLab
import Disk
public import Engine
public import SystemPackage

/// A data directory, the engine that runs on it, and the lines that a person or a script gives to both.
///
/// It is owned by one thread. Give it logical lines with ``run(line:)``, print ``prompt`` before each, call ``tick()``
/// ten times a second while nobody types, and ``close()`` at the end.
public final class Workbench {
  /// What it was told on the command line.
  public let options: WorkbenchOptions
  /// The data directory.
  public let directory: FilePath
  /// Whether the data directory goes away with the workbench.
  public let isScratch: Bool
  /// The clock.
  public let clock: WorkbenchClock
  /// The engine; nil when there is none that runs.
  public internal(set) var engine: Engine?
  /// Whether there is an engine, and how the last one ended.
  public internal(set) var state = Prompt.Engine.stopped
  /// The client whose commands the lines are; nil when there is no engine.
  public internal(set) var session: Session? {
    didSet { if session == nil { sessions = [] } }
  }
  /// All clients of the engine that lines can be typed for, by their names.
  var sessions: [(name: String, session: Session)] = []
  /// Whether the person has pressed Ctrl-C since this was last asked; by default nobody can.
  public var takeInterrupt: () -> Bool = { false }
  /// Whether the person has pressed Ctrl-C since the last line began, and something has heeded it.
  public internal(set) var isInterrupted = false
  /// Serves an engine on a port, calls `opened` when that begins, and ends it when `isOver` says so or the engine has
  /// ended; returns what kept it from that. Nil where there is no network.
  public var serve: ((_ engine: Engine, _ port: Int, _ opened: () -> Void, _ isOver: () -> Bool) -> String?)?
  /// What `:set` changes.
  public var display: DisplaySettings
  /// All meta-commands by their names.
  let metaCommands = MetaTable()
  /// All Redis commands.
  let commandTable = CommandTable()

  let disk: any CrashDisk
  /// Takes images of a simulated disk; nil on the machine's.
  public let recorder: CrashRecorder?
  let worker: WorkbenchSyncWorker
  let child: WorkbenchChild
  let log = LogRing()
  let sink: any OutputSink
  /// Scratch directories that go away at the end, outermost first.
  private let ownDirectories: [FilePath]
  /// Directives that `:config` keeps for later starts.
  var laterDirectives: [(name: String, value: [UInt8])] = []
  /// Microseconds for which a child may make no progress.
  var childLimit: Int64 = 900_000_000
  /// Starts so far, so that each gets a seed of its own.
  var starts: UInt64 = 0
  let seed: UInt64
  /// Bytes that the process had for itself before the first engine; nil when that cannot be known.
  let memoryAtStart = ProcessMemory.anonymous()
  var marks: [String: DataMark] = [:]
  /// What the present line has printed.
  var printed: [UInt8] = []
  /// What the last line that prints has printed; what `:expect` looks at.
  var lastPrinted: [UInt8] = []
  var recording: RecordingFile?
  /// The manifest of an append-only file that the engine has not loaded.
  var unreadManifest: [UInt8]?
  /// The crash that waits for an operation of the disk.
  var armedCrash: ArmedCrash?
  /// `:source` within `:source`.
  var sourceDepth = 0
  /// When the engine's cron ran last, in microseconds of the monotonic clock.
  var lastCron: Int64 = 0
  /// What `:let` has named.
  var variables = Variables()
  /// Where output goes instead of the sink.
  var redirection: Redirection?
  /// Output that is held back until it is known how long it is.
  var held: [UInt8]?
  /// The directory of the script that runs, which what it names is relative to.
  var scriptDirectory: FilePath?
  /// How far a long work has come.
  var progress: ProgressLine?
  /// What the right edge of the prompt shows.
  var stateWatch = StateWatch()
  /// That a script within a line wants to leave the shell.
  var quitRequest: LineResult?
  private var isClosed = false

  /// A workbench that prints to `sink`. The engine is started unless the options say otherwise; whether that worked
  /// is what ``start()`` returns, so call it first.
  public init(_ options: WorkbenchOptions, sink: any OutputSink) throws(WorkbenchError) {
    self.options = options
    self.sink = sink
    clock = WorkbenchClock(options.clock, virtualStart: options.virtualStart)
    worker = WorkbenchSyncWorker(clock: clock)
    child = WorkbenchChild(clock: clock, forks: options.forks)
    seed = options.seed ?? (options.clock == .virtual ? 0 : ScratchDirectory.seed())
    display = DisplaySettings(options)
    let configuration = try options.configuration()
    let place = try DataPlace(options, configuration)
    directory = place.directory
    isScratch = place.isScratch
    ownDirectories = place.ownDirectories
    if let simulated = options.simulatedDisk {
      disk = simulated
      recorder = CrashRecorder(disk: simulated, clock: clock)
      return
    }
    recorder = nil
    do throws(DiskError) {
      let tracked = try TrackedDisk(root: place.directory, scratch: place.kept)
      let clock = clock
      tracked.wait = { clock.sleep($0) }
      disk = tracked
    } catch {
      place.remove()
      throw WorkbenchError(error.description, exitStatus: 3)
    }
  }

  deinit { _ = close() }

  /// The prompt to print before the next line.
  public var prompt: Prompt {
    Prompt(
      database: session?.database ?? 0, isInTransaction: session?.transaction != nil, engine: state)
  }

  /// What a person should know at the start, a sentence in each line.
  public var greeting: String {
    var text = "aofsh, compatible with Redis 7.0.15; help and :help list the commands\n"
    if isScratch {
      text += "data in \(directory.string), removed at exit (--dir DIR keeps it)\n"
    } else {
      text += "data in \(directory.string)\(options.isReadOnly ? ", read only" : "")\n"
    }
    return text
  }

  /// Starts the engine if the options ask for it; the first thing to do. What it logs is shown only if it fails.
  public func open() -> LineResult {
    guard options.startsEngine else { return .done }
    let earlier = log.total
    do throws(MetaError) {
      try startEngine()
      tellUnreadLog()
      return .done
    } catch {
      showLog(since: earlier)
      return finish(error.result)
    }
  }

  /// Ends the engine as SHUTDOWN does and removes what is the workbench's own.
  ///
  /// - Returns: What could not be saved, in a sentence; nil when all is well.
  public func close() -> String? {
    guard !isClosed else { return nil }
    isClosed = true
    var message = endRecording()
    do throws(MetaError) { try endRedirection() } catch {
      message = error.message.map { String(decoding: $0, as: UTF8.self) }
    }
    if let engine, engine.state == .running {
      var plan = ShutdownOptions()
      // A scratch directory is about to go: nothing in it needs saving.
      plan.skipsSave = isScratch
      plan.isForced = isScratch
      if !engine.shutdown(plan) {
        message =
          "the engine could not save its data at the end: "
          + (log.last(2).first?.message ?? "its log does not say why")
        plan.isForced = true
        _ = engine.shutdown(plan)
      }
    }
    engine = nil
    worker.stop()
    do throws(DiskError) { try (disk as? TrackedDisk)?.discardScratch() } catch {
      message = message ?? error.description
    }
    for path in ownDirectories.reversed() { DataPlace.remove(path) }
    return message
  }
}
