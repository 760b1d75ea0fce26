import Bytes
import Disk
import SystemPackage
import Testing

@Suite struct SyncWorkerTests {
  @Test(arguments: DiskKind.allCases)
  func outcomesComeInTheOrderOfSubmission(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    // Simulated files belong to one thread.
    let worker: any SyncWorker =
      kind == .simulated ? InlineSyncWorker(clock: VirtualClock(start: 0)) : ThreadSyncWorker()
    #expect(!worker.inFlight)
    #expect(worker.poll() == nil)
    worker.drain()
    for index in 0..<20 {
      let file = try bench.disk.open(bench.path("\(index)"), .append)
      try file.writeAll([UInt8(index)].span)
      worker.submit(file, closeAfter: true)
    }
    worker.drain()
    #expect(!worker.inFlight)
    for index in 0..<20 { #expect(worker.poll() == .completed(bench.path("\(index)"))) }
    #expect(worker.poll() == nil)
    if kind != .posix { #expect(bench.crashing.bytesInPageCache == 0) }
  }

  @Test func aThreadCanBeStoppedAndStartedAgain() throws {
    let bench = try Bench(.tracked)
    let worker = ThreadSyncWorker()
    worker.stop()
    let file = try bench.disk.open(bench.path("a"), .append)
    for round in 0..<3 {
      try file.writeAll([UInt8(round)].span)
      worker.submit(file, closeAfter: false)
      worker.stop()
      #expect(worker.poll() == .completed(bench.path("a")))
      #expect(try bench.crashing.durability(of: bench.path("a"))?.durableSize == round + 1)
    }
    try file.close()
  }

  @Test func writingGoesOnBesideTheSync() throws {
    let bench = try Bench(.tracked)
    let worker = ThreadSyncWorker()
    let file = try bench.disk.open(bench.path("a"), .append)
    for _ in 0..<200 {
      try file.writeAll([1, 2, 3].span)
      worker.submit(file, closeAfter: false)
      try file.writeAll([4].span)
    }
    worker.drain()
    let status = try #require(try bench.crashing.durability(of: bench.path("a")))
    #expect(status.durableSize >= 799)
    #expect(status.size == 800)
    try file.close()
    _ = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(try bench.disk.readAll(bench.path("a")).count >= 799)
  }

  @Test func aDelayedSyncCoversWhatWasWrittenWhenItStarted() throws {
    let clock = VirtualClock(start: 1_700_000_000_000_000)
    let disk = SimulatedDisk(clock: clock)
    let worker = InlineSyncWorker(clock: clock, delay: 1000)
    let file = try disk.open("/data/a", .append)
    try file.writeAll([1, 2].span)
    worker.submit(file, closeAfter: false)
    try file.writeAll([3].span)
    clock.advance(999)
    #expect(worker.inFlight)
    #expect(worker.poll() == nil)
    #expect(try disk.durability(of: "/data/a")?.durableSize == 0)
    clock.advance(1)
    #expect(worker.poll() == .completed("/data/a"))
    #expect(!worker.inFlight)
    #expect(try disk.durability(of: "/data/a")?.durableSize == 2)
    #expect(try disk.status("/data/a")?.modificationTime == 1_700_000_000)
    worker.submit(file, closeAfter: false)
    try file.truncate(to: 1)
    try file.writeAll([9, 9].span)
    worker.drain()
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try disk.readAll("/data/a") == [1, 2])
  }

  @Test func failuresAreOutcomes() throws {
    let disk = SimulatedDisk()
    let worker = InlineSyncWorker(clock: VirtualClock(start: 0))
    let file = try disk.open("/data/a", .append)
    disk.inject(.failingSync(.ioError, dropping: true))
    worker.submit(file, closeAfter: false)
    worker.submit(file, closeAfter: true)
    #expect(worker.poll() == .failed(.dataSync("/data/a", .ioError)))
    #expect(worker.poll() == .completed("/data/a"))
  }

  private final class Removal: DiskWork {
    let disk: any Disk
    let path: FilePath
    var failure: DiskError?

    init(_ disk: any Disk, _ path: FilePath) {
      self.disk = disk
      self.path = path
    }

    func perform() { do throws(DiskError) { try disk.unlink(path) } catch { failure = error } }
  }

  @Test(arguments: [DiskKind.simulated, .posix])
  func workIsPerformedInItsTurn(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    #expect(bench.disk.isShareable)
    let worker: any SyncWorker =
      kind == .simulated ? InlineSyncWorker(clock: VirtualClock(start: 0)) : ThreadSyncWorker()
    let file = try bench.disk.open(bench.path("a"), .append)
    let works = [Removal(bench.disk, bench.path("a")), Removal(bench.disk, bench.path("a"))]
    worker.submit(file, closeAfter: true)
    for work in works { worker.submit(work) }
    worker.drain()
    #expect(worker.poll() == .completed(bench.path("a")))
    for _ in works { #expect(worker.poll() == .performed) }
    #expect(worker.poll() == nil)
    #expect(works[0].failure == nil)
    #expect(works[1].failure?.errno == .noSuchFileOrDirectory)
  }

  /// Work keeps a fork away, fsyncs and waiting do not.
  @Test func theThreadIsParkedForAFork() throws {
    let bench = try Bench(.posix)
    let worker = ThreadSyncWorker()
    let file = try bench.disk.open(bench.path("a"), .append)
    for round in 0..<200 {
      let path = bench.path("\(round)")
      try bench.disk.open(path, .append).close()
      try file.writeAll([1, 2, 3].span)
      let work = Removal(bench.disk, path)
      worker.submit(file, closeAfter: false)
      worker.submit(work)
      let before = worker.whileParked { try? bench.disk.status(path) != nil }
      let after = worker.whileParked { try? bench.disk.status(path) != nil }
      #expect(before != nil && after != nil)
      #expect(before == true || after == false, "what was removed came back")
    }
    worker.drain()
    try file.close()
  }

  @Test func clocksTellTheTime() {
    let clock = VirtualClock(start: 5)
    clock.sleep(7)
    #expect(clock.now() == 12)
    #expect(clock.monotonic() == 7)
    let system = SystemClock()
    let before = system.monotonic()
    system.sleep(1)
    #expect(system.monotonic() > before)
    #expect(system.now() > 1_600_000_000_000_000)
  }
}
