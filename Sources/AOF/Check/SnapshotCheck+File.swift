public import Disk
public import RDB
import SystemPackage

extension SnapshotCheck {
  /// Checks a file from its first byte.
  ///
  /// O(bytes).
  public static func run(_ subject: Subject, _ output: CheckOutput, reading file: any DiskFile) -> Verdict {
    var offset = 0
    return run(subject, output) { window, limit in
      do throws(DiskError) {
        offset += try file.read(at: offset, atMost: limit, into: &window)
        return 0
      } catch {
        return error.errno.rawValue
      }
    }
  }
}
