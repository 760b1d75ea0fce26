import Bytes
import RESP
import Testing

@Suite("Requests at random") struct RequestFuzzTests {
  private func randomBytes(_ random: inout RandomNumbers, below bound: Int) -> [UInt8] {
    (0..<random.below(bound)).map { _ in UInt8(random.below(256)) }
  }

  private func randomEnds(_ random: inout RandomNumbers, count: Int) -> [Int] {
    var ends: [Int] = []
    while (ends.last ?? 0) < count { ends.append(min(count, (ends.last ?? 0) + 1 + random.below(12))) }
    return ends
  }

  @Test("what the writer writes is read back and called canonical", arguments: 0..<40)
  func roundTrip(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    var writer = ByteWriter()
    var expected: [Scanned] = []
    for _ in 0..<20 {
      let arguments = (0...random.below(5)).map { _ in randomBytes(&random, below: 40) }
      RequestWriter.request(arguments, to: &writer)
      expected.append(.request(arguments, canonical: true))
    }
    let ends = randomEnds(&random, count: writer.count)
    #expect(scan(writer.array, piecesEndingAt: ends, drops: seed % 2 == 0) == (expected, 0))
  }

  @Test(
    "damaged input reads the same in any pieces, and what is canonical is what the writer writes", arguments: 0..<400)
  func damaged(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    var writer = ByteWriter()
    for _ in 0..<4 {
      RequestWriter.request((0...random.below(3)).map { _ in randomBytes(&random, below: 12) }, to: &writer)
    }
    var input = writer.array
    let alphabet = Array("*$\r\n0123-+ \"'\\x\0".utf8)
    for _ in 0...random.below(4) {
      let place = random.below(input.count)
      switch random.below(3) {
      case 0: input[place] = alphabet[random.below(alphabet.count)]
      case 1: input.remove(at: place)
      default: input.insert(alphabet[random.below(alphabet.count)], at: place)
      }
    }
    let whole = scan(input, piecesEndingAt: [input.count])
    let pieces = scan(input, piecesEndingAt: randomEnds(&random, count: input.count), drops: seed % 2 == 0)
    #expect(whole == pieces)
    var scanner = RequestScanner()
    var start = 0
    while case .request(let end) = scanner.next(input.span, from: start) {
      var again = ByteWriter()
      RequestWriter.request(scanner.inlineArguments ?? scanner.arguments.map { Array(input[$0]) }, to: &again)
      #expect(scanner.isCanonical == (again.array == Array(input[start..<end])))
      start = end
    }
  }

  @Test("writes each kind of argument")
  func writer() {
    var writer = ByteWriter()
    RequestWriter.header(argumentCount: 4, to: &writer)
    RequestWriter.argument("SET", to: &writer)
    RequestWriter.argument([0xFF, 0x00], to: &writer)
    RequestWriter.argument(decimal: .min, to: &writer)
    RequestWriter.argument(decimal: 0, to: &writer)
    let tail = Array("\r\n$20\r\n-9223372036854775808\r\n$1\r\n0\r\n".utf8)
    #expect(writer.array == Array("*4\r\n$3\r\nSET\r\n$2\r\n".utf8) + [0xFF, 0x00] + tail)
  }
}
