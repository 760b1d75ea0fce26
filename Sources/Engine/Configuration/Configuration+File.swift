import Bytes

extension Configuration {
  /// Reads the lines of a configuration file. Several `save` lines add up; the first replaces the default.
  /// `include` reads another file through `read`.
  /// `enter` makes the value of `dir` the current directory, where that is wanted.
  public mutating func load(
    _ contents: [UInt8], file: String, read: (String) throws(ConfigurationError) -> [UInt8],
    enter: (String) throws(ConfigurationError) -> Void = { _ in }
  ) throws(ConfigurationError) {
    var progress = FileProgress()
    try load(contents, file: file, &progress, read: read, enter: enter)
  }

  /// What was read so far.
  private struct FileProgress {
    /// The save points of the lines so far; nil before the first.
    var savePoints: [[UInt8]]?
    /// Whether save points add up. To Redis the end of an included file is the end of all files: every line that follows
    /// replaces them, as CONFIG SET does.
    var addsSavePoints = true
  }

  private mutating func load(
    _ contents: [UInt8], file: String, _ progress: inout FileProgress,
    read: (String) throws(ConfigurationError) -> [UInt8], enter: (String) throws(ConfigurationError) -> Void
  ) throws(ConfigurationError) {
    progress.addsSavePoints = true
    defer { progress.addsSavePoints = false }
    for (index, raw) in contents.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      let line = Self.trimmed(raw)
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let place = ConfigurationError.Place(file: file, line: index + 1, text: String(decoding: line, as: UTF8.self))
      do {
        try apply(line, &progress, read: read, enter: enter)
      } catch {
        var located = error
        if located.place == nil { located.place = place }
        throw located
      }
    }
  }

  private mutating func apply(
    _ line: [UInt8], _ progress: inout FileProgress, read: (String) throws(ConfigurationError) -> [UInt8],
    enter: (String) throws(ConfigurationError) -> Void
  ) throws(ConfigurationError) {
    guard case .arguments(let words) = ArgumentSplitter.split(line.span), let first = words.first else {
      throw ConfigurationError(reason: "Unbalanced quotes in configuration line", directive: "")
    }
    let name = String(decoding: first.map(\.asciiLowercased), as: UTF8.self)
    let values = Array(words.dropFirst())
    switch name {
    case "include":
      guard values.count == 1 else { throw Self.bad(name) }
      let path = String(decoding: values[0], as: UTF8.self)
      try load(try read(path), file: path, &progress, read: read, enter: enter)
    case "save":
      if values.count > 1, values.contains(where: { $0.contains(0x20) }) {
        throw ConfigurationError(reason: "Invalid save parameters", directive: name)
      }
      let clears = values == [[]] || values.isEmpty
      let earlier = progress.addsSavePoints ? progress.savePoints ?? [] : []
      let savePoints = clears ? [] : earlier + values
      try set(name, savePoints)
      progress.savePoints = savePoints
    case "dir":
      try set(name, values)
      try enter(text("dir"))
    default:
      if try !loadOnly(name, values) { try set(name, values) }
    }
  }

  static func bad(_ name: String) -> ConfigurationError {
    ConfigurationError(reason: "Bad directive or wrong number of arguments", directive: name)
  }

  static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    guard let start = line.firstIndex(where: { !isBlank($0) }), let end = line.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(line[start...end])
  }
}
