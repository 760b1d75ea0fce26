import AOF
import Bytes
import Commands
import Disk

/// What SHUTDOWN was asked to do.
public struct ShutdownOptions: Sendable, Equatable {
  /// Save a snapshot even without save points.
  public var saves = false
  /// Save no snapshot even with save points.
  public var skipsSave = false
  /// End even when something could not be saved.
  public var isForced = false

  /// A plain shutdown.
  public init() {}
}

extension Engine {
  /// SHUTDOWN [NOSAVE|SAVE] [NOW] [FORCE] [ABORT].
  func shutdown(_ arguments: Arguments) throws(CommandError) {
    var options = ShutdownOptions()
    var aborts = false
    for index in 1..<arguments.count {
      let word = arguments[index]
      if word.equalsIgnoringCase("nosave") {
        options.skipsSave = true
      } else if word.equalsIgnoringCase("save") {
        options.saves = true
      } else if word.equalsIgnoringCase("force") {
        options.isForced = true
      } else if word.equalsIgnoringCase("abort") {
        aborts = true
      } else if !word.equalsIgnoringCase("now") {
        throw .syntax
      }
    }
    if options.saves && options.skipsSave || aborts && arguments.count > 2 { throw .syntax }
    if aborts { throw .text("ERR No shutdown in progress.") }
    if occupation == .script, !options.skipsSave { throw busyError }
    log(.warning, "User requested shutdown...")
    guard prepareShutdown(options) else { throw .text("ERR Errors trying to SHUTDOWN. Check logs.") }
    context.session.isClosing = true
  }

  /// Ends the engine cleanly. Returns whether it did; what kept it is in the log.
  public func shutdown(_ options: ShutdownOptions = ShutdownOptions()) -> Bool {
    context.microseconds = clock.now()
    log(.warning, "User requested shutdown...")
    return prepareShutdown(options)
  }

  private func prepareShutdown(_ options: ShutdownOptions) -> Bool {
    surroundings.tellSupervisor("STOPPING=1\n")
    // What is not loaded yet cannot be saved, and need not.
    let isLoading = state == .created
    do {
      try finishChildren(options)
      if appendOnlyFile.state != .off, !isReadOnly { try finishAppendOnlyFile(options) }
      let wantsSnapshot =
        (options.saves || !configuration.savePoints.isEmpty)
        && !options.skipsSave && !isReadOnly && !isLoading
      if wantsSnapshot { try saveFinalSnapshot(options) }
    } catch {
      log(.warning, "Errors trying to shut down the server. Check the logs for more information.")
      return false
    }
    // Not before everything else went well: an engine that goes on needs it.
    do throws(AOFError) { try appendOnlyFile.switchOff() } catch { log(.warning, error.description) }
    surroundings.beforeGoodbye()
    log(.warning, "Redis is now ready to exit, bye bye...")
    end()
    return true
  }

  private struct Refused: Error {}

  private func finishChildren(_ options: ShutdownOptions) throws {
    guard surroundings.child.isActive else { return }
    switch background.running {
    case .rewrite where appendOnlyFile.state == .waitingForRewrite && !options.isForced:
      log(.warning, "Writing initial AOF, can't exit.")
      throw Refused()
    case .rewrite:
      if appendOnlyFile.state == .waitingForRewrite { log(.warning, "Writing initial AOF. Exit anyway.") }
      log(.warning, "There is a child rewriting the AOF. Killing it!")
      log(.notice, "Killing running AOF rewrite child: \(surroundings.child.processIdentifier)")
    case .snapshot: log(.warning, "There is a child saving an .rdb. Killing it!")
    case nil: break
    }
    let pid = surroundings.child.processIdentifier
    let wasSnapshot = background.running == .snapshot
    endChild()
    if wasSnapshot { remove(snapshot: temporarySnapshot(pid)) } else { appendOnlyFile.abandonRewrite(pid: pid) }
  }

  private func finishAppendOnlyFile(_ options: ShutdownOptions) throws {
    do throws(AOFError) { try appendOnlyFile.prepareShutdown() } catch {
      // What is wrong is in the log.
      if options.isForced { return }
      if case .stop = error { stopAfter(error) }
      throw Refused()
    }
  }

  private func saveFinalSnapshot(_ options: ShutdownOptions) throws {
    if !options.saves, sparesUnreadSnapshot {
      // The append-only file holds the data set; without one, ending would lose it.
      if configuration.flag("appendonly") { return }
      throw Refused()
    }
    log(.notice, "Saving the final RDB snapshot before exiting.")
    surroundings.tellSupervisor("STATUS=Saving the final RDB snapshot\n")
    guard saveSnapshot() else {
      if options.isForced { return log(.warning, "Error trying to save the DB. Exit anyway.") }
      log(.warning, "Error trying to save the DB, can't exit.")
      surroundings.tellSupervisor("STATUS=Error trying to save the DB, can't exit.\n")
      throw Refused()
    }
  }

  /// Ends the engine because an error leaves it no safe way on, as redis-server would exit.
  func stopAfter(_ error: AOFError) {
    endReason = error
    end()
  }
}
