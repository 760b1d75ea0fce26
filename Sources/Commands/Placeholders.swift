// Stand-ins until the handlers are there.
enum ExpiryCommands {
  static func expire(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func expireat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func expiretime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func persist(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func pexpire(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func pexpireat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func pexpiretime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func pttl(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func ttl(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
}
enum ServerCommands {
  static func time(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
}
enum DatabaseCommands {
  static func dbsize(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func flushall(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func flushdb(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func select(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
}
enum StringCommands {
  static func append(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func get(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func getdel(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func getex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func getrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func getset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func lcs(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func mget(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func mset(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func msetnx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func psetex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func set(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func setex(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func setnx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func setrange(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func strlen(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func substr(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func decr(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func decrby(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func incr(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func incrby(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func incrbyfloat(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
}
enum ConnectionCommands {
  static func echo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func ping(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func clientGetname(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func clientId(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func clientInfo(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func clientList(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func clientSetname(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
}
enum GenericCommands {
  static func copy(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func del(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func exists(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func keys(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func move(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func randomkey(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func rename(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func renamenx(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func scan(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func touch(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func type(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func unlink(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func objectEncoding(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func objectFreq(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func objectIdletime(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
  static func objectRefcount(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) { throw .syntax }
}
