import Bytes
import Glibc
import SystemPackage

/// Runs a measurement in a process of its own, so that what was allocated and freed before does not count.
///
/// The child is forked, which is right while this process has no other thread; the engines of earlier measurements have
/// ended theirs.
enum Isolated {
  /// The figures that `body` returns in the child.
  static func run(_ body: () throws(BenchError) -> [Double]) throws(BenchError) -> [Double] {
    let pipe = try Pipe()
    let child = fork()
    if child < 0 { throw .program("/proc/self/exe", Errno(rawValue: errno)) }
    if child == 0 { report(body, to: pipe) }
    pipe.closeWriteEnd()
    let answer = pipe.readAll()
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) == -1 && errno == EINTR {}
    if status == 0 { return answer.figures }
    if status & 0x7F != 0 { throw .engine("signal \(status & 0x7F) ended the process that measured") }
    throw .engine(String(decoding: answer, as: UTF8.self))
  }

  private static func report(_ body: () throws(BenchError) -> [Double], to pipe: Pipe) -> Never {
    do throws(BenchError) {
      pipe.write([UInt8](figures: try body()))
      _exit(0)
    } catch {
      pipe.write(Array(error.description.utf8))
      _exit(1)
    }
  }
}

extension [UInt8] {
  /// The bit patterns of `figures`.
  fileprivate init(figures: [Double]) {
    self = figures.flatMap { figure in (0..<8).map { UInt8(truncatingIfNeeded: figure.bitPattern >> ($0 * 8)) } }
  }

  /// The figures whose bit patterns these are.
  fileprivate var figures: [Double] {
    stride(from: 0, to: count, by: 8).map { start in
      Double(bitPattern: self[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    }
  }
}
