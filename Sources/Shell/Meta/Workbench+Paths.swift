import AOF
import Bytes
import Disk
import Engine
import SystemPackage

extension Workbench {
  /// The names of the append-only file's parts, under the configuration in force or else that of the next start.
  func appendOnlyNames() throws(MetaError) -> AOFSettings {
    let configuration: Configuration
    if let engine { configuration = engine.configuration } else { configuration = try nextConfiguration() }
    var settings = AOFSettings(directory: directory)
    settings.fileName = FileName(configuration.value(of: "appendfilename") ?? [])
    settings.directoryName = FileName(configuration.value(of: "appenddirname") ?? [])
    return settings
  }

  /// The manifest on the disk; nil when there is none or it cannot be understood.
  func readManifest(_ settings: AOFSettings) throws(MetaError) -> Manifest? {
    let path = settings.path(settings.manifestName)
    let content: [UInt8]
    do throws(DiskError) {
      guard try disk.status(path) != nil else { return nil }
      content = try disk.readAll(path)
    } catch { throw failure(error) }
    do throws(ManifestError) { return try Manifest(parsing: content.span) } catch {
      // Files can be looked at all the same; the engine will say what is wrong.
      return nil
    }
  }

  /// The path that a word stands for: relative to the data directory and in it, or absolute.
  func path(_ word: [UInt8]) throws(MetaError) -> FilePath {
    if let current = try currentFile(word) { return current }
    guard !word.isEmpty, let given = FilePath(bytes: word) else {
      throw MetaError("a file name cannot be empty or hold a zero byte")
    }
    let path = directory.pushing(given).lexicallyNormalized()
    if given.isRelative, !path.starts(with: directory) {
      throw MetaError("'\(given.string)' leads out of the data directory; give an absolute path for that")
    }
    return path
  }

  /// The current file of the append-only file that `base`, `incr` or `manifest` stand for; nil for other words, and
  /// where the data directory has a file of that name.
  private func currentFile(_ word: [UInt8]) throws(MetaError) -> FilePath? {
    let name = String(decoding: word, as: UTF8.self)
    guard ["base", "incr", "manifest"].contains(name) else { return nil }
    do throws(DiskError) { if try disk.status(directory.appending(name)) != nil { return nil } } catch {
      throw failure(error)
    }
    let settings = try appendOnlyNames()
    if name == "manifest" { return settings.path(settings.manifestName) }
    let manifest = try readManifest(settings)
    guard let entry = name == "base" ? manifest?.base : manifest?.incrs.last else {
      let file = describe(settings.path(settings.manifestName).string)
      throw MetaError("there is no current \(name) file: \(file) is missing or lists none; :ls shows what is there")
    }
    return settings.path(entry.name)
  }

  /// The paths that words stand for, `*`, `?` and `[…]` in the last parts of them expanded as a shell does.
  func paths(_ words: [[UInt8]]) throws(MetaError) -> [FilePath] {
    var found: [FilePath] = []
    for word in words {
      let path = try path(word)
      guard word.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") }),
        try status(path) == nil
      else {
        found.append(path)
        continue
      }
      let matches = try expand(path)
      if matches.isEmpty {
        throw MetaError("no file is called like '\(String(decoding: word, as: UTF8.self))'; :ls shows what is there")
      }
      found += matches
    }
    return found
  }

  private func expand(_ pattern: FilePath) throws(MetaError) -> [FilePath] {
    var paths = [FilePath("/")]
    for component in pattern.components {
      let bytes = component.bytes
      guard bytes.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[") })
      else {
        paths = paths.map { $0.appending(component) }
        continue
      }
      var next: [FilePath] = []
      for path in paths where try status(path)?.isDirectory == true {
        for entry in try list(path) {
          let name = entry.name.bytes
          let isHidden = name.first == UInt8(ascii: ".") && bytes.first != UInt8(ascii: ".")
          if !isHidden, Glob.matches(name.span, pattern: bytes.span) { next.append(path.appending(entry.name)) }
        }
      }
      paths = next
    }
    var existing: [FilePath] = []
    for path in paths where try status(path) != nil || ScratchDirectory.isSymbolicLink(path) { existing.append(path) }
    return existing
  }

  func status(_ path: FilePath) throws(MetaError) -> FileStatus? {
    do throws(DiskError) { return try disk.status(path) } catch { throw failure(error) }
  }

  func list(_ path: FilePath) throws(MetaError) -> [DirectoryEntry] {
    do throws(DiskError) { return try disk.list(path) } catch { throw failure(error) }
  }

  /// A path as it is shown: relative to the data directory if it is in there.
  func shown(_ path: FilePath) -> String { path == directory ? "." : describe(path.string) }

  /// That there is no file at `path`, and what is called nearly so.
  func missing(_ path: FilePath) throws(MetaError) -> MetaError {
    var near: [String] = []
    let parent = path.removingLastComponent()
    if try status(parent)?.isDirectory == true {
      let names = try list(parent).map(\.name.string)
      near = Suggestions.nearest(to: path.lastComponent?.string ?? "", among: names)
    }
    return MetaError(
      "there is no file \(shown(path))\(near.isEmpty ? "; :ls shows what is there" : Suggestions.question(near))")
  }
}
