import Bytes
import Commands
import Disk
import Engine
import RESP
import SystemPackage

/// One client that sends SET after SET, each after the reply to the one before.
struct Client: ~Copyable {
  private let workload: Workload
  private var key = ByteWriter()
  private var value = ByteWriter()
  private var request = ByteWriter()
  private var scanner = RequestScanner()
  private var nextCron = Stopwatch.nanoseconds() + cronInterval
  private static let cronInterval: Int64 = 100_000_000
  /// How long the calls took.
  var latencies = Latencies()
  private var index = 0

  init(_ workload: Workload) { self.workload = workload }

  /// Prepares the next command: the same key again, with a value of its own.
  private mutating func prepare() {
    workload.writeKey(workload.key(index), to: &key)
    workload.writeValue(index &* 31, to: &value)
    index += 1
  }

  private static func encode(
    _ key: borrowing ByteWriter, _ value: borrowing ByteWriter, to request: inout ByteWriter
  ) {
    request.removeAll()
    RequestWriter.header(argumentCount: 3, to: &request)
    RequestWriter.argument("SET", to: &request)
    RequestWriter.argument(key.span, to: &request)
    RequestWriter.argument(value.span, to: &request)
  }

  private static func scan(_ scanner: inout RequestScanner, _ request: borrowing ByteWriter) {
    _ = scanner.next(request.span, from: 0)
  }

  /// One SET in an engine of this process, from its text to its reply, and the periodic work when it is due.
  mutating func set(in subject: EngineUnderTest) {
    prepare()
    Self.encode(key, value, to: &request)
    let started = Stopwatch.nanoseconds()
    if started >= nextCron {
      subject.engine.cron()
      nextCron = started + Self.cronInterval
    }
    Self.scan(&scanner, request)
    subject.run(Arguments(request.span, scanner.arguments.span, canonical: 0..<request.count))
    subject.engine.takeReplies { _ in }
    latencies.add(Stopwatch.nanoseconds() - started)
  }

  /// One SET over a connection.
  mutating func set(over connection: Connection) throws(BenchError) {
    prepare()
    let started = Stopwatch.nanoseconds()
    try connection.set(key.span, value.span)
    latencies.add(Stopwatch.nanoseconds() - started)
  }

  /// The same bytes, written to a file and made durable without anything else.
  mutating func write(to file: any DiskFile) throws(DiskError) {
    prepare()
    Self.encode(key, value, to: &request)
    let started = Stopwatch.nanoseconds()
    try file.writeAll(request.span)
    try file.dataSync()
    latencies.add(Stopwatch.nanoseconds() - started)
  }
}
