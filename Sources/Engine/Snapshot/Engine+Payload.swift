import Bytes
import Commands
import Keyspace
import RDB
import RESP

extension Engine {
  /// DUMP key.
  func dump(_ arguments: Arguments) throws(CommandError) {
    guard let entry = context.lookupRead(arguments[1]) else { return context.reply.null() }
    var payload = ByteWriter()
    Payload.append(entry, to: &payload, compresses: configuration.flag("rdbcompression"))
    context.reply.bulk(payload.span)
  }

  /// The bytes that DEBUG OBJECT calls the serialized length.
  func serializedLength(of entry: Entry) -> Int {
    var payload = ByteWriter()
    Payload.append(entry, to: &payload, compresses: configuration.flag("rdbcompression"))
    return payload.count - 11
  }

  private struct RestoreOptions {
    var replaces = false
    var isAbsolute = false
    var idle: Int64?
    var frequency: Int64?
  }

  /// RESTORE key ttl payload [REPLACE] [ABSTTL] [IDLETIME seconds] [FREQ frequency].
  func restore(_ arguments: Arguments) throws(CommandError) {
    let options = try restoreOptions(arguments)
    let key = arguments[1]
    if !options.replaces, context.lookupWrite(key) != nil {
      throw .text("BUSYKEY Target key name already exists.")
    }
    guard let timeToLive = arguments[2].canonicalInteger else { throw .notAnInteger }
    guard timeToLive >= 0 else { throw .text("ERR Invalid TTL value, must be >= 0") }
    do throws(Payload.Refusal) { try Payload.verify(arguments[3], checksum: debugSettings.verifiesChecksums) } catch {
      throw .text("ERR DUMP payload version or checksum are wrong")
    }
    let expiry = timeToLive == 0 ? nil : options.isAbsolute ? timeToLive : timeToLive &+ context.milliseconds
    if let expiry, expiry < context.milliseconds, !context.isLoading {
      try checkPayload(arguments[3])
      return restoreExpired(key, existed: options.replaces && context.database.remove(key))
    }
    try restoreValue(arguments, expiry: expiry, access: access(options))
    context.notify(.new, "new", key)
    context.signalModified(key)
    context.signalReady(key)
    context.notify(.generic, "restore", key)
    if !options.isAbsolute, let expiry { propagateRestore(arguments, expiry: expiry) }
    context.reply.simple("OK")
    context.dirty += 1
  }

  /// Restores into a database of its own: whether the payload is good must be known even if it is not used.
  private func checkPayload(_ payload: Span<UInt8>) throws(CommandError) {
    let trial = Database(seed: 0)
    do throws(Payload.Refusal) {
      try Payload.restore(payload, as: Array("k".utf8).span, in: trial)
    } catch {
      throw .text("ERR Bad data format")
    }
  }

  /// Puts the value in the place of a value that the key may have; a bad payload changes nothing.
  private func restoreValue(_ arguments: Arguments, expiry: Int64?, access: UInt32) throws(CommandError) {
    do throws(Payload.Refusal) {
      try Payload.restore(
        arguments[3], as: arguments[1], in: context.database, expiry: expiry, access: access,
        limits: context.settings.limits)
    } catch {
      throw .text("ERR Bad data format")
    }
  }

  /// A value that is restored with a past expiry is not stored; a key it replaces is deleted.
  private func restoreExpired(_ key: Span<UInt8>, existed: Bool) {
    if existed {
      context.effects.replaceCommand(in: context.session.database, count: 2)
      context.effects.add(context.settings.lazyExpire ? "UNLINK" : "DEL")
      context.effects.add(key)
      context.signalModified(key)
      context.notify(.generic, "del", key)
      context.dirty += 1
    }
    context.reply.simple("OK")
  }

  /// A relative time to live is written as an absolute one, and ABSTTL is added.
  private func propagateRestore(_ arguments: Arguments, expiry: Int64) {
    context.effects.replaceCommand(in: context.session.database, count: arguments.count + 1)
    for index in 0..<arguments.count {
      if index == 2 { context.effects.add(decimal: expiry) } else { context.effects.add(arguments[index]) }
    }
    context.effects.add("ABSTTL")
  }

  private func access(_ options: RestoreOptions) -> UInt32 {
    if let idle = options.idle, !context.settings.usesFrequency {
      return UInt32(truncatingIfNeeded: Int64(context.accessClock) - idle) & 0xFF_FFFF
    }
    if let frequency = options.frequency, context.settings.usesFrequency {
      return context.accessClock & 0xFF_FF00 | UInt32(truncatingIfNeeded: frequency)
    }
    return context.accessClock
  }

  private func restoreOptions(_ arguments: Arguments) throws(CommandError) -> RestoreOptions {
    var options = RestoreOptions()
    var index = 4
    while index < arguments.count {
      let hasNext = index + 1 < arguments.count
      if arguments.isOption(at: index, "replace") {
        options.replaces = true
      } else if arguments.isOption(at: index, "absttl") {
        options.isAbsolute = true
      } else if arguments.isOption(at: index, "idletime"), hasNext, options.frequency == nil {
        guard let idle = arguments[index + 1].canonicalInteger else { throw .notAnInteger }
        guard idle >= 0 else { throw .text("ERR Invalid IDLETIME value, must be >= 0") }
        options.idle = idle
        index += 1
      } else if arguments.isOption(at: index, "freq"), hasNext, options.idle == nil {
        guard let frequency = arguments[index + 1].canonicalInteger else { throw .notAnInteger }
        guard (0...255).contains(frequency) else {
          throw .text("ERR Invalid FREQ value, must be >= 0 and <= 255")
        }
        options.frequency = frequency
        index += 1
      } else {
        throw .syntax
      }
      index += 1
    }
    return options
  }
}
