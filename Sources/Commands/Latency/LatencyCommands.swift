import Bytes
import RESP

/// LATENCY.
enum LatencyCommands {
  /// `LATENCY LATEST`.
  static func latencyLatest(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let events = context.latency.events.sorted { $0.key < $1.key }
    context.reply.array(events.count)
    for (name, event) in events {
      context.reply.array(4)
      context.reply.bulk(text: name)
      context.reply.integer(event.samples.last?.time ?? 0)
      context.reply.integer(event.samples.last?.milliseconds ?? 0)
      context.reply.integer(event.longest)
    }
  }

  /// `LATENCY HISTORY event`.
  static func latencyHistory(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let samples = context.latency.events[String(bytes: arguments[2])]?.samples ?? []
    context.reply.array(samples.count)
    for sample in samples {
      context.reply.array(2)
      context.reply.integer(sample.time)
      context.reply.integer(sample.milliseconds)
    }
  }

  /// `LATENCY RESET [event ...]`.
  static func latencyReset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count == 2 { return context.reply.integer(context.latency.resetAll()) }
    var count = 0
    for index in 2..<arguments.count where context.latency.reset(String(bytes: arguments[index])) { count += 1 }
    context.reply.integer(count)
  }

  /// `LATENCY HISTOGRAM [command ...]`.
  static func latencyHistogram(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var commands: [Command] = []
    if arguments.count == 2 {
      commands = context.table.byNumber
    } else {
      for index in 2..<arguments.count {
        guard let command = context.table.lookup(fullName: arguments[index]) else { continue }
        commands += [command] + command.subcommands
      }
    }
    let found = commands.compactMap { command in
      context.figures.histogram(of: command).map { (command.fullName, context.figures[command].calls, $0) }
    }
    context.reply.map(found.count)
    for (name, calls, histogram) in found {
      context.reply.bulk(text: name)
      context.reply.map(2)
      context.reply.bulk("calls")
      context.reply.integer(calls)
      context.reply.bulk("histogram_usec")
      let steps = histogram.powersOfTwo
      context.reply.map(steps.count)
      for (microseconds, count) in steps {
        context.reply.integer(microseconds)
        context.reply.integer(count)
      }
    }
  }

  /// `LATENCY GRAPH event`: a column for each spike, as high as it is in proportion.
  static func latencyGraph(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let name = String(bytes: arguments[2])
    guard let event = context.latency.events[name] else {
      throw .message(text: "ERR No samples available for event '\(name)'")
    }
    let graph = LatencyGraph(event, at: context.microseconds / 1_000_000)
    let bytes = Array(graph.text(of: name).utf8)
    context.reply.verbatim(format: "txt", bytes.span)
  }

  /// `LATENCY DOCTOR`.
  static func latencyDoctor(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let report = Array(LatencyDoctor.report(context).utf8)
    context.reply.verbatim(format: "txt", report.span)
  }
}
