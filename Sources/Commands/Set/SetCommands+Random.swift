import Bytes
import Keyspace
import RESP

/// The commands that draw members.
extension SetCommands {
  /// `SPOP key [count]`.
  static func spop(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    if arguments.count > 3 { throw .syntax }
    if arguments.count == 3 { return try popSeveral(context, arguments) }
    guard let entry = try context.write(SetValue.self, key) else { return context.reply.null() }
    var member = ByteWriter(minimumCapacity: 64)
    pop(context, entry, &member)
    context.notify(.set, "spop", key)
    context.effects.replaceCommand(in: context.session.database, count: 3)
    addRemoval(context, key, member.span)
    context.reply.bulk(member.span)
    context.removeIfEmpty(key, entry, SetValue.self)
    context.recordChange(of: key)
  }

  /// Removes a random member and leaves a copy in `member`.
  private static func pop(_ context: CommandContext, _ entry: Entry, _ member: inout ByteWriter) {
    member.removeAll()
    context.change(entry, SetValue.self) { set in
      guard let drawn = set.random(&context.random) else { return }
      member.append(drawn)
      set.remove(member.span)
    }
  }

  private static func addRemoval(_ context: CommandContext, _ key: Span<UInt8>, _ member: Span<UInt8>) {
    context.effects.add("SREM")
    context.effects.add(key)
    context.effects.add(member)
  }

  private static func popSeveral(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[1]
    let count = try arguments.count(at: 2, orThrow: .notPositive)
    guard let entry = try context.write(SetValue.self, key), count > 0 else { return context.reply.set(0) }
    let size = SetValue(block: entry.block).count
    context.notify(.set, "spop", key)
    context.dirty += Int64(min(count, size))
    if count >= size {
      // In the order of a set of its own, as Redis does.
      let all = union(context, [SetValue(block: entry.block)])
      reply(context, all)
      all.release()
      context.database.remove(key)
      context.notify(.generic, "del", key)
      context.propagateDeletion(of: key, lazily: false)
    } else {
      context.reply.set(count)
      context.effects.suppressCommand()
      var member = ByteWriter(minimumCapacity: 64)
      for _ in 0..<count {
        pop(context, entry, &member)
        context.effects.begin(in: context.session.database, count: 3)
        addRemoval(context, key, member.span)
        context.reply.bulk(member.span)
      }
    }
    context.signalModified(key)
  }

  /// `SRANDMEMBER key [count]`.
  static func srandmember(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    if arguments.count > 3 { throw .syntax }
    guard arguments.count == 3 else {
      guard let member = try context.read(SetValue.self, arguments[1])?.random(&context.random) else {
        return context.reply.null()
      }
      return context.reply.bulk(member)
    }
    let count = try arguments.signedCount(at: 2)
    guard let set = try context.read(SetValue.self, arguments[1]), count != 0 else { return context.reply.array(0) }
    if count < 0 {
      context.reply.array(-count)
      let start = context.reply.bytes.count
      for _ in 0..<(-count) {
        if context.replyIsTooLong(from: start) { return }
        if let member = set.random(&context.random) { context.reply.bulk(member) }
      }
    } else {
      context.reply.array(min(count, set.count))
      drawWithoutRepetition(context, set, min(count, set.count))
    }
  }

  private static func drawWithoutRepetition(_ context: CommandContext, _ set: SetValue, _ count: Int) {
    if count == set.count { return set.forEach { context.reply.bulk($0) } }
    if count < set.count / Sample.sparseness {
      var drawn = Set<UInt>()
      while drawn.count < count {
        if let member = set.random(&context.random), drawn.insert(member.identity).inserted {
          context.reply.bulk(member)
        }
      }
      return
    }
    var members: [ElementText] = []
    members.reserveCapacity(set.count)
    set.forEach { members.append($0) }
    Sample.shuffle(&members, first: count, &context.random)
    for member in members.prefix(count) { context.reply.bulk(member) }
  }
}
