import Disk
import Shell
import SystemPackage
import Testing

/// Explores scripts that are given as text.
enum Exploring {
  static func explore(
    _ script: String, _ directives: [(String, String)] = [], _ change: (inout ExploreRunner.Plan) -> Void = { _ in }
  ) throws -> [ExploreRunner.Result] {
    let file = FilePath("/tmp/aofsh-explore-\(UInt64.random(in: 0 ... .max)).aofsh")
    let disk = PosixDisk()
    let opened = try disk.open(file, .truncate)
    try opened.writeAll(Array(script.utf8).span)
    try opened.close()
    defer { #expect(throws: Never.self) { try disk.unlink(file) } }
    var options = WorkbenchOptions()
    options.directives = directives.map { ($0.0, Array($0.1.utf8)) }
    var plan = ExploreRunner.Plan()
    plan.savePath = "/tmp/aofsh-explore-tests"
    change(&plan)
    return try ExploreRunner(options: options, progress: { _, _ in }).run(file, plan)
  }
}
