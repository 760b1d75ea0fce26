import SystemPackage

extension DurabilityModel {
  /// What the cut that leaves `image` does to the present state, with paths below `root`.
  func report(_ image: PowerCutImage, below root: FilePath) -> PowerCutReport {
    let before = Dictionary(current.walk().map { ($0.node, $0.path) }) { first, _ in first }
    var after: [Node: [Namespace.Name]] = [:]
    for (path, node) in image.directories { after[node] = path }
    for file in image.files { after[file.node] = file.path }
    let survivors = Dictionary(image.files.map { ($0.node, $0) }) { first, _ in first }

    var report = PowerCutReport(files: [], undone: [])
    let nodes = Set(before.keys).union(after.keys).map { (node: $0, path: before[$0] ?? after[$0] ?? []) }
    let sorted = nodes.map { ($0.node, root.appending($0.path)) }
      .sorted { ($0.1.bytes, $0.0) < ($1.1.bytes, $1.0) }
    for (node, path) in sorted {
      if let old = before[node] {
        if let new = after[node] {
          if new != old { report.undone.append(.movedBack(path, to: root.appending(new))) }
        } else {
          report.undone.append(.vanished(path))
        }
      } else {
        report.undone.append(.returned(path))
      }
      if let file = fate(of: node, path, isNamed: before[node] != nil, survivors[node]) { report.files.append(file) }
    }
    return report
  }

  /// What becomes of a file, nil when it stays as it is and nothing in it was at stake.
  private func fate(
    of node: Node, _ path: FilePath, isNamed: Bool, _ survivor: PowerCutImage.File?
  ) -> PowerCutReport.File? {
    guard let file = files[node] else { return nil }
    let size = isNamed ? file.size : 0
    let sizeAfter = survivor?.content.size ?? 0
    if isNamed && survivor != nil && file.unsynced == 0 && sizeAfter == size && file.dropped.isEmpty { return nil }
    let remaining = survivor.map { min($0.content.prefix, size) } ?? 0
    let zeroed = survivor?.content.zeroedCount ?? 0
    let intact = survivor?.content.zeroed.map(\.lowerBound).min() ?? sizeAfter
    return PowerCutReport.File(
      path: path, survives: survivor != nil, sizeBefore: size, sizeAfter: sizeAfter,
      kept: survivor?.kept ?? 0, lost: size - remaining + zeroed, zeroed: zeroed, intact: intact)
  }
}

private func < (left: ([UInt8], Int), right: ([UInt8], Int)) -> Bool {
  if left.0 == right.0 { return left.1 < right.1 }
  return left.0.lexicographicallyPrecedes(right.0)
}
