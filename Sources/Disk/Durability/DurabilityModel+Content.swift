/// What happens to the content of files.
extension DurabilityModel {
  /// The durable bytes of `node` that must be saved, in front of those saved before, ahead of a change of its content
  /// from `offset` on.
  func endangered(_ node: Node, from offset: Int) -> Range<Int>? { files[node]?.endangered(from: offset) }

  mutating func wrote(_ node: Node, at offset: Int, count: Int) {
    guard count > 0 else { return }
    shorten(node, to: offset)
    let sequence = sequence(of: node)
    files[node]?.write(at: offset, count: count, sequence: sequence)
  }

  mutating func truncated(_ node: Node, to size: Int) {
    shorten(node, to: size)
    let sequence = sequence(of: node)
    files[node]?.truncate(to: size, sequence: sequence)
  }

  /// Keeps the running syncs of `node` from claiming bytes that change now.
  private mutating func shorten(_ node: Node, to offset: Int) {
    for (id, sync) in syncs where sync.node == node && offset < sync.covered {
      syncs[id]?.covered = offset
      syncs[id]?.isWhole = false
    }
  }

  /// Starts a sync of `node` and answers the ticket to end it with.
  mutating func syncWillStart(_ node: Node) -> Int {
    let serial = newSerial()
    syncs[serial] = RunningSync(node: node, covered: files[node]?.size ?? 0, serial: serial)
    return serial
  }

  mutating func syncSucceeded(_ ticket: Int) {
    guard let sync = syncs.removeValue(forKey: ticket) else { return }
    files[sync.node]?.synced(sync.covered, isWhole: sync.isWhole)
    if fileSystem == .ordered { commit { $0.node == sync.node && $0.serial < sync.serial } }
  }

  /// Ends a sync that failed.
  ///
  /// With `dropping`, its bytes are marked clean though they were not written; of the durable bytes that were written
  /// over, the first `unchanged` had been written over with the same, nil if that is not known.
  mutating func syncFailed(_ ticket: Int, dropping: Bool, unchanged: Int? = nil) {
    guard let sync = syncs.removeValue(forKey: ticket), dropping else { return }
    files[sync.node]?.syncDropped(sync.covered, unchanged: unchanged)
  }

  /// Takes note that the content of `node`, now of `size` bytes, and its names are durable by other hands.
  mutating func becameDurable(_ node: Node, size: Int) {
    files[node] = FileDurability(durableSize: size)
    syncs = syncs.filter { $0.value.node != node }
    commit { $0.node == node }
    strict?.commit { $0.node == node }
  }
}
