import Bytes
import RESP
import Testing

/// What the short way makes of the bytes: where the arguments lie, and the end; nil when it takes nothing.
private func scan(_ bytes: [UInt8], from start: Int = 0) -> (ranges: [Range<Int>], end: Int)? {
  var ranges = RangeList(minimumCapacity: 1)
  guard let end = CanonicalRequest.scan(bytes.span, from: start, into: &ranges) else {
    #expect(ranges.count == 0, "something is left of a request that was not taken")
    return nil
  }
  return ((0..<ranges.count).map { ranges[$0] }, end)
}

@Suite("Canonical requests") struct CanonicalRequestTests {
  @Test(
    "are taken, of any size that is written in five digits",
    arguments: [
      [0], [1], [3, 16, 32], [9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999], Array(repeating: 2, count: 1234),
    ])
  func taken(_ lengths: [Int]) {
    var writer = ByteWriter()
    RequestWriter.request(lengths.map { Array(repeating: UInt8(ascii: "\r"), count: $0) }, to: &writer)
    writer.append("*1\r\n$")
    let found = scan(writer.array)
    #expect(found?.ranges.map(\.count) == lengths)
    #expect(found?.end == writer.count - 5)
  }

  @Test(
    "are the only ones that are taken",
    arguments: [
      "", "*", "*1\r\n", "*1\r\n$1\r\nx\r", "*0\r\n$1\r\nx\r\n", "*-1\r\n$1\r\nx\r\n", "*01\r\n$1\r\nx\r\n",
      "*1\r\n$01\r\nx\r\n", "*1\r\n$00\r\n\r\nxxxx", "*1\r\n$+1\r\nx\r\n", "*1\r\n$ 1\r\nx\r\n", "*1\n$1\r\nx\r\n",
      "*1\r\n$1\nx\r\n", "*1\r\n$1\r\nx\n\n", "*1\r\n$1\r\nx\rx", "*1\r\n$-1\r\nx\r\n", "*1\r\n$x\r\nx\r\n",
      "*1\r\n$2\r\nx\r\n", "*1\r\n#1\r\nx\r\n", "*1\r\n$\r\nx\r\n", "*2\r\n$1\r\nx\r\n*1\r\n$1\r\n", "PING\r\nPING\r\n",
      "*1\r\n$100000\r\nx\r\n", "*100000\r\n$1\r\nx\r\n", "*1\r\n$9999999\r\n", "#TS:1234567890\r\n",
    ])
  func refused(_ text: String) { #expect(scan(Array(text.utf8)) == nil) }

  @Test("agree with the scanner, whatever byte is changed")
  func agreement() {
    var writer = ByteWriter()
    RequestWriter.request([Array("SET".utf8), Array("a".utf8), [], Array("value:000001".utf8)], to: &writer)
    let request = writer.array
    for place in request.indices {
      for byte in UInt8.min...UInt8.max {
        var bytes = request
        bytes[place] = byte
        bytes += request
        guard let found = scan(bytes) else { continue }
        var scanner = RequestScanner()
        #expect(scanner.next(bytes.span, from: 0) == .request(end: found.end))
        #expect(scanner.arguments == found.ranges && scanner.isCanonical)
      }
    }
  }

  @Test("are not looked for where the scanner has looked already, or where they could be too large")
  func turns() {
    var scanner = RequestScanner()
    #expect(scanner.takesCanonical)
    for beginning in ["*", "*1", "*1\r\n", "*1\r\n$4\r\nPI", "PIN"] {
      #expect(scanner.next(Array(beginning.utf8).span, from: 0) == .incomplete)
      #expect(!scanner.takesCanonical, "after \(beginning)")
      scanner.reset()
      #expect(scanner.takesCanonical)
    }
    scanner.limits.maximumBulkLength = 16_384
    #expect(!scanner.takesCanonical)
    scanner.limits = ProtocolLimits(maximumArgumentCount: 10)
    #expect(!scanner.takesCanonical)
  }
}
