import Bytes
import CrashLab
import Disk
public import SystemPackage

extension ExploreReport {
  /// Writes a page for a browser that shows the results; it needs nothing but itself.
  public static func write(
    page results: [ExploreRunner.Result], of script: FilePath, to path: FilePath
  ) throws(WorkbenchError) {
    let text = ExplorePage(results: results, title: script.lastComponent?.string ?? script.string).html
    do throws(DiskError) {
      let file = try PosixDisk().open(ScratchDirectory.current().pushing(path), .truncate)
      try file.writeAll(Array(text.utf8).span)
      try file.close()
    } catch { throw WorkbenchError("--report \(path.string): \(error.description)", exitStatus: 2) }
  }
}
