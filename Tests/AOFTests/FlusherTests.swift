import AOF
import SystemPackage
import Testing

@Suite struct FlusherTests {
  typealias Situation = Flusher.Situation

  static func situation(
    _ now: Int64, _ policy: FsyncPolicy, pending: Int = 10, unsynced: Int = 0, isSyncing: Bool = false,
    child: Bool = false, skips: Bool = false, force: Bool = false
  ) -> Situation {
    var result = Situation(now: now, policy: policy, pending: pending, unsynced: unsynced)
    result.isSyncing = isSyncing
    result.isChildActive = child
    result.skipsSyncDuringRewrite = skips
    result.isForced = force
    return result
  }

  /// The flusher fsynced last in second 100.
  static let table: [(Situation, Flusher.Action)] = [
    (situation(100, .always), .write(then: .sync)), (situation(100, .no), .write(then: .none)),
    (situation(100, .everySecond), .write(then: .none)), (situation(101, .everySecond), .write(then: .submit)),
    (situation(101, .everySecond, isSyncing: true), .postpone),
    (situation(101, .everySecond, isSyncing: true, force: true), .write(then: .none)),
    (situation(101, .always, isSyncing: true), .write(then: .sync)),
    // The exemption of a running child is for everysec only.
    (situation(101, .everySecond, child: true, skips: true), .write(then: .none)),
    (situation(101, .everySecond, child: true), .write(then: .submit)),
    (situation(101, .everySecond, skips: true), .write(then: .submit)),
    (situation(101, .always, child: true, skips: true), .write(then: .sync)),
    // Nothing to write.
    (situation(101, .everySecond, pending: 0), .none),
    (situation(101, .everySecond, pending: 0, unsynced: 5), .sync(.submit)),
    (situation(100, .everySecond, pending: 0, unsynced: 5), .none),
    (situation(101, .everySecond, pending: 0, unsynced: 5, isSyncing: true), .none),
    (situation(100, .always, pending: 0, unsynced: 5), .sync(.sync)),
    (situation(999, .no, pending: 0, unsynced: 5), .none),
  ]

  @Test(arguments: table.indices) func decides(_ index: Int) {
    var flusher = Flusher(now: 100)
    #expect(flusher.decide(Self.table[index].0) { _, _ in } == Self.table[index].1)
  }

  @Test func postponesForTwoSeconds() {
    var flusher = Flusher(now: 100)
    var lines: [String] = []
    let steps: [(Int64, Flusher.Action)] = [
      (101, .postpone), (101, .postpone), (102, .postpone), (103, .write(then: .none)),
    ]
    for (now, expected) in steps {
      let situation = Self.situation(now, .everySecond, isSyncing: true)
      #expect(flusher.decide(situation) { lines.append($0.rawValue + $1) } == expected)
    }
    #expect(flusher.delayedSyncs == 1)
    #expect(
      lines == [
        "*Asynchronous AOF fsync is taking too long (disk is busy?). Writing the AOF buffer without "
          + "waiting for fsync to complete, this may slow down Redis."
      ])
    #expect(flusher.decide(Self.situation(103, .everySecond, isSyncing: true)) { _, _ in } == .postpone)
  }

  @Test func logsErrorsEveryThirtySeconds() {
    var flusher = Flusher(now: 0)
    var lines: [String] = []
    for now in [Int64(10), 11, 40, 41, 42, 72] {
      let outcome = flusher.writeFailed(.failed(.ioError), Self.situation(now, .everySecond)) { lines.append($1) }
      #expect(outcome.stop == nil)
    }
    #expect(lines == Array(repeating: "Error writing to the AOF file: Input/output error", count: 3))
    #expect(flusher.writeError == .ioError)
    flusher.wrote(Self.situation(73, .everySecond)) { lines.append($0.rawValue + $1) }
    #expect(lines.last == "#AOF write error looks solved, Redis can write again.")
    #expect(flusher.writeError == nil)
  }

  @Test func shortWrites() {
    var flusher = Flusher(now: 0)
    var lines: [String] = []
    let cut = Flusher.WriteFailure.short(written: 3, expected: 10, cutting: nil)
    #expect(flusher.writeFailed(cut, Self.situation(1, .no)) { lines.append($1) } == .init(written: 0, stop: nil))
    let left = Flusher.WriteFailure.short(written: 3, expected: 10, cutting: .ioError)
    let stop = "Can't recover from AOF write error when the AOF fsync policy is 'always'. Exiting..."
    let outcome = flusher.writeFailed(left, Self.situation(99, .always)) { lines.append($1) }
    #expect(outcome == .init(written: 3, stop: stop))
    #expect(
      lines == [
        "Short write while writing to the AOF file: (nwritten=3, expected=10)",
        "Short write while writing to the AOF file: (nwritten=3, expected=10)",
        "Could not remove short write from the append-only file.  Redis may refuse to load the AOF "
          + "the next time it starts.  ftruncate: Input/output error",
        stop,
      ])
    #expect(flusher.writeError == .noSpace)
  }
}
