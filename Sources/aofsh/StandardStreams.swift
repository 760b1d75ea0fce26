import Glibc
import Shell
import SystemPackage

/// Standard output and standard error. Output is collected and written in large pieces; before a message is written to
/// standard error, everything collected goes out, so that both keep their order on a terminal.
final class StandardStreams: OutputSink {
  private static let limit = 64 * 1024
  private var collected: [UInt8] = []
  /// Why standard output takes no more; nil while it does.
  private var failure: Errno?

  /// Whether output is thrown away; messages are not.
  var isMuted = false

  func output(_ bytes: [UInt8]) {
    if isMuted { return }
    collected += bytes
    if collected.count > Self.limit { flush() }
  }

  func error(_ bytes: [UInt8]) {
    flush()
    do { try FileDescriptor.standardError.writeAll(bytes) } catch {
      // There is nowhere left to report that to.
      return
    }
  }

  func flush() {
    guard !collected.isEmpty else { return }
    defer { collected.removeAll(keepingCapacity: true) }
    if failure != nil { return }
    do { try FileDescriptor.standardOutput.writeAll(collected) } catch {
      let reason = error as? Errno ?? .ioError
      failure = reason
      collected.removeAll()
      // A reader that goes away, as `head` does, has what it wanted.
      if reason != .brokenPipe { self.error(Array("aofsh: cannot write to standard output: \(reason)\n".utf8)) }
    }
  }

  /// Writes what is left, and gives the status to end with: `status`, or `lost` if that is larger and output that
  /// somebody waited for could not be written.
  func end(_ status: Int32, lost: Int32 = 2) -> Int32 {
    flush()
    guard let failure, failure != .brokenPipe else { return status }
    return max(status, lost)
  }
}
