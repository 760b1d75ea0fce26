import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RESP
import SystemPackage

extension Engine {
  /// CONFIG GET pattern [pattern …]: every directive whose name one of the patterns matches, once.
  func configGet(_ arguments: Arguments) {
    // What was asked for by its full name is called as it was asked for.
    var found: [String: [UInt8]] = [:]
    for index in 2..<arguments.count {
      let given = [UInt8](copying: arguments[index])
      let argument = given.map(\.asciiLowercased)
      // Redis matches a C string: what follows a zero byte does not count.
      let pattern = Array(argument.prefix { $0 != 0 })
      guard pattern.contains(where: { Array("*?[".utf8).contains($0) }) else {
        let name = String(decoding: argument, as: UTF8.self)
        if Configuration.knows(name), found[name] == nil { found[name] = given }
        continue
      }
      for name in Configuration.names where found[name] == nil {
        let bytes = Array(name.utf8)
        if Glob.matches(bytes.span, pattern: pattern.span, ignoringCase: true) { found[name] = bytes }
      }
    }
    context.reply.map(found.count)
    for (name, shown) in found.sorted(by: { $0.key < $1.key }) {
      context.reply.bulk(shown)
      context.reply.bulk(shownValue(of: name))
    }
  }

  /// The value as CONFIG GET shows it: Redis does not show the events of new keys beside all others.
  private func shownValue(of name: String) -> [UInt8] {
    if name == "dir" { return Array(directory.string.utf8) }
    let value = configuration.value(of: name) ?? []
    guard name == "notify-keyspace-events", value.contains(UInt8(ascii: "A")) else { return value }
    return value.filter { $0 != UInt8(ascii: "n") }
  }

  /// CONFIG SET name value [name value …]: all or nothing.
  func configSet(_ arguments: Arguments) throws(CommandError) {
    guard arguments.count % 2 == 0 else { throw .syntax }
    var changed = configuration
    var names: [String] = []
    for index in stride(from: 2, to: arguments.count, by: 2) {
      let name = String(decoding: [UInt8](copying: arguments[index]).map(\.asciiLowercased), as: UTF8.self)
      try checkSettable(name, given: [UInt8](copying: arguments[index]), earlier: names)
      names.append(name)
    }
    for (position, name) in names.enumerated() {
      do throws(ConfigurationError) {
        try changed.set(name, [[UInt8](copying: arguments[3 + position * 2])])
      } catch {
        throw configSetFailed(name, error.reason)
      }
    }
    try apply(changed, names, arguments)
    if context.session.wait == nil { context.reply.simple("OK") }
  }

  private func checkSettable(_ name: String, given: [UInt8], earlier: [String]) throws(CommandError) {
    guard Configuration.knows(name) else {
      throw .message(
        Array("ERR Unknown option or number of arguments for CONFIG SET - '".utf8) + given + [UInt8(ascii: "'")])
    }
    if Configuration.isImmutable(name) { throw configSetFailed(name, "can't set immutable config") }
    if Configuration.isProtected(name), !allowsProtected("enable-protected-configs") {
      throw configSetFailed(name, "can't set protected config")
    }
    if fixedDirectives.contains(name) {
      throw configSetFailed(name, "it counts from the start on: set it in the configuration file and restart")
    }
    if earlier.contains(name) { throw configSetFailed(name, "duplicate parameter") }
  }

  /// Whether a directive of the values `no`, `yes` and `local` allows the running session something.
  func allowsProtected(_ directive: String) -> Bool {
    switch configuration.text(directive) {
    case "yes": true
    case "local": context.session.isLocal
    default: false
    }
  }

  func configSetFailed(_ name: String, _ reason: String) -> CommandError {
    .message(text: "ERR CONFIG SET failed (possibly related to argument '\(name)') - \(reason)")
  }

  /// Makes `changed` the configuration and carries out what a change means; on failure the old one stays.
  private func apply(
    _ changed: Configuration, _ names: [String], _ arguments: Arguments
  ) throws(CommandError) {
    let previous = configuration
    let switches = changed.flag("appendonly") != previous.flag("appendonly")
    if switches, changed.flag("appendonly") {
      if isReadOnly { throw .readOnly }
      // The first base would hold half of the transaction, and the other half would follow it.
      if isInsideUnit { throw configSetFailed("appendonly", "not possible inside a transaction") }
    }
    configuration = changed
    applySettings()
    if names.contains("requirepass") { applyRequiredPassword() }
    if names.contains("maxmemory") || names.contains("maxmemory-policy") { evict() }
    if let refusal = applyHostDirectives?(changed, names) {
      configuration = previous
      applySettings()
      log(
        .warning,
        "Failed applying new configuration. Possibly related to new \(refusal.name) setting. "
          + "Restoring previous settings.")
      throw configSetFailed(refusal.name, refusal.reason)
    }
    guard switches else {
      // Somebody else has switched it on, and the first rewrite is under way.
      let isPending = names.contains("appendonly") && appendOnlyFile.state == .waitingForRewrite
      if isPending, mayWaitForRewrite { context.blockForAppendOnly(arguments) }
      return
    }
    do throws(AOFError) {
      if changed.flag("appendonly") { try startAppendOnly(arguments) } else { try stopAppendOnly() }
    } catch {
      configuration = previous
      applySettings()
      log(.warning, error.description)
      throw configSetFailed("appendonly", "Unable to turn on AOF. Check server logs.")
    }
  }

  /// CONFIG REWRITE: the file keeps its comments and order; written beside it, fsynced, renamed.
  func configRewrite() throws(CommandError) {
    guard !isReadOnly else { throw .readOnly }
    guard let file = configuration.file else { throw .text("ERR The server is running without a config file") }
    do throws(DiskError) {
      try rewriteConfigurationFile(file)
    } catch {
      log(.warning, "CONFIG REWRITE failed: \(error.reason)")
      throw .message(text: "ERR Rewriting config file: \(error.reason)")
    }
    log(.notice, "CONFIG REWRITE executed with success.")
    context.reply.simple("OK")
  }

  func resetStatistics() {
    context.statistics = Statistics()
    context.figures.reset()
    context.keyspace.deferred.resetStatistics()
    network.reset()
    statistics.processedCommands = 0
    context.reply.simple("OK")
  }
}
