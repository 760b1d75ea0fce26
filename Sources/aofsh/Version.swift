/// What this program is, and what it is compatible with.
enum Version {
  /// The program's own version.
  static let number = "1.0"
  /// The version of Redis whose replies, files and log lines are its own.
  static let redis = "7.0.15"
  /// One line for people and for scripts.
  static let text = "aofsh \(number), compatible with Redis \(redis)"
}
