import CrashLab
import Disk
import Engine
import SystemPackage

/// Where the data is, and where the contents are kept that a power cut may bring back.
struct DataPlace {
  let directory: FilePath
  /// Where the tracked disk keeps contents: beside the data, so that they can be linked instead of copied.
  let kept: FilePath
  let isScratch: Bool
  /// What goes away with the workbench, outermost first.
  let ownDirectories: [FilePath]

  init(_ options: WorkbenchOptions, _ configuration: Configuration) throws(WorkbenchError) {
    if options.simulatedDisk != nil {
      (directory, kept, isScratch, ownDirectories) = (Exploration.directory, "/kept", true, [])
      return
    }
    let configured = configuration.value(of: "dir").map { String(decoding: $0, as: UTF8.self) } ?? "./"
    guard let given = options.directory ?? (configured == "./" ? nil : FilePath(configured)) else {
      let own = try ScratchDirectory.make()
      let data = own.appending("data")
      do throws(DiskError) { try PosixDisk().makeDirectory(data) } catch {
        throw WorkbenchError(error.description, exitStatus: 3)
      }
      (directory, kept, isScratch, ownDirectories) = (data, own.appending("kept"), true, [own])
      return
    }
    directory = ScratchDirectory.current().pushing(given).lexicallyNormalized()
    isScratch = false
    try Self.check(directory)
    let name = directory.lastComponent?.string ?? ""
    let beside = ".\(name).aofsh-\(ScratchDirectory.processIdentifier)"
    let sibling = directory.removingLastComponent().appending(beside)
    if !options.isReadOnly { Self.removeAbandoned(".\(name).aofsh-", in: sibling.removingLastComponent()) }
    if !options.isReadOnly, Self.canMake(sibling) {
      (kept, ownDirectories) = (sibling, [])
    } else {
      let own = try ScratchDirectory.make()
      (kept, ownDirectories) = (own.appending("kept"), [own])
    }
  }

  private static func check(_ directory: FilePath) throws(WorkbenchError) {
    let status: FileStatus?
    do throws(DiskError) { status = try PosixDisk().status(directory) } catch {
      throw WorkbenchError(error.description, exitStatus: 3)
    }
    guard let status else {
      throw WorkbenchError(
        "there is no data directory \(directory.string); make it with: mkdir -p \(directory.string)", exitStatus: 3)
    }
    guard status.isDirectory else {
      throw WorkbenchError("\(directory.string) is not a directory; name one with --dir", exitStatus: 3)
    }
  }

  /// Whether a directory can be made at `path`; it is made.
  private static func canMake(_ path: FilePath) -> Bool {
    do throws(DiskError) {
      if try PosixDisk().status(path) == nil { try PosixDisk().makeDirectory(path) }
      return true
    } catch {
      // The data directory's parent cannot be written: the contents are kept elsewhere.
      return false
    }
  }

  /// Removes what workbenches left in `directory` that were killed: `prefix` and the number of a process that is gone.
  private static func removeAbandoned(_ prefix: String, in directory: FilePath) {
    for name in ScratchDirectory.names(in: directory, beginningWith: prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)), !ScratchDirectory.isRunning(process) else { continue }
      let path = directory.appending(name)
      if !ScratchDirectory.isSymbolicLink(path) { remove(path) }
    }
  }

  func remove() { for path in ownDirectories { Self.remove(path) } }

  /// Removes a directory of the workbench's own with all that is in it, as far as that can be done.
  static func remove(_ path: FilePath) {
    let disk = PosixDisk()
    do throws(DiskError) {
      for entry in try disk.list(path) {
        let inner = path.appending(entry.name)
        if entry.isDirectory, !ScratchDirectory.isSymbolicLink(inner) { remove(inner) } else { try disk.unlink(inner) }
      }
      try disk.removeDirectory(path)
    } catch {
      // It is in the directory for temporary files, where what stays does no harm.
      return
    }
  }
}

extension WorkbenchOptions {
  /// The configuration of a start: the file, then the directives of the command line.
  func configuration() throws(WorkbenchError) -> Configuration {
    var configuration = Configuration()
    if let configurationFile { try load(configurationFile, into: &configuration) }
    for (name, value) in directives {
      guard Configuration.knows(name) else {
        let near = Suggestions.nearest(to: name, among: Configuration.names)
        throw WorkbenchError(
          "--set \(name): there is no such directive\(Suggestions.question(near))", exitStatus: 2)
      }
      do throws(ConfigurationError) { try configuration.set(name, [value]) } catch {
        throw WorkbenchError("--set \(name): \(error.reason)", exitStatus: 2)
      }
    }
    return configuration
  }

  private func load(_ path: FilePath, into configuration: inout Configuration) throws(WorkbenchError) {
    let file = ScratchDirectory.current().pushing(path).lexicallyNormalized()
    let contents: [UInt8]
    do throws(DiskError) { contents = try PosixDisk().readAll(file) } catch {
      throw WorkbenchError("the configuration cannot be read: \(error.description)", exitStatus: 2)
    }
    do throws(ConfigurationError) {
      try configuration.load(contents, file: path.string) { name throws(ConfigurationError) in
        let included = ScratchDirectory.current().pushing(FilePath(name))
        do throws(DiskError) { return try PosixDisk().readAll(included) } catch {
          throw ConfigurationError(reason: error.description, directive: "include")
        }
      }
    } catch {
      let place = error.place.map { "\($0.file):\($0.line): " } ?? ""
      let text = error.place.map { " in '\($0.text)'" } ?? ""
      throw WorkbenchError("\(place)\(error.reason)\(text)", exitStatus: 2)
    }
    configuration.file = file.string
  }
}

extension Suggestions {
  /// What to add to a message: `; did you mean 'a' or 'b'?`, or nothing.
  static func question(_ names: [String], mark: String = "") -> String {
    if names.isEmpty { return "" }
    return "; did you mean " + names.map { "'\(mark)\($0)'" }.joined(separator: " or ") + "?"
  }
}
