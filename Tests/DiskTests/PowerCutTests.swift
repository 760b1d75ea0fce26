import Bytes
import Disk
import SystemPackage
import Testing

@Suite struct PowerCutTests {
  /// A bench whose directory holds `names`, each with its own name as durable content.
  private func bench(_ kind: DiskKind, _ names: String...) throws -> Bench {
    let bench = try Bench(kind)
    for name in names { try bench.append(name, to: name, sync: true) }
    try bench.disk.syncDirectory(bench.base)
    return bench
  }

  private func cut(_ bench: Bench, torn: Int = 0, names: Int = 0) throws -> PowerCutReport {
    let report = try bench.crashing.powerCut(keeping: PowerCutPlan(torn: torn, names: names))
    #expect(bench.crashing.bytesInPageCache == 0)
    let tree = try bench.tree()
    let again = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(again.files.isEmpty && again.undone.isEmpty)
    #expect(try bench.tree() == tree, "what a power cut leaves is durable")
    return report
  }

  @Test(arguments: DiskKind.crashing, 0...6)
  func aPrefixOfTheUnsyncedBytesSurvives(_ kind: DiskKind, _ torn: Int) throws {
    let bench = try bench(kind, "a")
    try bench.append("12345", to: "a")
    let status = try bench.crashing.durability(of: bench.path("a"))
    #expect(status?.size == 6)
    #expect(status?.durableSize == 1)
    #expect(status?.nameIsDurable == true)
    #expect(bench.crashing.bytesInPageCache == 5)
    let report = try cut(bench, torn: torn)
    let kept = min(torn, 5)
    #expect(try bench.text("a") == "a" + "12345".prefix(kept))
    #expect(report.kept == kept)
    #expect(report.lost == 5 - kept)
    #expect(report.undone == [])
  }

  @Test(arguments: DiskKind.crashing)
  func tornBytesAreSharedInTheOrderOfTheWrites(_ kind: DiskKind) throws {
    let bench = try bench(kind, "a", "b")
    try bench.append("111", to: "a")
    try bench.append("222", to: "b")
    try bench.append("333", to: "a")
    try bench.append("new", to: "vanishes")
    _ = try cut(bench, torn: 7)
    #expect(try bench.tree() == ["a=a1113", "b=b222"])
  }

  @Test(arguments: DiskKind.crashing)
  func aNewFileNeedsItsNameSynced(_ kind: DiskKind) throws {
    let bench = try bench(kind)
    try bench.append("nothing", to: "a")
    try bench.append("content", to: "b", sync: true)
    try bench.append("lost", to: "c")
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.append("content", to: "d/inner", sync: true)
    try bench.disk.syncDirectory(bench.path("d"))
    #expect(try bench.crashing.durability(of: bench.path("d/inner"))?.nameIsDurable == false)
    let report = try cut(bench, torn: 1000)
    #expect(try bench.tree() == ["b=content"])
    let vanished = ["a", "c", "d", "d/inner"].map { PowerCutReport.Undone.vanished(bench.path($0)) }
    #expect(report.undone == vanished)
    #expect(report.lost == 7 + 4 + 7)
  }

  @Test(arguments: DiskKind.crashing)
  func syncingTheDirectoryMakesItsNamesDurable(_ kind: DiskKind) throws {
    let bench = try bench(kind, "removed")
    try bench.append("lost", to: "a")
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.disk.unlink(bench.path("removed"))
    try bench.disk.syncDirectory(bench.base)
    _ = try cut(bench)
    #expect(try bench.tree() == ["a=", "d/"])
  }

  @Test(arguments: DiskKind.crashing, [false, true])
  func aReplacedFileReturns(_ kind: DiskKind, _ isSynced: Bool) throws {
    let bench = try bench(kind, "manifest")
    try bench.append("next", to: "temp", sync: true)
    try bench.disk.rename(bench.path("temp"), to: bench.path("manifest"))
    if isSynced { try bench.disk.syncDirectory(bench.base) }
    let report = try cut(bench)
    #expect(try bench.tree() == (isSynced ? ["manifest=next"] : ["manifest=manifest", "temp=next"]))
    let back: [PowerCutReport.Undone] = [
      .returned(bench.path("manifest")), .movedBack(bench.path("manifest"), to: bench.path("temp")),
    ]
    #expect(report.undone == (isSynced ? [] : back))
  }

  @Test(arguments: DiskKind.crashing)
  func aRemovedFileReturnsWithItsDurableContent(_ kind: DiskKind) throws {
    let bench = try bench(kind, "a")
    try bench.append("lost", to: "a")
    try bench.disk.unlink(bench.path("a"))
    try bench.append("another", to: "a", sync: false)
    let report = try cut(bench)
    #expect(try bench.tree() == ["a=a"])
    #expect(report.undone == [.vanished(bench.path("a")), .returned(bench.path("a"))].reversed())
  }

  @Test(arguments: DiskKind.crashing, [0, 1, 3])
  func droppedContentReturnsUnlessNewerBytesSurvive(_ kind: DiskKind, _ torn: Int) throws {
    let bench = try bench(kind, "content")
    let file = try bench.disk.open(bench.path("content"), .truncate)
    try file.writeAll(Array("xyz".utf8).span)
    try file.close()
    _ = try cut(bench, torn: torn)
    #expect(try bench.text("content") == (torn == 0 ? "content" : String("xyz".prefix(torn))))
  }

