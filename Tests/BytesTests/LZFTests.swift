import Bytes
import Testing

@Suite("LZF") struct LZFTests {
  /// Text with repetitions near and far, by `seed`.
  private func sample(_ seed: Int) -> [UInt8] {
    var random = RandomNumbers(seed: UInt64(seed))
    var output: [UInt8] = []
    let size = [5, 30, 300, 3_000, 30_000][seed % 5]
    while output.count < size {
      if output.isEmpty || random.below(3) == 0 {
        for _ in 0...random.below(40) { output.append(UInt8(random.below(seed % 2 == 0 ? 256 : 4))) }
      } else {
        let from = random.below(output.count)
        for offset in 0...random.below(500) { output.append(output[from + offset]) }
      }
    }
    return output
  }

  @Test("gives back what was compressed, whatever went before", arguments: 0..<10)
  func roundTrip(round: Int) {
    var compressor = LZFCompressor()
    for seed in round * 20..<round * 20 + 20 {
      let input = sample(seed)
      var output = ByteWriter()
      output.append("head")
      guard compressor.compress(input.span, to: &output) else {
        #expect(output.array == bytes("head"))
        continue
      }
      #expect(output.count - 4 <= input.count - 4)
      #expect(LZF.decompress(output.span.extracting(4..<output.count), count: input.count) == input)
    }
  }

  @Test("compresses what repeats and declines what does not")
  func saving() {
    var compressor = LZFCompressor()
    var output = ByteWriter()
    #expect(compressor.compress([UInt8](repeating: 0x61, count: 64).span, to: &output) == true)
    #expect(output.count <= 9)
    output.removeAll()
    #expect(compressor.compress([UInt8](repeating: 0, count: 1 << 20).span, to: &output) == true)
    #expect(output.count <= (1 << 20) / 88 + 16)
    output.removeAll()
    for input in [[], [1], [1, 1, 1, 1], [1, 1, 1, 1, 1], (0...255).map { UInt8($0) }] as [[UInt8]] {
      #expect(compressor.compress(input.span, to: &output) == false)
      #expect(output.count == 0)
    }
  }

  @Test("takes nearly every chance to save four bytes in short strings")
  func shortest() {
    var compressor = LZFCompressor()
    var chances = 0
    var missed = 0
    for count in 8...40 {
      for length in 3...count / 2 {
        for place in length...count - length {
          // All bytes differ, but for a copy of the first `length` at `place`.
          var input = (0..<count).map { UInt8($0) }
          for offset in 0..<length { input[place + offset] = UInt8(offset) }
          var output = ByteWriter()
          let isSaved = compressor.compress(input.span, to: &output)
          if isSaved { #expect(LZF.decompress(output.span, count: count) == input) }
          let tail = count - place - length
          let size = place + 1 + place / 33 + (length < 9 ? 2 : 3) + (tail > 0 ? tail + 1 : 0)
          guard size <= count - 4 else { continue }
          chances += 1
          if !isSaved { missed += 1 }
        }
      }
    }
    // Two different beginnings may share a place in the table.
    #expect(chances > 1000 && missed * 50 < chances, "\(missed) of \(chances)")
  }

  @Test("reads what Redis compressed")
  func redis() {
    let compressed: [UInt8] = [0x01, 0x61, 0x61, 0xE0, 0x33, 0x00, 0x01, 0x61, 0x61]
    #expect(LZF.decompress(compressed.span, count: 64) == [UInt8](repeating: 0x61, count: 64))
  }

  @Test(
    "refuses damage",
    arguments: [
      ([0x01, 0x61, 0x61, 0xE0, 0x33, 0x00, 0x01, 0x61, 0x61], 63),
      ([0x01, 0x61, 0x61, 0xE0, 0x33, 0x00, 0x01, 0x61, 0x61], 65),
      ([0x05, 0x61], 6), ([0x00, 0x61, 0x20], 4), ([0x00, 0x61, 0xE0], 10), ([0x00, 0x61, 0xE0, 0x00], 10),
      ([0x20, 0x00], 3), ([0x00, 0x61, 0x20, 0x01], 4),
      ([], 1), ([0x00, 0x61], -1), ([0x00, 0x61], .max),
    ] as [([UInt8], Int)])
  func damage(input: [UInt8], count: Int) {
    var output = ByteWriter()
    output.append("head")
    #expect(LZF.decompress(input.span, count: count, to: &output) == false)
    #expect(output.array == bytes("head"))
  }

  @Test("nothing is nothing")
  func empty() { #expect(LZF.decompress([UInt8]().span, count: 0) == []) }

  @Test("survives any damage", arguments: 0..<200)
  func fuzz(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    let input = sample(seed * 5 + 2)
    var compressor = LZFCompressor()
    var output = ByteWriter()
    var damaged = compressor.compress(input.span, to: &output) ? output.array : input
    for _ in 0...random.below(5) { damaged[random.below(damaged.count)] = UInt8(random.below(256)) }
    let count = random.below(2) == 0 ? input.count : random.below(4_000)
    if let result = LZF.decompress(damaged.span, count: count) { #expect(result.count == count) }
    // Never compressed at all.
    let noise = (0..<random.below(100)).map { _ in UInt8(random.below(256)) }
    if let result = LZF.decompress(noise.span, count: count) { #expect(result.count == count) }
  }
}
