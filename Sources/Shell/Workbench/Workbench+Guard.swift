import AOF
import Bytes
import Commands
import Disk
import Engine
import Keyspace
import SystemPackage

/// What a person is asked before data is destroyed.
extension Workbench {
  /// What the line would destroy and how that could be had back, in a line each; nil when it destroys nothing, or
  /// when nobody wants to be asked.
  public func warning(before line: [UInt8]) -> String? {
    guard display.guards else { return nil }
    switch Line.parse(line.span) {
    case .command(let words):
      let first = words[0]
      let isCounted = words.count > 1 && first.span.canonicalInteger != nil
      return warning(before: words.dropFirst(isCounted ? 1 : 0).map { Self.lowercased($0) })
    case .meta(let call) where call.name == "rm": return warning(beforeRemoving: call)
    case .meta(let call) where call.name == "config": return warning(beforeSetting: call.arguments.map(Self.lowercased))
    case .block(let text):
      for inner in Block.lines(text) where !Block.isOpening(inner.text) {
        if let warning = warning(before: inner.text) { return warning }
      }
      return nil
    default: return nil
    }
  }

  private func warning(before words: [String]) -> String? {
    guard let engine, let session, let name = words.first else { return nil }
    let databases = engine.context.keyspace.databases
    switch name {
    case "flushall":
      let count = engine.context.keyspace.count
      let used = (0..<databases.count).filter { databases[$0].count > 0 }.count
      if count == 0 { return nil }
      let place = used == 1 ? "1 database" : "\(used) databases"
      return "FLUSHALL deletes \(Words.count(count, "key")) in \(place).\n\(wayBack(engine))"
    case "flushdb":
      let count = databases[session.database].count
      if count == 0 { return nil }
      return "FLUSHDB deletes \(Words.count(count, "key")) in database \(session.database).\n\(wayBack(engine))"
    case "config" where words.dropFirst().first == "set": return warning(beforeSetting: Array(words.dropFirst(2)))
    case "shutdown" where words.dropFirst().contains("nosave"):
      return "SHUTDOWN NOSAVE ends the engine without a last snapshot.\n\(lossWithoutSnapshot(engine))"
    case "debug" where ["segfault", "panic"].contains(words.dropFirst().first):
      return "DEBUG \(words[1].uppercased()) ends the engine as a crash does.\n\(lossInCrash(engine))"
    default: return nil
    }
  }

  /// - Parameter words: names and values of settings, in turn.
  private func warning(beforeSetting words: [String]) -> String? {
    let turnsOn = words.indices.contains { $0 % 2 == 0 && words[$0...].starts(with: ["appendonly", "yes"]) }
    return turnsOn ? warningBeforeReplacing : nil
  }

  /// How deleted keys could be had back.
  private func wayBack(_ engine: Engine) -> String {
    if engine.isReadOnly { return "The data directory is open read-only and keeps them." }
    guard engine.configuration.flag("appendonly") else {
      return "appendonly is no: nothing on the disk keeps them but an earlier snapshot.\nSAVE, then copy the dump.rdb "
        + "(:cp dump.rdb before.rdb), to keep them."
    }
    guard let settings = attempt({ () throws(MetaError) in try appendOnlyNames() }),
      let manifest = attempt({ () throws(MetaError) in try readManifest(settings) }), let last = manifest?.incrs.last,
      let status = attempt({ () throws(MetaError) in try status(settings.path(last.name)) }), let status
    else { return "The append-only file keeps them until its next rewrite." }
    let size = status.size + engine.stages.bufferedBytes
    return "Until the next rewrite these bring them back: :stop, :truncate incr \(size), :start"
  }

  /// The value of `body`; nil when it fails, because a question can be asked with less to say.
  private func attempt<Value>(_ body: () throws(MetaError) -> Value) -> Value? {
    do throws(MetaError) { return try body() } catch { return nil }
  }

  private func lossWithoutSnapshot(_ engine: Engine) -> String {
    if engine.configuration.flag("appendonly") { return "Nothing is lost: the append-only file is flushed." }
    let count = engine.context.dirty
    if count == 0 { return "Nothing has changed since the last snapshot." }
    return
      "\(Words.count(Int(count), "change")) since the last snapshot would be lost for good. SHUTDOWN SAVE keeps them."
  }

  private func lossInCrash(_ engine: Engine) -> String {
    guard engine.configuration.flag("appendonly") else {
      let count = engine.context.dirty
      return "appendonly is no: \(Words.count(Int(count), "change")) since the last snapshot would be lost for good."
    }
    let stages = engine.stages
    if stages.bufferedUnits == 0 { return "Nothing is lost: all commands are written. :start recovers." }
    return "\(Words.count(stages.bufferedUnits, "command")) in the buffer would be lost for good. :fsync keeps them."
  }

  private func warning(beforeRemoving call: MetaCall) -> String? {
    guard let command = metaCommands.lookup("rm"),
      let arguments = attempt({ () throws(MetaError) in try MetaArguments(call, of: command) }),
      arguments.has("-r") || arguments.has("-rf"),
      let found = attempt({ () throws(MetaError) in try paths(arguments.words) })
    else { return nil }
    var count = 0
    var bytes = 0
    for path in found { add(path, &count, &bytes) }
    if count == 0 { return nil }
    return "This removes \(Words.count(count, "file")) with \(Words.count(bytes, "byte")).\n"
      + "Nothing brings them back; :cp -r keeps a copy."
  }

  private func add(_ path: FilePath, _ files: inout Int, _ bytes: inout Int) {
    guard let status = attempt({ () throws(MetaError) in try status(path) }), let status else { return }
    if status.isDirectory, !ScratchDirectory.isSymbolicLink(path) {
      for entry in attempt({ () throws(MetaError) in try list(path) }) ?? [] {
        add(path.appending(entry.name), &files, &bytes)
      }
    } else {
      files += 1
      bytes += status.size
    }
  }
}
