import Bytes

/// Measures this machine: aofsh, and redis-server beside it where it is installed.
public enum Bench {
  /// Makes the measurements that `options` ask for and reports them.
  ///
  /// `output` gets the report, piece by piece; `progress` a line of text for a person who waits. Returns the exit
  /// status: 0, also where goals are missed, because a figure is no failure.
  public static func run(
    _ options: BenchOptions, progress: @escaping (String) -> Void = { _ in }, output: (Span<UInt8>) -> Void
  ) throws(BenchError) -> Int32 {
    var report = ByteWriter(minimumCapacity: 4096)
    let results = try measure(options, progress: progress)
    if options.isJSON {
      JSONReport.write(results, options, to: &report)
    } else {
      TextReport(options).write(results, to: &report)
    }
    output(report.span)
    return 0
  }

  /// Makes the measurements.
  public static func measure(
    _ options: BenchOptions, progress: @escaping (String) -> Void = { _ in }
  ) throws(BenchError) -> [Measurement] {
    let measures = Measures(
      options: options, redis: try RedisPrograms(searchPath: options.searchPath),
      workload: Workload(keys: options.keys, seed: options.seed), progress: progress)
    var results: [Measurement] = []
    for measure in options.measures { results += try measures.run(measure) }
    return results
  }
}
