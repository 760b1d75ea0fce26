import Bytes
import Commands
import Disk
import Engine
import Keyspace
import RDB
import SystemPackage

/// The transcript that a session is kept in.
struct RecordingFile {
  let path: FilePath
  let file: any DiskFile
  /// What tells lines that print something else each time.
  var volatile: VolatileLines
  /// Whether the engine fsyncs every second; what it did last, while there is none.
  var isEverySecond: Bool
  /// When the last line ended, and how long nobody has typed since the transcript lets time pass; in microseconds.
  var lastEnd: Int64
  var idle: Int64 = 0
}

extension Workbench {
  /// Begins to keep the session in a new file.
  func beginRecording(_ path: FilePath) throws(MetaError) {
    if let recording {
      throw MetaError("this session is kept in \(recording.path.string) already; :record off ends that")
    }
    let disk = PosixDisk()
    do throws(DiskError) {
      if try disk.status(path) != nil {
        throw DiskError.open(path, .fileExists)
      }
      let file = try disk.open(path, .append)
      let seed = starts > 0 ? seed &+ starts &- 1 : seed
      let title = isScratch ? "Session" : "Session on \(directory.string)"
      try file.writeAll(Recording.opening(title: title, seed: seed).span)
      for (prompt, line) in linesOfSettings + (linesOfData() ?? []) + linesOfDisplay {
        let output = Array(line.first == UInt8(ascii: ":") ? "...\n".utf8 : "OK\n".utf8)
        try file.writeAll(Recording.step(prompt: prompt, input: line, output: output, isRaw: true).span)
      }
      recording = RecordingFile(
        path: path, file: file, volatile: VolatileLines(commandTable), isEverySecond: isEverySecond,
        lastEnd: clock.monotonic())
    } catch {
      let remedy = error.errno == .fileExists ? "; choose another name or remove it first" : ""
      throw MetaError("the session cannot be kept: \(error.description)\(remedy)")
    }
  }

  /// Lines that make the settings of this session.
  private var linesOfSettings: [(Prompt, [UInt8])] {
    let directives = options.directives.map { ($0.name, $0.value) } + laterDirectives.map { ($0.name, $0.value) }
    var lines = directives.map { name, value in Array(":config \(name) ".utf8) + [UInt8](quoted: value.span) }
    if let engine {
      // What CONFIG SET has changed.
      for name in Configuration.persistenceNames where !Configuration.isImmutable(name) && name != "dir" {
        guard let value = engine.configuration.value(of: name), value != Configuration().value(of: name) else {
          continue
        }
        let line = Array(":config \(name) ".utf8) + [UInt8](quoted: value.span)
        if !lines.contains(line) { lines.append(line) }
      }
    }
    lines.removeAll { Secrets.isSecret($0.span) }
    return lines.map { (Prompt(), $0) }
  }

  /// Lines that bring format and engine to where they are.
  private var linesOfDisplay: [(Prompt, [UInt8])] {
    var lines: [[UInt8]] = []
    if display.format != .tty { lines.append(Array(":set format \(display.format.rawValue)".utf8)) }
    if display.timing { lines.append(Array(":set timing on".utf8)) }
    if state == .stopped { lines.append(Array(":stop".utf8)) }
    if state == .crashed { lines.append(Array(":crash kill".utf8)) }
    return lines.map { (Prompt(database: session?.database ?? 0), $0) }
  }

  /// The most keys that a transcript begins with.
  private static let mostKeys = 100

