import Bytes
import Disk
import Engine
import SystemPackage

/// What all measurements share.
struct Measures {
  let options: BenchOptions
  let redis: RedisPrograms?
  let workload: Workload
  /// Says what is being done, for a person who waits.
  let progress: (String) -> Void

  /// Results of one kind of measurement.
  func run(_ measure: BenchOptions.Measure) throws(BenchError) -> [Measurement] {
    switch measure {
    case .memory: try memory()
    case .loadAOF: [try loadAOF()]
    case .loadRDB: [try loadRDB()]
    case .loadMixed: try loadMixed()
    case .collections: try collections()
    case .ingest: [try ingest()]
    case .rewrite: try rewrite()
    case .policies: try policies()
    case .start: [try start()]
    }
  }

  /// Runs `body` once for each run, in a new directory each time.
  func eachRun(_ name: String, _ body: (ScratchDirectory) throws(BenchError) -> Void) throws(BenchError) {
    for run in 1...max(1, options.runs) {
      progress("\(name) \(run)/\(options.runs)")
      try withScratch(in: options.directory, name) { scratch throws(BenchError) in try body(scratch) }
    }
  }

  /// The figures that `body` returns, measured in a process of its own.
  func isolated(_ body: () throws(BenchError) -> [Double]) throws(BenchError) -> [Double] {
    try options.isIsolated ? Isolated.run(body) : body()
  }

  /// Writes the commands of the workload to a file.
  func writeRequests(_ scratch: ScratchDirectory, _ name: String, selects: Bool = false) throws(BenchError) {
    try scratch.write(name) { write throws(DiskError) in
      try workload.writeRequests(selects: selects, to: write)
    }
  }

  /// Runs a file of requests in an engine: that of the workload, or one of so many `requests`.
  func run(_ file: FilePath, _ subject: EngineUnderTest, requests: Int? = nil) throws(BenchError) {
    var stream = RequestStream(subject.engine, session: subject.session)
    var offset = 0
    let summary: RequestStream.Summary
    do throws(DiskError) {
      let opened = try PosixDisk().open(file, .read)
      summary = try stream.run { buffer, count throws(DiskError) in
        let taken = try opened.read(at: offset, atMost: count, into: &buffer)
        offset += taken
        return taken
      }
    } catch { throw .disk(error) }
    guard summary.errors == 0, summary.end == .complete, summary.replies == requests ?? workload.keys else {
      throw .engine("the stream of requests ended early: \(summary)")
    }
  }
}

extension Measures {
  /// Writes an AOF directory that holds the requests that `write` gives.
  func writeAppendOnlyDirectory(
    _ scratch: ScratchDirectory,
    _ write: ((Span<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
  ) throws(BenchError) {
    try scratch.makeDirectory("appendonlydir")
    try scratch.write("appendonlydir/appendonly.aof.1.incr.aof", write)
    try scratch.write("appendonlydir/appendonly.aof.manifest") { write throws(DiskError) in
      try write(Array("file appendonly.aof.1.incr.aof seq 1 type i\n".utf8).span)
    }
  }

  /// Writes an AOF directory that holds the workload as a base file of commands or, with `isRDB`, as an RDB file.
  func writeAppendOnlyDirectory(_ scratch: ScratchDirectory, isRDB: Bool) throws(BenchError) {
    guard isRDB else {
      return try writeAppendOnlyDirectory(scratch) { sink throws(DiskError) in
        try workload.writeRequests(selects: true, to: sink)
      }
    }
    try writeRequests(scratch, "requests")
    _ = try isolated { () throws(BenchError) in
      let subject = try EngineUnderTest(scratch.path, [("appendonly", "yes"), ("appendfsync", "no")])
      try run(scratch.path.appending("requests"), subject)
      _ = subject.call(["BGREWRITEAOF"])
      subject.engine.waitForChild()
      try subject.check()
      try subject.stop()
      return []
    }
  }
}
