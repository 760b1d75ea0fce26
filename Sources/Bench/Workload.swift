import Bytes
import RESP

/// Seeded commands: `SET key:<12 digits> <32 bytes>`, each key once, in an order that jumps about.
struct Workload {
  let keys: Int
  let seed: UInt64
  private let stride: Int
  private let offset: Int

  init(keys: Int, seed: UInt64) {
    precondition(keys > 0, "a workload has keys")
    self.keys = keys
    self.seed = seed
    var numbers = RandomNumbers(seed: seed)
    offset = numbers.below(keys)
    var stride = numbers.below(keys) | 1
    while Self.commonDivisor(stride, keys) != 1 { stride += 2 }
    self.stride = stride
  }

  private static func commonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : commonDivisor(second, first % second)
  }

  /// The number of the key that command `index` sets; every number below `keys` occurs once.
  func key(_ index: Int) -> Int { (offset + (index % keys) * (stride % keys)) % keys }

  /// Replaces the contents of `writer` by the text of key `number`.
  func writeKey(_ number: Int, to writer: inout ByteWriter) {
    writer.removeAll()
    writer.append("key:")
    var divisor = 100_000_000_000
    while divisor > 0 {
      writer.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// Replaces the contents of `writer` by 32 letters and digits that belong to `number`.
  func writeValue(_ number: Int, to writer: inout ByteWriter) {
    writer.removeAll()
    var numbers = RandomNumbers(seed: seed &+ UInt64(number) &* 0x9E37_79B9)
    for _ in 0..<4 {
      var word = numbers.next()
      for _ in 0..<8 {
        let digit = UInt8(word & 31)
        writer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        word >>= 8
      }
    }
  }

  /// Gives the commands as requests, a megabyte or so at a time, after a SELECT if `selects` as an append-only file
  /// begins.
  func writeRequests<Failure: Error>(
    selects: Bool = false, to sink: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var chunk = RequestChunk()
    var key = ByteWriter()
    var value = ByteWriter()
    if selects { chunk.bytes.append("*2\r\n$6\r\nSELECT\r\n$1\r\n0\r\n") }
    for index in 0..<keys {
      let number = self.key(index)
      writeKey(number, to: &key)
      writeValue(number, to: &value)
      RequestWriter.header(argumentCount: 3, to: &chunk.bytes)
      RequestWriter.argument("SET", to: &chunk.bytes)
      RequestWriter.argument(key.span, to: &chunk.bytes)
      RequestWriter.argument(value.span, to: &chunk.bytes)
      try chunk.drainIfFull(to: sink)
    }
    try chunk.drain(to: sink)
  }
}
