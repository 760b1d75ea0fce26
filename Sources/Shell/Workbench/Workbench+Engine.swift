import Commands
import CrashLab
import Disk
import Engine
import RESP
import SystemPackage

extension Workbench {
  /// What the next start of the engine is configured with: redis.conf as it is now, the command line, `:config`.
  func nextConfiguration() throws(MetaError) -> Configuration {
    var configuration: Configuration
    do throws(WorkbenchError) { configuration = try options.configuration() } catch {
      throw MetaError(error.description)
    }
    for (name, value) in laterDirectives {
      do throws(ConfigurationError) { try configuration.set(name, [value]) } catch {
        throw MetaError("\(name): \(error.reason); set it again with :config")
      }
    }
    return configuration
  }

  /// Starts an engine on the data directory.
  func startEngine() throws(MetaError) {
    if engine != nil { throw MetaError("the engine is running already; :restart stops it first") }
    if options.simulatedDisk == nil, !isScratch, !options.isReadOnly, let other = OtherServer.using(directory) {
      throw MetaError(
        "the engine cannot start: \(directory.string) is in use by \(other.name), process \(other.process); stop it, or "
          + "open the directory with --read-only")
    }
    let configuration = try nextConfiguration()
    starts += 1
    let log = log
    let disk = disk
    let processIdentifier = clock.isVirtual ? 1 : ScratchDirectory.processIdentifier
    var surroundings = Engine.Surroundings(
      disk: disk, childDisk: (disk as? TrackedDisk)?.childDisk, clock: clock, syncWorker: worker, child: child,
      seed: seed &+ starts,
      processIdentifier: processIdentifier
    ) {
      // What a machine would have logged that has stopped.
      if !disk.isUnplugged { log.append($0) }
    }
    surroundings.watchScript = { [weak self] body in
      guard let self else { return body { false } }
      watchInterrupts(body)
    }
    if !clock.isVirtual {
      if let memoryAtStart { surroundings.ownMemory = memoryAtStart }
      surroundings.residentMemory = ProcessMemory.resident
      surroundings.totalMemory = ProcessMemory.total
    }
    surroundings.noteRead = loadProgress(configuration)
    let started = Engine(
      directory: directory, configuration: configuration, isReadOnly: options.isReadOnly, surroundings: surroundings)
    started.longestChildPause = childLimit
    recorder?.willStart(started)
    defer { endProgress() }
    do throws(StartFailure) { try started.start() } catch {
      recorder?.started(succeeded: false)
      throw MetaError("the engine cannot start: \(describe(error.description))")
    }
    recorder?.started(succeeded: true)
    engine = started
    state = .running
    let first = started.makeSession()
    sessions = [("main", first)]
    session = first
    applyFormat()
    lastCron = clock.monotonic()
    findUnreadLog(configuration)
  }

  /// Ends the engine as SHUTDOWN does.
  func stopEngine() throws(MetaError) {
    guard let engine else { throw MetaError("no engine is running") }
    guard engine.shutdown() else {
      throw MetaError(
        "the engine could not save its data and goes on; the log says why. SHUTDOWN NOSAVE ends it without a last "
          + "snapshot, SHUTDOWN FORCE whatever is lost")
    }
    _ = noteEnd()
  }

  /// redis-cli asks for RESP3 when it prints JSON, so that maps come as maps.
  func applyFormat() {
    session?.version = display.format == .json || display.format == .quotedJSON ? .resp3 : .resp2
  }

  /// Prints the lines that the engine has logged since there were `earlier` of them.
  func showLog(since earlier: Int) {
    for line in log.since(earlier) { show(line) }
  }

  func show(_ line: LogLine) {
    // Under the virtual clock a run is the same everywhere, whatever the time zone.
    write("\(line.text(inUniversalTime: clock.isVirtual))\n")
  }

  /// A text with the paths in the data directory made relative to it.
  func describe(_ text: String) -> String {
    let prefix = directory.string + "/"
    var rest = text[...]
    var result = ""
    while let range = rest.firstRange(of: prefix) {
      result += rest[..<range.lowerBound]
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  func failure(_ error: DiskError) -> MetaError { MetaError(describe(error.description)) }
}

extension Substring {
  /// Where `text` first occurs.
  fileprivate func firstRange(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
