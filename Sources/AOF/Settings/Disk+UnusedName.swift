import Disk
import SystemPackage

extension Disk {
  /// The name, or the first of `name.2`, `name.3` … that nothing in `directory` has.
  func unusedName(_ name: FileName, in directory: FilePath) throws(DiskError) -> FileName {
    var candidate = name
    var number = 1
    while try status(candidate.path(in: directory)) != nil {
      number += 1
      candidate = name + ".\(number)"
    }
    return candidate
  }
}
