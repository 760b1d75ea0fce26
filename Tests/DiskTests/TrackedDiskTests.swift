import Bytes
import Disk
import Glibc
import SystemPackage
import Testing

@Suite struct TrackedDiskTests {
  private func tracked(_ bench: Bench) throws -> TrackedDisk { try #require(bench.disk as? TrackedDisk) }

  private func scratch(_ bench: Bench) throws -> [String] {
    try PosixDisk().list(bench.base.removingLastComponent().appending("scratch")).map(\.name.string)
  }

  @Test func whatWasThereBeforeIsDurable() throws {
    let bench = try Bench(.posix)
    try bench.append("before", to: "a")
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.append("inner", to: "d/b")
    let disk = try TrackedDisk(root: bench.base, scratch: bench.base.removingLastComponent().appending("scratch"))
    let file = try disk.open(bench.path("a"), .append)
    try file.writeAll([0x21].span)
    try file.close()
    try disk.unlink(bench.path("d/b"))
    #expect(try disk.durability(of: bench.path("a"))?.durableSize == 6)
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try bench.tree() == ["a=before", "d/", "d/b=inner"])
    try disk.discardScratch()
    #expect(throws: DiskError.self) { try scratch(bench) }
  }

  @Test func otherHandsAreNoticed() throws {
    let bench = try Bench(.tracked)
    let real = PosixDisk()
    for name in ["replaced", "grown", "removed", "kept"] { try bench.append("unsynced", to: name) }
    try bench.disk.syncDirectory(bench.base)
    try real.unlink(bench.path("removed"))
    try real.unlink(bench.path("replaced"))
    let other = try real.open(bench.path("replaced"), .append)
    try other.writeAll(Array("by others".utf8).span)
    try other.close()
    let grown = try real.open(bench.path("grown"), .append)
    try grown.writeAll(Array("!".utf8).span)
    try grown.close()
    try real.copy(from: bench.path("grown"), to: bench.path("new"))
    try bench.disk.rename(bench.path("new"), to: bench.path("newer"))
    try bench.disk.syncDirectory(bench.base)
    _ = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(try bench.tree() == ["grown=unsynced!", "kept=", "newer=unsynced!", "replaced=by others"])
  }

  @Test func scratchHoldsOnlyWhatMayReturn() throws {
    let bench = try Bench(.tracked)
    for name in ["a", "b", "c"] { try bench.append(name, to: name, sync: true) }
    try bench.disk.syncDirectory(bench.base)
    #expect(try scratch(bench) == [])
    try bench.disk.unlink(bench.path("a"))
    try bench.disk.rename(bench.path("b"), to: bench.path("c"))
    try bench.disk.open(bench.path("c"), .truncate).close()
    #expect(try scratch(bench).count == 3)
    try bench.append("", to: "c", sync: true)
    try bench.disk.syncDirectory(bench.base)
    #expect(try scratch(bench) == [])
    try bench.disk.unlink(bench.path("c"))
    #expect(try scratch(bench).count == 1)
    _ = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(try scratch(bench) == [])
    #expect(try bench.tree() == ["c="])
  }

  @Test func aFailedCallChangesNothing() throws {
    let bench = try Bench(.tracked)
    try bench.append("a", to: "a", sync: true)
    try bench.disk.makeDirectory(bench.path("d"))
    try bench.append("x", to: "d/x", sync: true)
    #expect(throws: DiskError.self) { try bench.disk.rename(bench.path("d"), to: bench.path("a")) }
    #expect(throws: DiskError.self) { try bench.disk.rename(bench.path("a"), to: bench.path("d")) }
    #expect(try scratch(bench) == [])
  }

  @Test func filesComeAndGoOverTheEdge() throws {
    let bench = try Bench(.tracked)
    let outside = bench.base.removingLastComponent().appending("outside")
    try bench.append("a", to: "a", sync: true)
    try bench.disk.syncDirectory(bench.base)
    try bench.disk.rename(bench.path("a"), to: outside)
    #expect(try bench.disk.readAll(outside) == [0x61])
    _ = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(try bench.tree() == ["a=a"])
    try bench.disk.unlink(bench.path("a"))
    try bench.disk.syncDirectory(bench.base)
    try bench.disk.rename(outside, to: bench.path("b"))
    _ = try bench.crashing.powerCut(keeping: PowerCutPlan())
    #expect(try bench.tree() == ["b=a"])
  }

  /// Where `/tmp` and `/dev/shm` are two file systems, links between them are impossible.
  @Test func scratchMayLieOnAnotherFileSystem() throws {
    let bench = try Bench(.posix)
    let scratch = FilePath("/tmp").appending("aofsh-scratch-\(UInt64.random(in: 0 ... .max))")
    let disk = try TrackedDisk(root: bench.base, scratch: scratch)
    for name in ["a", "b"] { try bench.append(name, to: name) }
    try disk.unlink(bench.path("a"))
    try disk.open(bench.path("b"), .truncate).close()
    try disk.rename(bench.path("b"), to: bench.path("c"))
    _ = try disk.powerCut(keeping: PowerCutPlan())
    #expect(try bench.tree() == ["a=a", "b=b"])
    try disk.discardScratch()
  }

  @Test(.enabled(if: geteuid() != 0, "root may do everything"))
  func permissionIsDenied() throws {
    let bench = try Bench(.tracked)
    #expect(throws: DiskError.open("/etc/shadow", .permissionDenied)) { _ = try bench.disk.open("/etc/shadow", .read) }
  }

  @Test func aChildLetsGoOfTheLockAndTheParentKeepsIt() throws {
    let bench = try Bench(.posix)
    let lock = try bench.disk.lock(bench.base)
    // Closing a copy of the descriptor, which is what a child does, must not unlock.
    let copy = dup(try descriptor(of: bench.base))
    #expect(copy >= 0)
    lock.releaseInChild()
    #expect(throws: DiskError.lock(bench.base, .wouldBlock)) { _ = try bench.disk.lock(bench.base) }
    close(copy)
    try bench.disk.lock(bench.base).release()
  }

  /// The newest descriptor that is open on `path`.
  private func descriptor(of path: FilePath) throws -> Int32 {
    let wanted = try #require(try PosixDisk().status(path)).identity
    for candidate in stride(from: Int32(1023), through: 3, by: -1) {
      var info = stat()
      if unsafe fstat(candidate, &info) == 0, UInt64(info.st_ino) == wanted { return candidate }
    }
    throw DiskError.open(path, .badFileDescriptor)
  }
}
