import AOF
public import Commands
import Disk
import RESP

/// Scripts that run for longer than `busy-reply-threshold`.
extension Engine {
  /// Looks after others when the running script is slow.
  func lookAroundFromScript() {
    guard let run = scripting.run, serveMeanwhile != nil else { return }
    let threshold = scripting.busyThreshold
    let milliseconds = (clock.monotonic() - run.startedAt) / 1000
    guard threshold > 0, milliseconds >= threshold else { return }
    if !run.isSlow {
      scripting.run?.isSlow = true
      let kill = run.isFunction ? "FUNCTION KILL" : "SCRIPT KILL"
      log(
        .warning,
        """
        Slow script detected: still in execution after \(milliseconds) milliseconds. You can try killing the script \
        using the \(kill) command. Script name is: \(run.name).
        """)
    }
    lookAround(.script)
    // A host that does not end the process with the engine has the script's end to wait for.
    if state == .ended { scripting.run?.isKilled = true }
  }

  /// Whose script runs; nil between scripts.
  public var scriptCaller: Session? { occupation == .script ? scripting.run?.caller : nil }

  /// SCRIPT KILL and FUNCTION KILL.
  func killScript(isFunction: Bool) throws(CommandError) {
    guard occupation == .script, let run = scripting.run else { throw .noScriptRunning }
    if run.hasWritten { throw .unkillable }
    if run.isFunction != isFunction { throw busyError }
    scripting.run?.isKilled = true
    context.reply.simple("OK")
  }

  /// What FUNCTION STATS tells of the function that runs.
  func writeRunningFunction() {
    guard occupation == .script, let run = scripting.run, run.isFunction else { return context.reply.null() }
    context.reply.map(3)
    context.reply.bulk("name")
    context.reply.bulk(Array(run.name.utf8))
    context.reply.bulk("command")
    context.reply.array(run.command.count)
    for word in run.command { context.reply.bulk(word) }
    context.reply.bulk("duration_ms")
    context.reply.integer((clock.monotonic() - run.startedAt) / 1000)
  }
}
