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
        let key = [UInt8](copying: text.span.extracting(scanner.arguments[1]))
        #expect(key.starts(with: "key:".utf8))
      }
      position = end
      count += 1
    }
    #expect(position == text.count && count == 501)
  }

  @Test(arguments: CollectionWorkload.Operation.allCases, [1, 100, 777])
  fileprivate func collectionsAreMadeAndUsed(_ operation: CollectionWorkload.Operation, _ size: Int) {
    let work = CollectionWorkload(operation, size: size, commands: 300, seed: 3)
    var construction = ByteWriter()
    var commands = ByteWriter()
    work.writeConstruction { construction.append($0) }
    work.writeCommands { commands.append($0) }
    #expect(Self.requests(construction.span) == size)
    #expect(Self.requests(commands.span) == work.commands && work.commands >= 30)
  }

  @Test func mixedCommandsAreRequests() {
    var text = ByteWriter()
    MixedWorkload(commands: 500, seed: 7).writeRequests { text.append($0) }
    #expect(Self.requests(text.span) == 501)
  }

  /// Requests in `text`, which holds nothing else.
  private static func requests(_ text: Span<UInt8>) -> Int? {
    var scanner = RequestScanner()
    var (position, count) = (0, 0)
    while case .request(let end) = scanner.next(text, from: position) {
      position = end
      count += 1
    }
    return position == text.count ? count : nil
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
