import Bytes
import Keyspace
import RESP

/// The commands that give values other names or places.
extension GenericCommands {
  /// `RENAME key newkey`.
  static func rename(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    _ = try rename(context, from: arguments[1], to: arguments[2], replacing: true)
    context.reply.simple("OK")
  }

  /// `RENAMENX key newkey`.
  static func renamenx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let isRenamed = try rename(context, from: arguments[1], to: arguments[2], replacing: false)
    context.reply.integer(isRenamed ? 1 : 0)
  }

  /// Renames a key unless it has that name already, or another key has and may not be replaced.
  private static func rename(
    _ context: CommandContext, from key: Span<UInt8>, to newKey: Span<UInt8>, replacing: Bool
  ) throws(CommandError) -> Bool {
    guard context.lookupWrite(key) != nil else { throw .noSuchKey }
    if key.equals(newKey) { return false }
    let database = context.database
    if context.lookupWrite(newKey) != nil {
      guard replacing else { return false }
      database.remove(newKey)
    }
    context.notifyIfNew(newKey)
    database.move(key, to: database, as: newKey)
    context.signalModified(key)
    context.recordChange(of: newKey)
    context.signalReady(newKey)
    context.notify(.generic, "rename_from", key)
    context.notify(.generic, "rename_to", newKey)
    return true
  }

  /// `MOVE key db`.
  static func move(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let destination = try DatabaseCommands.index(context, arguments, at: 2)
    if destination == context.session.database { throw .sameObject }
    guard context.lookupWrite(key) != nil, context.lookupWrite(key, in: destination) == nil else {
      return context.reply.integer(0)
    }
    context.notify(.new, "new", key, in: destination)
    context.database.move(key, to: context.keyspace.databases[destination], as: key)
    context.recordChange(of: key)
    context.touchWatchers(key, in: destination)
    context.signalReady(key, in: destination)
    context.notify(.generic, "move_from", key)
    context.notify(.generic, "move_to", key, in: destination)
    context.reply.integer(1)
  }

  /// `COPY source destination [DB destination-db] [REPLACE]`.
  static func copy(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let (index, replaces) = try copyOptions(context, arguments)
    let key = arguments[1]
    let newKey = arguments[2]
    if index == context.session.database, key.equals(newKey) { throw .sameObject }
    guard context.lookupRead(key) != nil else { return context.reply.integer(0) }
    let destination = context.keyspace.databases[index]
    if context.lookupWrite(newKey, in: index) != nil {
      guard replaces else { return context.reply.integer(0) }
      destination.remove(newKey)
    }
    context.notify(.new, "new", newKey, in: index)
    context.database.copy(key, to: destination, as: newKey)
    destination.find(newKey)?.access = context.accessClock
    context.dirty += 1
    context.touchWatchers(newKey, in: index)
    context.signalReady(newKey, in: index)
    context.notify(.generic, "copy_to", newKey, in: index)
    context.reply.integer(1)
  }

  private static func copyOptions(
    _ context: CommandContext, _ arguments: Arguments
  ) throws(CommandError) -> (database: Int, replaces: Bool) {
    var database = context.session.database
    var replaces = false
    var index = 3
    while index < arguments.count {
      if arguments.isOption(at: index, "replace") {
        replaces = true
      } else if arguments.isOption(at: index, "db"), index + 1 < arguments.count {
        index += 1
        database = try DatabaseCommands.index(context, arguments, at: index)
      } else {
        throw .syntax
      }
      index += 1
    }
    return (database, replaces)
  }
}
