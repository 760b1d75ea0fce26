public import SystemPackage

/// How a redis-server is asked to recover from the images of an exploration.
public struct RedisPlan: Sendable {
  /// A list of directories as in `PATH`, in which redis-server is looked for.
  public var searchPath: String
  /// Images that it is given of each exploration at most, spread over all.
  public var images = 150
  /// Where it works: a directory that is there, whose content goes away.
  public var directory: FilePath

  /// A plan.
  public init(searchPath: String, directory: FilePath) {
    self.searchPath = searchPath
    self.directory = directory
  }
}

/// Where redis-server differs from aofsh.
public struct RedisFindings {
  /// A way in which it differs.
  public struct Difference {
    /// What differs, in a sentence.
    public let kind: String
    /// What its log says, with N for numbers; empty when it says nothing.
    public let log: String
    /// Images with this difference.
    public var count = 0
    /// In what the crashes had torn the file, and how often.
    public var tears: [String: Int]
    /// The number of the state of the first one.
    public let state: Int
    /// How that state came about.
    public let crash: String
    /// What came next there.
    public let story: String
    /// The files of that state.
    public let files: [Findings.File]
    /// Where they are saved.
    public var saved: FilePath?
  }

  /// Images that it was given.
  public var images = 0
  /// Images of the exploration.
  public var available = 0
  /// What differs, the most frequent first.
  public var differences: [Difference] = []

  /// Nothing yet.
  public init() {}

  mutating func add(_ difference: Difference) {
    let known = differences.firstIndex { $0.kind == difference.kind && $0.log == difference.log }
    if let known {
      differences[known].count += 1
      differences[known].tears.merge(difference.tears, uniquingKeysWith: +)
    } else {
      differences.append(difference)
    }
    differences.sort { $0.count > $1.count }
  }
}
