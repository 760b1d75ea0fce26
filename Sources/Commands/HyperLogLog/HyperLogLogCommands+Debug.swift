import Bytes
import Keyspace
import RESP

/// The commands that show what is inside.
extension HyperLogLogCommands {
  /// `PFDEBUG GETREG | DECODE | ENCODING | TODENSE key`.
  static func pfdebug(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    let key = arguments[2]
    guard let entry = try context.writeHyperLogLog(key) else { throw .noHyperLogLog }
    if entry.stringEncoding == .embedded { _ = context.database.extendString(key, to: 0, access: entry.access) }
    var value = HyperLogLogValue(context.database.find(key))
    if arguments.isOption(at: 1, "getreg") {
      _ = try makeDense(context, key, &value)
      var ranks = [UInt8](repeating: 0, count: HyperLogLog.registerCount)
      do throws(HyperLogLog.Damaged) {
        try HyperLogLog.merge(value.bytes.span, into: &ranks)
      } catch {
        throw .damagedHyperLogLog
      }
      context.reply.array(ranks.count)
      for rank in ranks { context.reply.integer(Int64(rank)) }
    } else if arguments.isOption(at: 1, "decode") {
      if value.isDense { throw .hyperLogLogIsNotSparse }
      context.reply.bulk(decoded(value.bytes.span))
    } else if arguments.isOption(at: 1, "encoding") {
      context.reply.simple(value.isDense ? "dense" : "sparse")
    } else if arguments.isOption(at: 1, "todense") {
      context.reply.integer(try makeDense(context, key, &value) ? 1 : 0)
    } else {
      throw .unknownHyperLogLogSubcommand(arguments[1])
    }
  }

  /// Stores the value at `key` in the dense encoding; returns whether it was in the other.
  private static func makeDense(
    _ context: CommandContext, _ key: Span<UInt8>, _ value: inout HyperLogLogValue
  ) throws(CommandError) -> Bool {
    if value.isDense { return false }
    do throws(HyperLogLog.Damaged) {
      try value.makeDense()
    } catch {
      throw .damagedHyperLogLog
    }
    let access = context.access(replacing: context.database.find(key))
    context.database.setRawString(key, value.bytes.span, access: access)
    context.dirty += 1
    return true
  }

  /// The runs as text: `z` and `Z` for zeroes in one and two bytes with their number, `v` with rank and number.
  private static func decoded(_ bytes: Span<UInt8>) -> [UInt8] {
    var text = ByteWriter()
    var offset = HyperLogLog.headerSize
    while offset < bytes.count {
      let run = SparseRun(bytes, at: offset)
      if !text.isEmpty { text.append(" ") }
      if run.rank > 0 {
        text.append("v:")
        text.append(decimal: Int64(run.rank))
        text.append(",")
      } else {
        text.append(run.size == 1 ? "z:" : "Z:")
      }
      text.append(decimal: Int64(run.count))
      offset += run.size
    }
    return text.array
  }

  /// `PFSELFTEST`: compares both encodings with each other, and the estimates with what was counted.
  static func pfselftest(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    var random = RandomNumbers(seed: 1)
    var sparse = HyperLogLogValue()
    var dense = HyperLogLogValue()
    var next = 1
    do throws(HyperLogLog.Damaged) {
      try dense.makeDense()
      for count in 1...100_000 {
        var element = ByteWriter()
        element.append(decimal: Int64(bitPattern: random.next()))
        let (register, rank) = HyperLogLog.place(of: element.span)
        let first = try sparse.raise(register, to: rank, sparseLimit: 3000)
        let second = try dense.raise(register, to: rank, sparseLimit: 3000)
        guard count == next else { continue }
        next *= 10
        let estimates = (try HyperLogLog.estimate(sparse.bytes.span), try HyperLogLog.estimate(dense.bytes.span))
        // Four times the standard error, 1.04 divided by the root of the number of registers.
        let isNear = abs(Double(estimates.0) - Double(count)) <= Double(count) * 4 * 1.04 / 128 + 1
        if first != second || estimates.0 != estimates.1 || !isNear { throw HyperLogLog.Damaged() }
      }
    } catch {
      throw .hyperLogLogSelfTest
    }
    context.reply.simple("OK")
  }
}