  /// Lines that make the data that is there, and select the database; nil when that is too much to be read by people.
  func linesOfData() -> [(Prompt, [UInt8])]? {
    guard let engine, let session else { return [] }
    let databases = engine.context.keyspace.databases
    guard databases.reduce(0, { $0 + $1.count }) <= Self.mostKeys else { return nil }
    var lines: [(Prompt, [UInt8])] = []
    var selected = 0
    func add(_ line: String, _ rest: [UInt8] = []) {
      lines.append((Prompt(database: selected), Array(line.utf8) + rest))
    }
    func select(_ database: Int) {
      if selected != database { add("SELECT \(database)") }
      selected = database
    }
    let now = clock.now() / 1000
    for (index, database) in databases.enumerated() where database.count > 0 {
      select(index)
      database.forEach { entry in
        if let expiry = entry.expiry, expiry < now { return }
        let key = [UInt8](quoted: entry.key)
        if entry.type == .string {
          let value =
            entry.stringEncoding == .integer ? Array(String(entry.integer).utf8) : [UInt8](copying: entry.bytes)
          let expiry = entry.expiry.map { Array(" PXAT \($0)".utf8) } ?? []
          return add("SET ", key + [0x20] + [UInt8](quoted: value.span) + expiry)
        }
        var payload = ByteWriter()
        Payload.append(entry, to: &payload, compresses: false)
        let expiry = entry.expiry.map { " \($0) " } ?? " 0 "
        add(
          "RESTORE ",
          key + Array(expiry.utf8) + [UInt8](quoted: payload.array.span)
            + (entry.expiry == nil ? [] : Array(" ABSTTL".utf8)))
      }
    }
    select(session.database)
    return lines
  }

  /// Ends the file. Returns what went wrong.
  func endRecording() -> String? {
    guard let ending = recording.take() else { return nil }
    do throws(DiskError) {
      try ending.file.writeAll(Recording.closing.span)
      try ending.file.close()
      return nil
    } catch {
      return "the end of the session could not be kept: \(error.description)"
    }
  }

  /// Puts a failure that is shown elsewhere among what the line has printed, where a transcript has it.
  func keepInRecording(_ result: LineResult) {
    guard recording != nil, !display.showsFailures, let message = result.message, !result.isReply else { return }
    printed += Array("error: ".utf8) + message + [0x0A]
  }

  /// How many milliseconds the transcript must let pass before this line, because what the line shows depends on how
  /// long people took to type: what `everysec` has brought to the disk, and which keys have expired.
  private func pauseToKeep(before content: Line, _ started: Int64) -> Int64? {
    guard var own = recording else { return nil }
    own.idle += max(0, started - own.lastEnd)
    own.lastEnd = clock.monotonic()
    defer { recording = own }
    guard own.idle >= 1_000_000, engine != nil || state != .running else { return nil }
    var isShown = engine?.context.keyspace.databases.contains { $0.expiringCount > 0 } == true
    if case .meta(let call) = content { isShown = isShown || ["crash", "buffers", "info", "ls"].contains(call.name) }
    guard isShown else { return nil }
    defer { own.idle = 0 }
    return own.idle / 1000
  }

  /// Whether a line shows how far data has come on its way to the disk, while that is a matter of time.
  private func isTimed(_ content: Line) -> Bool {
    guard case .meta(let call) = content, ["crash", "buffers", "info"].contains(call.name) else { return false }
    return recording?.isEverySecond == true
  }

  /// Whether fsyncs are a matter of time now.
  private var isEverySecond: Bool { engine?.configuration.value(of: "appendfsync") == Array("everysec".utf8) }

  /// Keeps a line and what it printed, unless there is a password in it.
  func record(_ line: [UInt8], _ content: Line, at prompt: Prompt, started: Int64) {
    guard let recording, content != .empty, !Secrets.isSecret(line.span) else { return }
    if case .meta(let call) = content, call.name == "record" { return }
    do throws(DiskError) {
      if !clock.isVirtual, let pause = pauseToKeep(before: content, started) {
        let input = Array(":sleep \(pause)ms".utf8)
        try recording.file.writeAll(Recording.step(prompt: prompt, input: input, output: []).span)
      }
      let isTimed = isTimed(content)
      if engine != nil { self.recording?.isEverySecond = isEverySecond }
      var isVolatile = self.recording?.volatile.read(line) == true
      if isTimed, case .meta(let call) = content, call.name == "crash", call.arguments.first == Array("power".utf8) {
        isVolatile = true
      }
      let output =
        clock.isVirtual
        ? printed
        : Recording.generalized(
          printed, now: clock.now(), directory: isScratch ? directory.bytes : [], isVolatile: isVolatile,
          isTimed: isTimed)
      let step = Recording.step(prompt: prompt, input: line, output: output, isRaw: !clock.isVirtual)
      try recording.file.writeAll(step.span)
    } catch {
      self.recording = nil
      sink.error(Array("aofsh: the session is no longer kept: \(error.description)\n".utf8))
    }
  }
}
