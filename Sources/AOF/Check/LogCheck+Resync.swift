import Disk

extension LogCheck {
  mutating func resync(
    _ subject: Subject, _ name: [UInt8], _ file: any DiskFile, from start: Int, size: Int
  ) throws(End) -> Verdict {
    .sound
  }
}
