import AOF
import Bytes
import Commands
import Disk
import Engine
import Glibc
import RDB
import Shell
import Terminal

/// What the check tools need of the process: its streams, its time, its number.
enum CheckTools {
  /// The time, Unix time in milliseconds.
  static var now: Int64 { SystemClock().now() / 1000 }

  /// What a check needs to run at the command line.
  static func hands(_ streams: StandardStreams) -> LogCheck.Hands {
    let clock = SystemClock()
    let table = CommandTable()
    let progress = isatty(2) == 1 && Terminal.understandsEscapes ? Self.progress(streams, clock) : nil
    let output = CheckOutput { bytes in
      progress?.clear()
      streams.output(bytes)
    } log: { message in
      // Before a server runs, Redis logs as a child does.
      let time = LogLine.time(clock.now(), inUniversalTime: false)
      streams.output(Array("\(getpid()):C \(time) # ".utf8) + message + [0x0A])
    }
    return LogCheck.Hands(
      output: output,
      note: { note in
        progress?.clear()
        streams.error(Array((note + "\n").utf8))
      },
      confirm: {
        streams.flush()
        return answersYes()
      },
      progress: { done, total in progress?.show(done: done, of: total) },
      isCommand: { name, count in
        table.lookup(name)?.accepts(argumentCount: count) ?? false
      })
  }

  /// Where a person sees how far the check has come.
  private static func progress(_ streams: StandardStreams, _ clock: SystemClock) -> ProgressLine {
    let line = ProgressLine(
      columns: { Terminal.size(2).columns }, now: { clock.monotonic() }, emit: { streams.error($0) })
    line.begin("checking")
    return line
  }

  /// Whether standard input says yes: a line that begins with `y`.
  private static func answersYes() -> Bool {
    var input: [UInt8] = []
    do throws(DiskError) { try StandardInput.read(into: &input) } catch { return false }
    return input.first == UInt8(ascii: "y") || input.first == UInt8(ascii: "Y")
  }

  /// A number as C's `strtol` reads it, if it is all of `text` and not too large.
  static func seconds(_ text: String) -> Int? { CheckTime.seconds(Array(text.utf8)) }
}
