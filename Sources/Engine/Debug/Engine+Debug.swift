import AOF
import Bytes
import Commands
import Disk
import Keyspace
import RESP

extension Engine {
  /// DEBUG, the subcommands that make sense in an embedded engine (spec 1.9). Needs `enable-debug-command`.
  func debug(_ arguments: Arguments) throws(CommandError) {
    guard allowsProtected("enable-debug-command") else { throw .debugNotAllowed }
    let name = String(decoding: [UInt8](copying: arguments[1]).map(\.asciiLowercased), as: UTF8.self)
    switch (name, arguments.count) {
    case ("help", 2): debugHelp()
    case ("loadaof", 2): try debugLoadAppendOnlyFile()
    case ("reload", _): try debugReload(arguments)
    case ("digest", 2): replySimple(Digest.text(of: context.keyspace))
    case ("digest-value", _): debugDigestValue(arguments)
    case ("set-active-expire", 3): change { $0.expiresActively = arguments[2].looseInteger != 0 }
    case ("set-skip-checksum-validation", 3): change { $0.verifiesChecksums = arguments[2].looseInteger == 0 }
    case ("set-disable-deny-scripts", 3): change { $0.allowsAllInScripts = arguments[2].looseInteger != 0 }
    case ("pause-cron", 3): change { $0.pausesCron = arguments[2].looseInteger != 0 }
    case ("aof-flush-sleep", 3): change { $0.flushSleep = max(0, arguments[2].looseInteger) }
    case ("protocol", 3): try debugProtocol(arguments[2])
    case ("sleep", 3): debugSleep(arguments)
    case ("populate", 3...5): try debugPopulate(arguments)
    case ("object", 3): try debugObject(arguments)
    case ("quicklist-packed-threshold", 3): try debugPackedThreshold(arguments)
    case ("htstats", 3...): try debugTable(arguments)
    case ("log", 3):
      log(.warning, "DEBUG LOG: \(String(bytes: arguments[2]))")
      context.reply.simple("OK")
    case ("error", 3): context.refuse(.message([UInt8](copying: arguments[2])))
    default:
      throw .message(
        Array("ERR unknown subcommand or wrong number of arguments for '".utf8) + [UInt8](copying: arguments[1])
          + Array("'. Try DEBUG HELP.".utf8))
    }
  }

  private func change(_ body: (inout DebugSettings) -> Void) {
    body(&debugSettings)
    context.reply.simple("OK")
  }

  private func replySimple(_ text: String) {
    context.reply.simple(text: text)
  }

  private func debugSleep(_ arguments: Arguments) {
    // As C's strtod has it, what is no number is zero.
    let seconds = Double(String(bytes: arguments[2])) ?? 0
    clock.sleep(Int64(min(max(seconds, 0), 1e9) * 1_000_000))
    context.reply.simple("OK")
  }

  /// DEBUG POPULATE count [prefix] [size]: keys that no effect is written for.
  private func debugPopulate(_ arguments: Arguments) throws(CommandError) {
    guard let count = arguments[2].canonicalInteger, count >= 0 else { throw .notPositive }
    let prefix = arguments.count > 3 ? [UInt8](copying: arguments[3]) : Array("key".utf8)
    let size = arguments.count > 4 ? arguments[4].canonicalInteger : 0
    guard let size, size >= 0 else { throw .notPositive }
    for index in 0..<count {
      let key = prefix + Array(":\(index)".utf8)
      guard context.database.find(key.span) == nil else { continue }
      var value = Array("value:\(index)".utf8)
      if size > 0 {
        value = Array(value.prefix(Int(size))) + Array(repeating: 0, count: max(0, Int(size) - value.count))
      }
      context.database.setString(key.span, value.span, access: context.accessClock)
      context.signalModified(key.span)
    }
    context.reply.simple("OK")
  }

  private func debugObject(_ arguments: Arguments) throws(CommandError) {
    guard let entry = context.database.find(arguments[2]) else { throw .noSuchKey }
    let length = serializedLength(of: entry)
    let idle = (context.microseconds / 1_000_000 - Int64(entry.access)) & 0xFF_FFFF
    replySimple(
      "Value at:0x0 refcount:1 encoding:\(entry.encodingName) serializedlength:\(length) "
        + "lru:\(entry.access) lru_seconds_idle:\(idle)")
  }

  /// DEBUG QUICKLIST-PACKED-THRESHOLD size: 0 is the preset.
  private func debugPackedThreshold(_ arguments: Arguments) throws(CommandError) {
    guard let size = MemorySize.parse(arguments[2]), size <= (1 << 32) - (1 << 20) else {
      throw .text("ERR argument must be a memory value bigger than 1 and smaller than 4gb")
    }
    context.settings.limits.largeElement = size == 0 ? EncodingLimits().largeElement : Int(size)
    context.reply.simple("OK")
  }

  private func debugTable(_ arguments: Arguments) throws(CommandError) {
    guard let index = arguments[2].canonicalInteger else { throw .notAnInteger }
    guard context.keyspace.databases.indices.contains(Int(index)) else { throw .text("ERR Out of range database") }
    let database = context.keyspace.databases[Int(index)]
    context.reply.verbatim(
      format: "txt",
      Array(
        """
        [Dictionary HT]
         table size: \(database.bucketCount * 7)
         number of elements: \(database.count)
        [Expires HT]
         table size: \(database.expiringBucketCount * 7)
         number of elements: \(database.expiringCount)

        """.utf8
      ).span)
  }

  private func debugDigestValue(_ arguments: Arguments) {
    context.reply.array(arguments.count - 2)
    for index in 2..<arguments.count {
      let entry = context.database.find(arguments[index])
      context.reply.simple(text: entry.map { Digest.text(ofValue: $0) } ?? String(repeating: "0", count: 40))
    }
  }
}
