/// The report of LATENCY DOCTOR.
enum LatencyDoctor {
  static func report(_ context: CommandContext) -> String {
    let events = context.latency.events.sorted { $0.key < $1.key }
    if events.isEmpty {
      if context.settings.latencyThreshold == 0 { return disabled }
      return """
        Dave, no latency spike was observed during the lifetime of this Redis instance, not in the slightest bit. I \
        honestly think you ought to sit down calmly, take a stress pill, and think things over.

        """
    }
    var text = """
      Dave, I have observed latency spikes in this Redis instance. You don't mind talking about it, do you Dave?


      """
    for (index, (name, event)) in events.enumerated() { text += "\(index + 1). \(name): \(line(event, context))\n" }
    return text + "\nI have a few advices for you:\n\n" + advice(context)
  }

  private static func line(_ event: LatencyMonitor.Event, _ context: CommandContext) -> String {
    let values = event.samples.map(\.milliseconds)
    let count = Int64(max(1, values.count))
    let average = values.reduce(0, +) / count
    let deviation = values.reduce(0) { $0 + abs($1 - average) } / count
    let seconds = context.microseconds / 1_000_000 - (event.samples.first?.time ?? 0)
    let hundredths = max(1, seconds) * 100 / count
    let period = "\(hundredths / 100)." + String(hundredths % 100 + 100).dropFirst()
    return
      "\(values.count) latency spikes (average \(average)ms, mean deviation \(deviation)ms, period \(period) sec). "
      + "Worst all time event \(event.longest)ms."
  }

  private static func advice(_ context: CommandContext) -> String {
    var lines: [String] = []
    let threshold = context.settings.latencyThreshold * 1000
    let slow = context.settings.slowLogThreshold
    if slow < 0 || slow > threshold {
      lines.append(
        "- Your current Slow Log configuration only logs events that are slower than your configured latency monitor "
          + "threshold. Please use 'CONFIG SET slowlog-log-slower-than \(threshold)'.")
    }
    lines.append(
      "- Check your Slow Log to understand what are the commands you are running which are too slow to execute. Please "
        + "check https://redis.io/commands/slowlog for more information.")
    lines.append(
      "- Deleting, expiring or evicting (because of maxmemory policy) large objects is a blocking operation. If you "
        + "have very large objects that are often deleted, expired, or evicted, try to fragment those objects into "
        + "multiple smaller objects.")
    return lines.joined(separator: "\n") + "\n"
  }

  private static let disabled = """
    I'm sorry, Dave, I can't do that. Latency monitoring is disabled in this Redis instance. You may use "CONFIG SET \
    latency-monitor-threshold <milliseconds>." in order to enable it. If we weren't in a deep space mission I'd \
    suggest to take a look at https://redis.io/topics/latency-monitor.

    """
}
