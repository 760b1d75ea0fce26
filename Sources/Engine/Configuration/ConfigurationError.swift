/// A directive that cannot be accepted, with Redis' text for the cause.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  /// What is wrong, as Redis says it.
  public let reason: String
  /// The directive.
  public let directive: String
  /// The file and line it stands in; nil when it was set at run time.
  public var place: Place?

  /// That `directive` cannot be accepted because of `reason`.
  public init(reason: String, directive: String) {
    self.reason = reason
    self.directive = directive
  }

  /// A line of a configuration file.
  public struct Place: Sendable {
    /// The file's name as it was given.
    public let file: String
    /// The line's number, from 1.
    public let line: Int
    /// The line's text.
    public let text: String
  }

  /// The error as redis-server prints it when it does not start.
  public var serverDescription: String {
    let title = "\n*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***\n"
    guard let place else { return title + reason + "\n" }
    return title + "Reading the configuration file, at line \(place.line)\n>>> '\(place.text)'\n\(reason)\n"
  }

  /// The error as redis-server prints it when it refuses a configuration file; elsewhere one line.
  public var description: String {
    guard let place else { return "\(directive): \(reason)" }
    return """

      *** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***
      Reading the configuration file, at line \(place.line) of \(place.file)
      >>> '\(place.text)'
      \(reason)
      """
  }
}
