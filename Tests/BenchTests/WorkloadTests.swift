import Bytes
import RESP
import Testing

@testable import Bench

@Suite struct WorkloadTests {
  @Test(arguments: [1, 2, 3, 10, 97, 1000, 1024, 30_030], [0, 1, 99] as [UInt64])
  func everyKeyOccursOnce(_ keys: Int, _ seed: UInt64) {
    let workload = Workload(keys: keys, seed: seed)
    #expect(Set((0..<keys).map { workload.key($0) }) == Set(0..<keys))
  }

  @Test func requestsAreSetsOfSixteenAndThirtyTwoBytes() throws {
    var text = ByteWriter()
    Workload(keys: 500, seed: 7).writeRequests(selects: true) { text.append($0) }
    var scanner = RequestScanner()
    var position = 0
    var count = 0
    while case .request(let end) = scanner.next(text.span, from: position) {
      if count > 0 {
        #expect(scanner.arguments.map(\.count) == [3, 16, 32] && scanner.isCanonical)
        #expect(text.span.extracting(scanner.arguments[1]).extracting(0..<4).equals("key:"))
      }
      position = end
      count += 1
    }
    #expect(position == text.count && count == 501)
  }

  @Test func theSeedDecides() {
    let text = { (seed: UInt64) in
      var text = ByteWriter()
      Workload(keys: 50, seed: seed).writeRequests { text.append($0) }
      return text.array
    }
    #expect(text(1) == text(1))
    #expect(text(1) != text(2))
  }
}
