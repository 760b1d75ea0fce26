import Bytes
import SystemPackage

/// What is left after a power cut, for the keeper of the contents to bring about.
struct PowerCutImage {
  typealias Name = Namespace.Name

  /// A file that is there afterwards.
  struct File {
    var node: Namespace.Node
    var path: [Name]
    var content: FileDurability.Survivor
    /// Unsynced bytes in it.
    var kept: Int
  }

  /// Every directory below the root, parents first.
  var directories: [(path: [Name], node: Namespace.Node)]
  /// Every file, in the order of their paths.
  var files: [File]
}

extension DurabilityModel {
  /// What a power cut by `plan` leaves.
  ///
  /// Nothing changes yet.
  func image(_ plan: PowerCutPlan) -> PowerCutImage {
    var random = plan.seed.map { RandomNumbers(seed: $0) }
    let walk = names(plan, &random).walk()
    let kept = kept(plan, among: walk.map(\.node), &random)
    return PowerCutImage(
      directories: walk.filter { files[$0.node] == nil },
      files: walk.compactMap { path, node in
        guard let file = files[node] else { return nil }
        let kept = kept[node] ?? 0
        return PowerCutImage.File(
          node: node, path: path, content: file.survivor(keeping: kept, leavingHole: plan.leavesHoles), kept: kept)
      })
  }

  /// The names that are left.
  private func names(_ plan: PowerCutPlan, _ random: inout RandomNumbers?) -> Namespace {
    if plan.losesNames, let strict {
      var names = strict.durable
      for operation in strict.pending where random?.below(2) == 1 { operation.apply(to: &names) }
      return names
    }
    let operations = Self.draw(min(plan.names, pending.count), &random)
    var names = durable
    for (index, operation) in pending.prefix(operations).enumerated() where !plan.lostNames.contains(index) {
      operation.apply(to: &names)
    }
    return names
  }

  /// What each of the files that are left keeps of its unsynced bytes.
  private func kept(_ plan: PowerCutPlan, among nodes: [Node], _ random: inout RandomNumbers?) -> [Node: Int] {
    if let shares = plan.shares { return share(shares) }
    if plan.reordersFiles { return reordered(plan.torn, nodes, &random) }
    let unsynced = nodes.reduce(0) { $0 + (files[$1]?.unsynced ?? 0) }
    return share(Self.draw(min(plan.torn, unsynced), &random), among: nodes)
  }

  private func reordered(_ limit: Int, _ nodes: [Node], _ random: inout RandomNumbers?) -> [Node: Int] {
    let unsynced = nodes.filter { (files[$0]?.unsynced ?? 0) > 0 }
    var kept: [Node: Int] = [:]
    if random != nil {
      for node in unsynced { kept[node] = Self.draw(min(limit, files[node]?.unsynced ?? 0), &random) }
      return kept
    }
    let last = unsynced.max { (files[$0]?.lastSequence ?? 0) < (files[$1]?.lastSequence ?? 0) }
    if let last { kept[last] = min(limit, files[last]?.unsynced ?? 0) }
    return kept
  }

  /// A number from 0 to `limit`, or the limit itself when nothing is left to chance.
  private static func draw(_ limit: Int, _ random: inout RandomNumbers?) -> Int {
    random?.below(limit + 1) ?? limit
  }

  /// What each file keeps, when it is said for each.
  private func share(_ shares: [FilePath: Int]) -> [Node: Int] {
    var kept: [Node: Int] = [:]
    for (path, count) in shares {
      guard let node = current.node(at: path.names), let file = files[node] else { continue }
      kept[node] = min(count, file.unsynced)
    }
    return kept
  }

  /// Hands `budget` unsynced bytes out to the surviving nodes in the order of their writes.
  private func share(_ budget: Int, among nodes: [Node]) -> [Node: Int] {
    var extents: [(sequence: Int, node: Node, count: Int)] = []
    for node in nodes {
      for extent in files[node]?.extents ?? [] { extents.append((extent.sequence, node, extent.count)) }
    }
    extents.sort { $0.sequence < $1.sequence }
    var left = budget
    var shares: [Node: Int] = [:]
    for extent in extents where left > 0 {
      let taken = min(left, extent.count)
      shares[extent.node, default: 0] += taken
      left -= taken
    }
    return shares
  }

  /// Takes note that the cut has happened: what `image` holds is all there is, and durable.
  mutating func settle(_ image: PowerCutImage) {
    var names = Namespace()
    var nodes: [[Namespace.Name]: Node] = [[]: Namespace.root]
    for (path, node) in image.directories {
      nodes[path] = node
      names.directories[node] = [:]
    }
    for file in image.files { nodes[file.path] = file.node }
    for (path, node) in nodes {
      guard let name = path.last, let parent = nodes[Array(path.dropLast())] else { continue }
      names[Place(directory: parent, name: name)] = node
    }
    current = names
    durable = names
    files = [:]
    for file in image.files { files[file.node] = FileDurability(durableSize: file.content.size) }
    pending = []
    if strict != nil { strict = NameJournal(durable: names) }
    syncs = [:]
    unnamed = []
  }
}
