import Bytes
import Disk
import SystemPackage
import Testing

@Suite struct BehaviourTests {
  @Test(arguments: DiskKind.allCases)
  func filesGrowAtTheirEnd(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    try bench.append("one ", to: "a")
    try bench.append("two", to: "a")
    #expect(try bench.text("a") == "one two")
    let status = try #require(try bench.disk.status(bench.path("a")))
    #expect(status.size == 7)
    #expect(!status.isDirectory)
    #expect(try bench.disk.status(bench.path("none")) == nil)
    #expect(try bench.disk.status(bench.base)?.isDirectory == true)
  }

  @Test(arguments: DiskKind.allCases)
  func truncatingModeDropsTheContentAndWritesAtTheEnd(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    try bench.append("old content", to: "a")
    let file = try bench.disk.open(bench.path("a"), .truncate)
    #expect(try file.size() == 0)
    try file.writeAll(Array("hello".utf8).span)
    try file.truncate(to: 2)
    try file.writeAll(Array("y".utf8).span)
    try file.truncate(to: 5)
    try file.close()
    try file.close()
    #expect(try bench.disk.readAll(bench.path("a")) == [0x68, 0x65, 0x79, 0, 0])
  }

  @Test(arguments: DiskKind.allCases)
  func updateWritesAnywhere(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    try bench.append("0123456789", to: "a")
    let file = try bench.disk.open(bench.path("a"), .update)
    #expect(try file.write(Array("ab".utf8).span) == 2)
    #expect(try file.write(Array("X".utf8).span, at: 5) == 1)
    #expect(try file.write(Array("c".utf8).span) == 1)
    #expect(try file.write(Array("end".utf8).span, at: 9) == 3)
    var content = ByteWriter()
    #expect(try file.read(at: 2, atMost: 4, into: &content) == 4)
    #expect(String(decoding: content.array, as: UTF8.self) == "c34X")
    try file.close()
    #expect(try bench.text("a") == "abc34X678end")
  }

  @Test(arguments: DiskKind.allCases)
  func readingAppendsToTheWriterAndEndsWithZero(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let file = try bench.disk.open(bench.path("a"), .append)
    try file.writeAll(content.span)
    try file.close()
    let source = try bench.disk.open(bench.path("a"), .read)
    var writer = ByteWriter()
    writer.append(7)
    #expect(try source.read(at: 99_990, atMost: 100, into: &writer) == 10)
    #expect(try source.read(at: 100_000, atMost: 100, into: &writer) == 0)
    #expect(try source.read(at: 200_000, atMost: 100, into: &writer) == 0)
    #expect(writer.array == [7] + content.suffix(10))
    try source.readAll(from: 50_000, into: &writer)
    #expect(writer.array == [7] + content.suffix(10) + content.suffix(50_000))
    #expect(try bench.disk.readAll(bench.path("a")) == content)
    try bench.disk.copy(from: bench.path("a"), to: bench.path("b"))
    #expect(try bench.disk.readAll(bench.path("b")) == content)
  }

  @Test(arguments: DiskKind.allCases)
  func namesAreListedByTheirBytes(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    let odd = try #require(FilePath.Component(bytes: [0xFF, 0x27, 0x20, 0x0A]))
    try bench.disk.open(bench.base.appending(odd), .append).close()
    for name in ["b", "a", "B", "a-", "ab", "…"] { try bench.append("", to: name) }
    try bench.disk.makeDirectory(bench.path("aa"))
    try bench.append("", to: "aa/inner")
    let entries = try bench.disk.list(bench.base)
    #expect(entries.map(\.name.bytes) == ["B", "a", "a-", "aa", "ab", "b", "…"].map { Array($0.utf8) } + [odd.bytes])
    #expect(entries.filter(\.isDirectory).map(\.name.string) == ["aa"])
    #expect(FilePath.Component(bytes: []) == nil)
    #expect(FilePath.Component(bytes: [0x61, 0x2F]) == nil)
    #expect(FilePath(bytes: bench.path("aa").bytes) == bench.path("aa"))
  }

  @Test(arguments: DiskKind.allCases)
  func renamingReplacesAndCrossesDirectories(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.append("new", to: "temp")
    try bench.append("old", to: "d/a")
    try bench.disk.rename(bench.path("temp"), to: bench.path("d/a"))
    #expect(try bench.tree() == ["d/", "d/a=new"])
    try bench.disk.rename(bench.path("d/a"), to: bench.path("d/a"))
    try bench.disk.rename(bench.path("d"), to: bench.path("e"))
    #expect(try bench.tree() == ["e/", "e/a=new"])
    try bench.disk.unlink(bench.path("e/a"))
    try bench.disk.removeDirectory(bench.path("e"))
    #expect(try bench.tree() == [])
  }

  @Test(arguments: DiskKind.allCases)
  func anOpenFileOutlivesItsName(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    let file = try bench.disk.open(bench.path("a"), .append)
    try bench.disk.rename(bench.path("a"), to: bench.path("b"))
    try file.writeAll([1].span)
    #expect(try bench.disk.readAll(bench.path("b")) == [1])
    try bench.disk.unlink(bench.path("b"))
    try file.writeAll([2].span)
    try file.dataSync()
    #expect(try file.size() == 2)
    try file.close()
    #expect(try bench.tree() == [])
  }

  @Test(arguments: DiskKind.allCases)
  func aLockIsHeldOnce(_ kind: DiskKind) throws {
    let bench = try Bench(kind)
    let lock = try bench.disk.lock(bench.base)
    do {
      _ = try bench.disk.lock(bench.base)
      Issue.record("a second lock was given")
    } catch {
      #expect(error.isHeldLock)
      #expect(error.description.contains("in use by another process"))
    }
    lock.release()
    lock.release()
    let again = try bench.disk.lock(bench.base)
    again.release()
    #expect(throws: DiskError.lock(bench.path("none"), .noSuchFileOrDirectory)) {
      _ = try bench.disk.lock(bench.path("none"))
    }
    #expect(try bench.tree() == [], "a lock leaves no file")
  }
}
