import AOF
import Bytes
import Commands
import Disk
import Engine
import Keyspace
import RESP
import SystemPackage

extension Workbench {
  func metaBuffers() throws(MetaError) {
    guard let engine else { throw MetaError(Self.noEngine) }
    try requireAppendOnly(engine)
    let stages = engine.stages
    let underWay = engine.commandsUnderWay
    let rows: [(String, Int, Int, [UInt8])] = [
      ("aof_buf", stages.bufferedUnits, stages.bufferedBytes, Words.commands(underWay.buffered)),
      ("page cache", stages.pageCacheUnits, stages.pageCacheBytes, Words.commands(underWay.pageCache)),
      ("disk", stages.durableUnits, stages.durableBytes, []),
    ]
    let width = max(5, rows.map { String($0.2).utf8.count }.max() ?? 0)
    write("stage       commands  \(Words.aligned("bytes", width))\n")
    for (name, commands, bytes, list) in rows {
      let counts = "\(Words.aligned(String(commands), 8))  \(Words.aligned(String(bytes), width))"
      write(Array("\(Words.padded(name, 12))\(counts)".utf8) + (list.isEmpty ? [] : [0x20, 0x20] + list) + [0x0A])
    }
  }

  func metaLog(_ arguments: MetaArguments) throws(MetaError) {
    var count = 20
    if let text = arguments.text(0) {
      guard let number = Int(text), number > 0 else {
        throw MetaError("'\(text)' is no number of lines; give one above 0")
      }
      count = number
    }
    if log.total == 0 { throw MetaError("nothing has been logged yet; :start starts an engine") }
    for line in log.last(count) { show(line) }
  }

  func metaInfo() throws(MetaError) {
    row("directory", directory.string + (isScratch ? " (removed at exit)" : options.isReadOnly ? " (read only)" : ""))
    guard let engine else {
      row("engine", state == .crashed ? "crashed; :start recovers" : "stopped; :start starts it")
      return try showFiles()
    }
    let configuration = engine.configuration
    let info = try persistenceInfo()
    let keys = engine.context.keyspace.count
    row("engine", "running, \(Words.count(keys, "key"))")
    let policy = configuration.value(of: "appendfsync").map { String(decoding: $0, as: UTF8.self) } ?? ""
    row("AOF", configuration.flag("appendonly") ? "on, appendfsync \(policy)" : "off (appendonly no)")
    try showFiles()
    if configuration.flag("appendonly") { showLogState(engine, info) }
    let changes = Words.count(Int(info["rdb_changes_since_last_save"] ?? "") ?? 0, "change")
    let points = configuration.value(of: "save") ?? []
    let save = points.isEmpty ? "no save points" : "save \(String(decoding: points, as: UTF8.self))"
    row("snapshot", "\(changes) since the last one, \(save)")
    if info["rdb_last_bgsave_status"] == "err" { row("", "the last snapshot failed: writes may be refused (:log)") }
  }

  private func showLogState(_ engine: Engine, _ info: [String: String]) {
    let stages = engine.stages
    let total = stages.bufferedUnits + stages.pageCacheUnits + stages.durableUnits
    row(
      "logged",
      "\(Words.count(total, "command")) since the start: \(stages.bufferedUnits) in aof_buf, "
        + "\(stages.pageCacheUnits) in the page cache, \(stages.durableUnits) on the disk")
    let (size, base) = (info["aof_current_size"] ?? "?", info["aof_base_size"] ?? "?")
    let percentage = engine.configuration.integer("auto-aof-rewrite-percentage")
    let smallest = engine.configuration.integer("auto-aof-rewrite-min-size")
    let rule =
      percentage == 0
      ? "never by itself" : "by itself when \(percentage) % larger and above \(Words.size(smallest))"
    row("rewrite", "size \(size), \(base) after the last; \(rule)")
    if info["aof_last_bgrewrite_status"] == "err" { row("", "the last rewrite failed (:log)") }
    if info["aof_last_write_status"] == "err" { row("", "the append-only file cannot be written (:log)") }
  }

  private func row(_ name: String, _ text: String) { write("\(Words.padded(name, 11))\(text)\n") }

  private func showFiles() throws(MetaError) {
    let settings = try appendOnlyNames()
    let manifest = try readManifest(settings)
    for (index, entry) in (manifest?.files ?? []).enumerated() {
      let path = settings.path(entry.name)
      let kind = index == 0 && manifest?.base != nil ? "base" : "incr"
      row("  \(kind)", "\(entry.name)  \(try sizeText(path))")
    }
  }

  private func sizeText(_ path: FilePath) throws(MetaError) -> String {
    do throws(DiskError) {
      guard let status = try disk.status(path) else { return "missing" }
      return Words.count(status.size, "byte")
    } catch { throw failure(error) }
  }

  /// The fields of INFO persistence.
  func persistenceInfo() throws(MetaError) -> [String: String] {
    let reply = try executeAside([Array("INFO".utf8), Array("persistence".utf8)])
    guard case .bulk(let bytes) = reply else { return [:] }
    var fields: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
    }
    return fields
  }
}
