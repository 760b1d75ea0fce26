import Bytes
import Commands
import Disk

/// How long commands take.
///
/// A command that a session sends by itself is measured by the monotonic clock. In bulk that would be a large part of
/// the time of a small command: there, commands whose work does not grow with the data are only counted, and share what
/// their batch took; the others, which can be slow, are measured one by one. All are when the slow log or the latency
/// monitor asks for times below their defaults.
struct CommandClock {
  /// Whether commands come in bulk.
  var isInBulk = false
  /// Whether all commands are measured, however they come.
  var measuresAll = false
  /// The commands of the batch that are not measured, as runs of the same one; without the run that goes on.
  var runs: [(number: Int, length: Int)] = []
  /// The command of the run that goes on, and how many it has so far.
  private var number = -1
  private var length = 0
  /// When the batch began, in microseconds of the monotonic clock.
  var batchStart: Int64 = 0
  /// Microseconds of the batch that belong to measured commands.
  var measured: Int64 = 0

  /// Adds a command that is not measured to the batch.
  @inline(__always)
  mutating func count(_ number: Int) {
    if number != self.number { endRun(number) }
    length += 1
  }

  /// Ends the run of equal commands.
  mutating func endRun(_ next: Int = -1) {
    if length > 0 { runs.append((number, length)) }
    number = next
    length = 0
  }
}

extension Engine {
  /// Whether the running command is measured by itself.
  @inline(__always)
  func isMeasured(_ command: Command) -> Bool {
    !commandClock.isInBulk || commandClock.measuresAll
      || (!command.flags.contains(.fast) && !command.flags.contains(.denyOOM))
  }

  /// Takes note of a measured command that has taken so many microseconds.
  func noteTime(_ microseconds: Int64, of command: Command, _ arguments: Arguments) {
    context.figures.add(microseconds * 1000, to: command.number)
    commandClock.measured += microseconds
    let settings = context.settings
    if context.session.wait == nil { noteSlowness(microseconds, of: command, arguments) }
    if settings.latencyThreshold > 0, microseconds / 1000 >= settings.latencyThreshold {
      context.latency.add(
        command.flags.contains(.fast) ? "fast-command" : "command", milliseconds: microseconds / 1000,
        at: context.microseconds / 1_000_000)
    }
  }

  /// Takes note in the slow log of a command that has taken so many microseconds.
  func noteSlowness(_ microseconds: Int64, of command: Command, _ arguments: Arguments) {
    let threshold = context.settings.slowLogThreshold
    guard threshold >= 0, microseconds >= threshold, !command.flags.contains(.skipSlowLog) else { return }
    context.slowLog.add(
      command, arguments, of: context.session, time: context.microseconds / 1_000_000, microseconds: microseconds)
  }

  /// Begins a batch of commands that come in bulk, and shares the time of the last one among its commands.
  func beginBatch() {
    commandClock.endRun()
    let now = clock.monotonic()
    let count = commandClock.runs.reduce(0) { $0 + $1.length }
    if count > 0 {
      let elapsed = max(0, now - commandClock.batchStart - commandClock.measured)
      let share = elapsed * 1000 / Int64(count)
      for run in commandClock.runs { context.figures.add(share, to: run.number, count: Int64(run.length)) }
      commandClock.runs.removeAll(keepingCapacity: true)
    }
    commandClock.batchStart = now
    commandClock.measured = 0
    commandClock.isInBulk = true
  }

  /// Ends the bulk.
  func endBatches() {
    beginBatch()
    commandClock.isInBulk = false
  }
}
