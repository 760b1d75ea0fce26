import Glibc
import Shell
import SystemPackage

/// Standard output and standard error. Output is collected and written in large pieces; before a message is written to
/// standard error, everything collected goes out, so that both keep their order on a terminal.
final class StandardStreams: OutputSink {
  private static let limit = 64 * 1024
  private var collected: [UInt8] = []
  /// Whether standard output was closed by its reader, as `head` does; nothing more is written then.
  private(set) var isClosed = false

  /// Whether output is thrown away; messages are not.
  var isMuted = false

  func output(_ bytes: [UInt8]) {
    if isMuted { return }
    collected += bytes
    if collected.count > Self.limit { flush() }
  }

  func error(_ bytes: [UInt8]) {
    flush()
    write(bytes, to: .standardError)
  }

  func flush() {
    guard !collected.isEmpty else { return }
    if !isClosed { isClosed = !write(collected, to: .standardOutput) }
    collected.removeAll(keepingCapacity: true)
  }

  @discardableResult
  private func write(_ bytes: [UInt8], to descriptor: FileDescriptor) -> Bool {
    do {
      _ = try descriptor.writeAll(bytes)
      return true
    } catch {
      // There is nowhere left to report that to; the caller stops.
      return false
    }
  }
}
