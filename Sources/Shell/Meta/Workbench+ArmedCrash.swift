import AOF
import Bytes
import Disk
import Engine

/// A crash that waits for a disk operation of the next command.
struct ArmedCrash {
  let crash: Crash
  /// The number of the operation, from 1.
  let operation: Int
  /// The command under way; nil until there is one.
  var run: Run?

  struct Run {
    let engine: Engine
    let command: String
    /// Units logged before the command.
    let acknowledged: Int
    /// The number of the disk's next operation.
    let next: Int
    /// Whether it is for the engine rather than for the shell.
    let isCommand: Bool
    /// How deep in scripts it stands.
    let depth: Int
  }
}

/// What a crash cut short.
struct Interruption {
  let command: String
  /// The operation after which the crash came.
  let operation: Int
  /// Units logged before the command.
  let acknowledged: Int
}

extension Workbench {
  /// `:crash --at N`.
  func arm(_ crash: Crash, at word: [UInt8]) throws(MetaError) {
    let text = String(decoding: word, as: UTF8.self)
    guard let number = Int(text), number > 0 else {
      throw MetaError("'\(text)' is no number of a disk operation; give one above 0")
    }
    armedCrash = ArmedCrash(crash: crash, operation: number)
    let event = crash == .kill ? "the engine is killed" : "the power fails"
    write("\(event) after disk operation \(number) of the next command\n")
  }

  /// Lets the armed crash, if there is one, happen during this line.
  func beginArmedCrash(_ line: [UInt8], _ content: Line) {
    guard let armed = armedCrash, armed.run == nil, let engine else { return }
    let isCommand: Bool
    switch content {
    case .command: isCommand = true
    case .meta: isCommand = false
    default: return
    }
    let stages = engine.stages
    armedCrash?.run = ArmedCrash.Run(
      engine: engine, command: Self.shown(line),
      acknowledged: stages.bufferedUnits + stages.pageCacheUnits + stages.durableUnits, next: nextOperation,
      isCommand: isCommand, depth: sourceDepth)
    disk.unplug(after: armed.operation)
  }

  /// A line as it may stand within a sentence.
  private static func shown(_ line: [UInt8]) -> String {
    let text = String(decoding: VisibleText.name(line), as: UTF8.self)
    return text.count > 60 ? text.prefix(57) + "..." : text
  }

  private var nextOperation: Int {
    let recent = disk.recentOperations
    return recent.first + recent.operations.count
  }

  /// Carries the armed crash out if its operation has come, after the line of it.
  func endArmedCrash(_ result: LineResult) -> LineResult {
    guard let armed = armedCrash, let run = armed.run else { return result }
    guard disk.isUnplugged else {
      if sourceDepth > run.depth { return result }
      disk.unplug(after: nil)
      let count = nextOperation - run.next
      guard run.isCommand || count > 0 else {
        // A line that only looks does not count.
        armedCrash?.run = nil
        return result
      }
      armedCrash = nil
      write(
        "no crash: \(run.command) made \(Words.count(count, "disk operation")), and \(armed.operation) were to come\n")
      return result
    }
    armedCrash = nil
    let interruption = Interruption(
      command: run.command, operation: armed.operation, acknowledged: run.acknowledged)
    do throws(MetaError) { try carryOut(armed.crash, run.engine, during: interruption) } catch { return error.result }
    return .done
  }
}