  @Test(arguments: DiskKind.crashing)
  func cutBytesReturnInTheirOrder(_ kind: DiskKind) throws {
    let bench = try bench(kind, "0123456789")
    let file = try bench.disk.open(bench.path("0123456789"), .update)
    try file.truncate(to: 7)
    try file.truncate(to: 3)
    _ = try file.write(Array("X".utf8).span, at: 1)
    try file.close()
    #expect(try bench.text("0123456789") == "0X2")
    _ = try cut(bench)
    #expect(try bench.text("0123456789") == "0123456789")
  }

  @Test(arguments: DiskKind.crashing, [true, false])
  func aCutTakesNothingBeforeIt(_ kind: DiskKind, _ cutsFirst: Bool) throws {
    let whole = "0123456789"
    for (kept, left) in [whole, "X123", "XY23", "XYZ3"].enumerated() {
      let bench = try bench(kind, whole)
      let file = try bench.disk.open(bench.path(whole), .update)
      if cutsFirst { try file.truncate(to: 4) }
      #expect(try file.write(Array("XYZ".utf8).span, at: 0) == 3)
      if !cutsFirst { try file.truncate(to: 4) }
      try file.close()
      #expect(try bench.text(whole) == "XYZ3")
      _ = try cut(bench, torn: kept)
      #expect(try bench.text(whole) == left, "\(kept) kept")
    }
  }

  @Test(arguments: DiskKind.crashing)
  func aSyncedCutIsDurable(_ kind: DiskKind) throws {
    let bench = try bench(kind, "0123456789")
    let file = try bench.disk.open(bench.path("0123456789"), .update)
    try file.truncate(to: 4)
    try file.sync()
    try file.truncate(to: 2)
    try file.close()
    _ = try cut(bench)
    #expect(try bench.text("0123456789") == "0123")
  }

  @Test(arguments: DiskKind.crashing)
  func aRenameBetweenDirectoriesIsDurableWithItsTarget(_ kind: DiskKind) throws {
    for (syncsSource, syncsTarget) in [(false, false), (true, false), (false, true)] {
      let bench = try bench(kind)
      try bench.disk.makeDirectory(bench.path("d"))
      try bench.disk.syncDirectory(bench.base)
      try bench.append("base", to: "temp", sync: true)
      try bench.disk.rename(bench.path("temp"), to: bench.path("d/base"))
      if syncsSource { try bench.disk.syncDirectory(bench.base) }
      if syncsTarget { try bench.disk.syncDirectory(bench.path("d")) }
      _ = try cut(bench)
      #expect(try bench.tree() == (syncsTarget ? ["d/", "d/base=base"] : ["d/", "temp=base"]))
    }
  }

  @Test(arguments: DiskKind.crashing)
  func noContentIsLostWhenANameIsUsedAgain(_ kind: DiskKind) throws {
    let bench = try bench(kind)
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.disk.syncDirectory(bench.base)
    try bench.append("first", to: "temp", sync: true)
    try bench.disk.rename(bench.path("temp"), to: bench.path("d/first"))
    try bench.append("second", to: "temp", sync: true)
    _ = try cut(bench)
    #expect(try bench.tree() == ["d/", "d/first=first", "temp=second"])
  }

  @Test(arguments: DiskKind.crashing, 0...4)
  func namesSurviveInTheOrderOfTheirChanges(_ kind: DiskKind, _ names: Int) throws {
    let bench = try bench(kind, "a")
    try bench.disk.rename(bench.path("a"), to: bench.path("b"))
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.disk.rename(bench.path("b"), to: bench.path("d/b"))
    let expected = [["a=a"], ["b=a"], ["b=a", "d/"], ["d/", "d/b=a"], ["d/", "d/b=a"]]
    _ = try cut(bench, names: names)
    #expect(try bench.tree() == expected[names])
  }

  @Test(arguments: DiskKind.crashing)
  func aRemovedDirectoryReturnsWithItsFiles(_ kind: DiskKind) throws {
    let bench = try bench(kind)
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.append("x", to: "d/x", sync: true)
    try bench.disk.makeDirectory(bench.path("d/e"))
    try bench.append("y", to: "d/e/y", sync: true)
    try bench.disk.syncDirectory(bench.path("d"))
    try bench.disk.syncDirectory(bench.base)
    try bench.disk.rename(bench.path("d/e"), to: bench.path("moved"))
    try bench.disk.unlink(bench.path("d/x"))
    try bench.disk.removeDirectory(bench.path("d"))
    try bench.append("file in its place", to: "d")
    _ = try cut(bench)
    #expect(try bench.tree() == ["d/", "d/e/", "d/e/y=y", "d/x=x"])
  }

  @Test(arguments: DiskKind.crashing)
  func whatOthersSyncedIsDurable(_ kind: DiskKind) throws {
    let bench = try bench(kind)
    try bench.append("by a child", to: "a")
    try bench.crashing.markDurable(bench.path("a"))
    _ = try cut(bench)
    #expect(try bench.tree() == ["a=by a child"])
    #expect(throws: DiskError.self) { try bench.crashing.markDurable(bench.path("none")) }
    #expect(try bench.crashing.durability(of: bench.path("none")) == nil)
  }
}
