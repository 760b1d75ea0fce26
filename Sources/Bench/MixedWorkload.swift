import Bytes
import RESP

/// Seeded commands on values of all types, of the kinds that an append-only file holds most.
struct MixedWorkload {
  let commands: Int
  let seed: UInt64

  /// Gives the commands as requests, a megabyte or so at a time, after a SELECT.
  func writeRequests<Failure: Error>(to sink: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
    var chunk = RequestChunk()
    var numbers = RandomNumbers(seed: seed)
    chunk.bytes.append("*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n")
    for index in 0..<commands {
      write(index, &numbers, to: &chunk.bytes)
      try chunk.drainIfFull(to: sink)
    }
    try chunk.drain(to: sink)
  }

  /// One command; every key has a type of its own.
  private func write(_ index: Int, _ numbers: inout RandomNumbers, to chunk: inout ByteWriter) {
    // About twenty elements in each collection.
    let key = numbers.below(max(1, commands / 100))
    let element = numbers.below(commands)
    let value = "value:\(element)"
    switch numbers.below(10) {
    case 0, 1, 2: Self.request(["SET", "string:\(key)", value], to: &chunk)
    case 3: Self.request(["INCR", "counter:\(key)"], to: &chunk)
    case 4: Self.request(["HSET", "hash:\(key)", "field:\(element % 64)", value], to: &chunk)
    case 5: Self.request(["RPUSH", "list:\(key)", value], to: &chunk)
    case 6: Self.request(["SADD", "set:\(key)", value], to: &chunk)
    case 7: Self.request(["ZADD", "sorted:\(key)", "\(element)", value], to: &chunk)
    case 8: Self.request(["XADD", "stream:\(key)", "\(index + 1)-0", "field", value], to: &chunk)
    default: Self.request(["PEXPIREAT", "string:\(key)", "4102444800000"], to: &chunk)
    }
  }

  private static func request(_ words: [String], to chunk: inout ByteWriter) {
    RequestWriter.header(argumentCount: words.count, to: &chunk)
    for word in words { RequestWriter.argument(Array(word.utf8).span, to: &chunk) }
  }
}
