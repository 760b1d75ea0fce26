import Disk
import SystemPackage
import Testing

@Suite struct ErrorTests {
  /// A call that must fail in a directory with the file `file` and the directory `full`, which holds `full/inner`.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var operation: DiskError.Operation
    var errno: Errno
    var call: @Sendable (Bench) throws -> Void

    init(
      _ name: String, _ operation: DiskError.Operation, _ errno: Errno,
      _ call: @escaping @Sendable (Bench) throws -> Void
    ) {
      testDescription = name
      self.operation = operation
      self.errno = errno
      self.call = call
    }
  }

  static let cases: [Case] = [
    Case("open missing", .open, .noSuchFileOrDirectory) { _ = try $0.disk.open($0.path("none"), .read) },
    Case("update missing", .open, .noSuchFileOrDirectory) { _ = try $0.disk.open($0.path("none"), .update) },
    Case("append in missing", .open, .noSuchFileOrDirectory) { _ = try $0.disk.open($0.path("none/a"), .append) },
    Case("append below a file", .open, .notDirectory) { _ = try $0.disk.open($0.path("file/a"), .append) },
    Case("truncate below a file", .open, .notDirectory) { _ = try $0.disk.open($0.path("file/a"), .truncate) },
    Case("append to a directory", .open, .isDirectory) { _ = try $0.disk.open($0.path("full"), .append) },
    Case("update a directory", .open, .isDirectory) { _ = try $0.disk.open($0.path("full"), .update) },
    Case("read a directory", .read, .isDirectory) { _ = try $0.disk.readAll($0.path("full")) },
    Case("status below a file", .status, .notDirectory) { _ = try $0.disk.status($0.path("file/a")) },
    Case("list missing", .list, .noSuchFileOrDirectory) { _ = try $0.disk.list($0.path("none")) },
    Case("list a file", .list, .notDirectory) { _ = try $0.disk.list($0.path("file")) },
    Case("sync missing", .syncDirectory, .noSuchFileOrDirectory) { try $0.disk.syncDirectory($0.path("none")) },
    Case("sync a file as directory", .syncDirectory, .notDirectory) { try $0.disk.syncDirectory($0.path("file")) },
    Case("unlink missing", .unlink, .noSuchFileOrDirectory) { try $0.disk.unlink($0.path("none")) },
    Case("unlink a directory", .unlink, .isDirectory) { try $0.disk.unlink($0.path("full")) },
    Case("make existing", .makeDirectory, .fileExists) { try $0.disk.makeDirectory($0.path("full")) },
    Case("make over a file", .makeDirectory, .fileExists) { try $0.disk.makeDirectory($0.path("file")) },
    Case("make in missing", .makeDirectory, .noSuchFileOrDirectory) { try $0.disk.makeDirectory($0.path("no/d")) },
    Case("remove missing", .removeDirectory, .noSuchFileOrDirectory) { try $0.disk.removeDirectory($0.path("no")) },
    Case("remove full", .removeDirectory, .directoryNotEmpty) { try $0.disk.removeDirectory($0.path("full")) },
    Case("remove a file", .removeDirectory, .notDirectory) { try $0.disk.removeDirectory($0.path("file")) },
    Case("rename missing", .rename, .noSuchFileOrDirectory) { try $0.disk.rename($0.path("no"), to: $0.path("b")) },
    Case("rename into missing", .rename, .noSuchFileOrDirectory) {
      try $0.disk.rename($0.path("file"), to: $0.path("no/b"))
    },
    Case("file over directory", .rename, .isDirectory) { try $0.disk.rename($0.path("file"), to: $0.path("full")) },
    Case("directory over file", .rename, .notDirectory) { try $0.disk.rename($0.path("full"), to: $0.path("file")) },
    Case("directory over full", .rename, .directoryNotEmpty) { try $0.disk.rename($0.path("d"), to: $0.path("full")) },
    Case("directory into itself", .rename, .invalidArgument) { try $0.disk.rename($0.path("d"), to: $0.path("d/e")) },
  ]

  @Test(arguments: DiskKind.allCases, cases)
  func fails(_ kind: DiskKind, _ test: Case) throws {
    let bench = try Bench(kind)
    try bench.append("content", to: "file")
    try bench.disk.makeDirectory(bench.path("full"))
    try bench.append("inner", to: "full/inner")
    try bench.disk.makeDirectory(bench.path("d"))
    let before = try bench.tree()
    do {
      try test.call(bench)
      Issue.record("the call went well")
    } catch let error as DiskError {
      #expect(error.operation == test.operation)
      #expect(error.errno == test.errno)
      #expect(error.description.contains(bench.base.string))
    }
    #expect(try bench.tree() == before)
  }

  @Test func reasonsAreThoseOfTheSystem() {
    #expect(DiskError.open("a", .noSuchFileOrDirectory).reason == "No such file or directory")
    #expect(DiskError.write("a", .noSpace).reason == "No space left on device")
    #expect(DiskError.dataSync("a", .ioError).reason == "Input/output error")
    let full = DiskError.write("dir/a.aof", .noSpace).description
    #expect(full == "cannot write to dir/a.aof: No space left on device (free some space on its file system)")
    let moved = DiskError.rename("a", to: "b", .ioError).description
    #expect(moved == "cannot rename a to b: Input/output error")
  }
}
