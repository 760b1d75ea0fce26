import Bytes
import Commands
import Disk
import SystemPackage

/// The transcript that a session is kept in.
struct RecordingFile {
  let path: FilePath
  let file: any DiskFile
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
      try file.writeAll(Recording.opening(title: "Session on \(directory.string)").span)
      for line in linesToStartFrom {
        try file.writeAll(
          Recording.step(prompt: Prompt(), input: Array(line.utf8), output: Array("...\n".utf8), isRaw: true).span)
      }
      recording = RecordingFile(path: path, file: file)
    } catch {
      let remedy = error.errno == .fileExists ? "; choose another name or remove it first" : ""
      throw MetaError("the session cannot be kept: \(error.description)\(remedy)")
    }
  }

  /// Lines that bring a session on a scratch directory to where this one is: its settings, format and database.
  private var linesToStartFrom: [String] {
    let directives = options.directives.map { ($0.name, $0.value) } + laterDirectives.map { ($0.name, $0.value) }
    var lines = directives.compactMap { name, value -> String? in
      let line = ":config \(name) \(String(decoding: [UInt8](quoted: value.span), as: UTF8.self))"
      return Secrets.isSecret(Array(line.utf8).span) ? nil : line
    }
    if display.format != .tty { lines.append(":set format \(display.format.rawValue)") }
    if display.timing { lines.append(":set timing on") }
    switch state {
    case .running: if let database = session?.database, database != 0 { lines.append("SELECT \(database)") }
    case .stopped: lines.append(":stop")
    case .crashed: lines.append(":crash kill")
    }
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

  /// Keeps a line and what it printed, unless there is a password in it.
  func record(_ line: [UInt8], _ content: Line, at prompt: Prompt) {
    guard let recording, content != .empty, !Secrets.isSecret(line.span) else { return }
    if case .meta(let call) = content, call.name == "record" { return }
    do throws(DiskError) {
      let output = clock.isVirtual ? printed : Recording.generalized(printed)
      let step = Recording.step(prompt: prompt, input: line, output: output, isRaw: !clock.isVirtual)
      try recording.file.writeAll(step.span)
    } catch {
      self.recording = nil
      sink.error(Array("aofsh: the session is no longer kept: \(error.description)\n".utf8))
    }
  }
}
