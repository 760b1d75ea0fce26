public import Disk

/// Why the append-only file cannot be started, written or rewritten.
///
/// What Redis says of it has been logged.
public enum AOFError: Error, Equatable, Sendable {
  /// The manifest cannot be understood.
  case manifest(ManifestError)
  /// The manifest lists files as no rewrite leaves them; the text is the line that was logged.
  case list(String)
  /// A file cannot be loaded.
  case load(LoadError)
  /// A call failed; the text is the line that was logged.
  case disk(String, DiskError)
  /// A write is in danger and the engine must stop; the text is the line that was logged.
  case stop(String)
  /// A rewrite cannot begin; the text is the line that was logged.
  case refused(String)
}

extension AOFError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .manifest(let error): error.description
    case .load(let error): error.description
    case .disk(let text, _), .stop(let text), .refused(let text), .list(let text): text
    }
  }
}
