import Commands
import RESP

/// What keeps an engine from running commands for a while.
public enum Occupation: Sendable {
  /// The data set is being loaded at the start.
  case loading
  /// A script has run for longer than `busy-reply-threshold`.
  case script
}

/// How far the load at the start has come, for INFO.
struct LoadingProgress {
  /// When it began, in microseconds of Unix time and of the monotonic clock.
  var startedAt: Int64
  var monotonicStart: Int64
  /// Microseconds that every command of the file shall take besides.
  var delay: Int64
  /// Bytes of the files, and those that were read.
  var totalBytes = 0
  var loadedBytes = 0
  /// How many they were when others were looked after last.
  var lookedAt = 0
}

extension Engine {
  /// Whether commands get an answer, if only that they must wait.
  public var isServing: Bool { state == .running || (occupation == .loading && state == .created) }

  /// Lets the host look after others while the engine is occupied: what those may run then, such as SCRIPT KILL, knows
  /// nothing of what is under way, and nothing is written before that ends.
  func lookAround(_ occupation: Occupation) {
    guard let serve = serveMeanwhile, self.occupation == nil else { return }
    if occupation == .script {
      // Nobody who was served before the script waits for its end.
      flush()
      guard state == .running else { return }
      sendReplies?()
    }
    self.occupation = occupation
    let kept = (
      session: context.session, microseconds: context.microseconds, isInsideUnit: isInsideUnit,
      unitIsTransaction: unitIsTransaction, deniesBlocking: context.deniesBlocking, isLoading: context.isLoading,
      flushedAll: context.flushedAll, version: context.reply.version, dirty: context.dirty
    )
    (isInsideUnit, unitIsTransaction) = (false, false)
    (context.deniesBlocking, context.isLoading, context.flushedAll) = (false, false, false)
    var reply = ReplyWriter()
    var effects = Effects()
    swap(&context.reply, &reply)
    swap(&context.effects, &effects)
    serve()
    swap(&context.reply, &reply)
    swap(&context.effects, &effects)
    context.session = kept.session
    context.microseconds = kept.microseconds
    (isInsideUnit, unitIsTransaction) = (kept.isInsideUnit, kept.unitIsTransaction)
    (context.deniesBlocking, context.flushedAll) = (kept.deniesBlocking, kept.flushedAll)
    if context.isLoading != kept.isLoading { context.isLoading = kept.isLoading }
    context.reply.version = kept.version
    context.dirty = kept.dirty
    self.occupation = nil
  }

  /// Takes note of bytes that the load at the start has read, and looks after others.
  func noteLoaded(_ bytes: Int) {
    surroundings.noteRead(bytes)
    guard state == .created, let progress = loading else { return }
    loading?.loadedBytes += bytes
    let interval = configuration.integer("loading-process-events-interval-bytes")
    guard progress.delay > 0 || progress.loadedBytes + bytes - progress.lookedAt >= interval else { return }
    loading?.lookedAt = progress.loadedBytes + bytes
    lookAround(.loading)
  }

  /// The refusal of what must wait until the engine is no more occupied, in Redis' words.
  func refuseMeanwhile(_ occupation: Occupation, _ command: Command) throws(CommandError) {
    var flags = command.flags
    if command.name == "exec", let transaction = context.session.transaction {
      for queued in transaction.commands { flags.formIntersection(queued.0.flags) }
    }
    switch occupation {
    case .loading:
      if !flags.contains(.loading) { throw .loading }
      // Other than Redis: these could change what is loaded, or how.
      switch command.handler {
      case .engine(.configSet), .engine(.debug): throw .text("ERR not possible while the data set is loaded")
      default: break
      }
    case .script:
      if !flags.contains(.allowBusy) { throw busyError }
    }
  }

  /// That a script runs, and how it can be ended.
  var busyError: CommandError { scripting.run?.isFunction == true ? .busyFunction : .busyScript }
}

extension CommandError {
  static var loading: CommandError { .text("LOADING Redis is loading the dataset in memory") }

  static var busyScript: CommandError {
    .text("BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.")
  }

  static var busyFunction: CommandError {
    .text("BUSY Redis is busy running a script. You can only call FUNCTION KILL or SHUTDOWN NOSAVE.")
  }

  static var unkillable: CommandError {
    .text(
      """
      UNKILLABLE Sorry the script already executed write commands against the dataset. You can either wait the script \
      termination or kill the server in a hard way using the SHUTDOWN NOSAVE command.
      """)
  }
}
