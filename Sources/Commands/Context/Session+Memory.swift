extension Session {
  /// Bytes that it takes: its connection, all that is kept for it, and what it has asked to be remembered.
  ///
  /// ``buffers`` must be those of this moment. O(1): of what is remembered the number counts, not the length.
  public var memory: Int {
    let kept = buffers.input + buffers.inputRoom + buffers.replies + buffers.output + outbox.count
    return buffers.connection + kept + argumentMemory + rememberedMemory
  }

  /// Bytes of what it has asked to be remembered: queued commands, watched keys, subscriptions, prefixes.
  public var rememberedMemory: Int {
    var bytes = watched.count * Self.rememberedItem + (wait?.arguments.memory ?? 0)
    if isInTransaction || executing != nil { bytes += (transaction ?? executing)?.memory ?? 0 }
    if attention.contains(.subscribed) {
      let channels = subscriptions.channels.count + subscriptions.shardChannels.count
      bytes += (channels + subscriptions.patterns.count) * Self.rememberedItem
    }
    return bytes + (tracking?.prefixes.count ?? 0) * Self.rememberedItem
  }

  /// Bytes of a key or a channel that is remembered for a session: its name's array and its place in a table.
  private static let rememberedItem = 96
}
