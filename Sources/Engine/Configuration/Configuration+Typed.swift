public import AOF

/// A save point: a snapshot is due when so many changes have happened in so many seconds (Redis directive `save`).
public struct SavePoint: Sendable, Equatable {
  /// Seconds since the last save.
  public let seconds: Int64
  /// Changes since the last save.
  public let changes: Int64
}

extension Configuration {
  /// Whether a flag is `yes`.
  public func flag(_ name: String) -> Bool { text(name) == "yes" }

  /// The number of an integer or memory directive.
  public func integer(_ name: String) -> Int {
    guard let number = Int(text(name)) else { preconditionFailure("\(name) is not a number") }
    return number
  }

  /// When the append-only file is fsynced (Redis directive `appendfsync`).
  public var fsyncPolicy: FsyncPolicy {
    switch text("appendfsync") {
    case "always": .always
    case "no": .no
    default: .everySecond
    }
  }

  /// When snapshots are taken by themselves.
  public var savePoints: [SavePoint] {
    let numbers = text("save").split(separator: " ").compactMap { Int64($0) }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      SavePoint(seconds: numbers[$0], changes: numbers[$0 + 1])
    }
  }
}
