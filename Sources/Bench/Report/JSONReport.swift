import Bytes

/// The results as one JSON object.
///
/// ```
/// {"keys":…,"runs":…,"seed":…,"measurements":[{"name":…,"unit":…,
///   "aofsh":{"values":[…],"median":…,"minimum":…,"maximum":…,"cpuSeconds":[…],"latency":{"p50":…,…}},
///   "redis":{…},"bareDisk":{…},"ratio":…,"goal":…,"reached":…}]}
/// ```
///
/// Latencies are in nanoseconds. What was not measured is absent.
enum JSONReport {
  static func write(_ results: [Measurement], _ options: BenchOptions, to writer: inout ByteWriter) {
    writer.append(
      text: "{\"keys\":\(options.keys),\"runs\":\(options.runs),\"seed\":\(options.seed),\"measurements\":[")
    for (index, result) in results.enumerated() {
      if index > 0 { writer.append(",") }
      write(result, to: &writer)
    }
    writer.append("]}\n")
  }

  private static func write(_ result: Measurement, to writer: inout ByteWriter) {
    // Names hold neither quotes nor control characters.
    writer.append(text: "{\"name\":\"\(result.name)\",\"unit\":\"\(result.unit.rawValue)\"")
    write("aofsh", result.values, result.processorSeconds, result.latencies, to: &writer)
    write("redis", result.redis, result.redisProcessorSeconds, result.redisLatencies, to: &writer)
    write("bareDisk", result.reference, [], nil, to: &writer)
    if let ratio = result.ratio { writer.append(text: ",\"ratio\":\(ratio)") }
    switch result.goal {
    case .timesFaster(let times): writer.append(text: ",\"goal\":{\"timesFaster\":\(times)}")
    case .atMost(let limit): writer.append(text: ",\"goal\":{\"atMost\":\(limit)}")
    case .partOfReference(let part): writer.append(text: ",\"goal\":{\"partOfBareDisk\":\(part)}")
    case nil: break
    }
    if let isReached = result.isReached { writer.append(text: ",\"reached\":\(isReached)") }
    writer.append("}")
  }

  private static func write(
    _ name: String, _ values: [Double], _ processor: [Double], _ latencies: Latencies?, to writer: inout ByteWriter
  ) {
    guard let spread = Spread(values) else { return }
    writer.append(
      text: ",\"\(name)\":{\"values\":\(values),\"median\":\(spread.median),\"minimum\":\(spread.minimum),"
        + "\"maximum\":\(spread.maximum)")
    if !processor.isEmpty { writer.append(text: ",\"cpuSeconds\":\(processor)") }
    if let latencies {
      writer.append(
        text: ",\"latency\":{\"count\":\(latencies.count),\"p50\":\(latencies.percentile(0.5)),"
          + "\"p99\":\(latencies.percentile(0.99)),\"p999\":\(latencies.percentile(0.999)),"
          + "\"longest\":\(latencies.maximum)}")
    }
    writer.append("}")
  }
}
