extension SimulatedDisk {
  /// Makes all contents and names durable as they are, as `sync` does.
  public func settle() {
    for node in contents.keys {
      model.becameDurable(node, size: size(node))
      contents[node]?.saved = []
    }
    model.commit { _ in true }
    dropUnreachable()
  }
}
