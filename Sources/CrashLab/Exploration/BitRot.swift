import Disk
import SystemPackage

/// A bit of a file that the medium has forgotten.
struct BitRot {
  let path: FilePath
  let offset: Int
  /// From 0, the lowest, to 7.
  let bit: Int

  /// What has happened, in words.
  var text: String { "bit \(bit) of byte \(offset) of \(path.string) changed" }

  /// At most `limit` bits of the files that a start may read, spread over their bytes; another `turn`, other bits.
  static func some(of disk: SimulatedDisk, atMost limit: Int, turn: Int) -> [BitRot] {
    if limit == 0 { return [] }
    let files = disk.tree.filter { path, _ in
      let name = path.lastComponent?.string ?? ""
      return !name.hasPrefix("temp-") && !name.contains(".cut-")
    }
    let places = files.flatMap { path, bytes in (bytes ?? []).indices.map { (path: path, offset: $0) } }
    let count = min(limit, places.count)
    return (0..<count).map { index in
      let step = places.count / count
      let place = places[index * places.count / count + turn % step]
      return BitRot(path: place.path, offset: place.offset, bit: (index + turn) % 8)
    }
  }

  /// Every bit of the manifest, in which one bit can mean most.
  static func manifest(of disk: SimulatedDisk) -> [BitRot] {
    disk.tree.filter { $0.path.isManifest }.flatMap { path, bytes in
      (bytes ?? []).indices.flatMap { offset in (0..<8).map { BitRot(path: path, offset: offset, bit: $0) } }
    }
  }
}

extension FilePath {
  /// Whether it is called as a manifest is.
  var isManifest: Bool { lastComponent?.string.hasSuffix(".manifest") == true }
}
