import Bytes
import Commands
import RESP

/// Why a batch of requests is not continued.
enum BatchEnd {
  case full, incomplete
  case failure(ProtocolError)
  /// A request whose arguments are not those in the stream, byte by byte; it began at `start`.
  case inline([[UInt8]], start: Int)

  /// Gathers at most `limit` requests that begin at `position`, and moves that behind them.
  static func gather(
    _ bytes: Span<UInt8>, _ scanner: inout RequestScanner, _ batch: inout RequestBatch, from position: inout Int,
    limit: Int = RequestBatch.limit
  ) -> BatchEnd {
    batch.removeAll()
    while batch.count < limit {
      if scanner.takesCanonical, let end = batch.appendCanonical(bytes, from: position) {
        position = end
        continue
      }
      let start = position
      switch scanner.next(bytes, from: start) {
      case .request(let end):
        position = end
        if let arguments = scanner.inlineArguments { return .inline(arguments, start: start) }
        batch.append(scanner.arguments, at: start..<end, isCanonical: scanner.isCanonical)
      case .empty(let end): position = end
      case .incomplete: return .incomplete
      case .failure(let error): return .failure(error)
      }
    }
    return .full
  }
}
