import Bytes
import Glibc
import SystemPackage

/// Runs pieces of work in processes of their own, several at once.
///
/// Each process is forked, which is right while this one has no other thread.
enum ProcessPool {
  /// Processors that this process may use.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs `work` for the numbers from 0 to `count`, at most `limit` at once, and gives what each returned to `take`, in
  /// the order of the numbers and as early as that allows.
  ///
  /// Scratch directories of the processes go away with the last of them, also of those that were killed and when a person
  /// ends this one.
  ///
  /// - Parameter take: is given nil, and how the process ended, for work that did not come to its end.
  static func run(
    _ count: Int, atOnce limit: Int, _ work: (Int) -> [UInt8], take: (Int, [UInt8]?, SystemShell.End) -> Void
  ) {
    let signals = HeldSignals()
    defer { signals.release() }
    let scratch: FilePath?
    do throws(WorkbenchError) { scratch = try ScratchDirectory.make() } catch {
      // The work meets the same obstacle, and says so.
      scratch = nil
    }
    defer { if let scratch { DataPlace.remove(scratch) } }
    let ownWork = { (number: Int) in
      signals.release()
      if let scratch { unsafe setenv("TMPDIR", scratch.string, 1) }
      return work(number)
    }
    var running: [Worker] = []
    var done: [Int: (answer: [UInt8]?, end: SystemShell.End)] = [:]
    var started = 0
    var taken = 0
    while taken < count {
      while started < count, running.count < max(1, limit) {
        if let worker = Worker(started, ownWork) {
          running.append(worker)
        } else if running.isEmpty {
          // No process is to be had: the work is done here.
          done[started] = (work(started), .status(0))
        } else {
          break
        }
        started += 1
      }
      wait(for: &running) { done[$0] = ($1, $2) }
      if signals.haveCome { return running.forEach { $0.kill() } }
      while let next = done.removeValue(forKey: taken) {
        take(taken, next.answer, next.end)
        taken += 1
      }
    }
  }

  /// Reads from the processes that have something to say, and lets go of those that ended; waits no longer than it may
  /// take to notice a signal.
  private static func wait(for workers: inout [Worker], ended: (Int, [UInt8]?, SystemShell.End) -> Void) {
    if workers.isEmpty { return }
    var descriptors = workers.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
    guard unsafe poll(&descriptors, nfds_t(descriptors.count), 100) > 0 else { return }
    for (index, descriptor) in descriptors.enumerated().reversed() where descriptor.revents != 0 {
      guard !workers[index].read() else { continue }
      let worker = workers.remove(at: index)
      close(worker.reading)
      let end = SystemShell.wait(for: worker.process)
      ended(worker.number, end == .status(0) ? worker.answer : nil, end)
    }
  }

  private struct Worker {
    let number: Int
    let process: pid_t
    /// Where its answer comes from.
    let reading: Int32
    var answer: [UInt8] = []

    /// Forks; nil if there can be no process.
    init?(_ number: Int, _ work: (Int) -> [UInt8]) {
      var ends: InlineArray<2, Int32> = [-1, -1]
      var span = ends.mutableSpan
      guard unsafe span.withUnsafeMutableBufferPointer({ unsafe pipe($0.baseAddress) }) == 0 else { return nil }
      for end in 0..<2 { _ = fcntl(ends[end], F_SETFD, FD_CLOEXEC) }
      let child = fork()
      if child == 0 {
        Self.write(work(number), to: ends[1])
        _exit(0)
      }
      close(ends[1])
      guard child > 0 else {
        close(ends[0])
        return nil
      }
      self.number = number
      process = child
      reading = ends[0]
    }

    /// Ends the process at once.
    func kill() {
      _ = Glibc.kill(process, SIGKILL)
      _ = SystemShell.wait(for: process)
    }

    /// Reads a piece; false at the end.
    mutating func read() -> Bool {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(reading, $0.baseAddress, $0.count) }
      if count < 0 { return errno == EINTR }
      answer += buffer[..<count]
      return count > 0
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
      do { try FileDescriptor(rawValue: descriptor).writeAll(bytes) } catch { _exit(1) }
    }
  }
}
