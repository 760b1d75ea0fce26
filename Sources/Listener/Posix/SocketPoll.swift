import Glibc

/// Which of some sockets have something to be read, without waiting.
struct SocketPoll {
  private var entries: [pollfd] = []

  /// Forgets all sockets.
  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Asks for one more socket.
  mutating func add(_ descriptor: Int32) {
    entries.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
  }

  /// Asks; false when none has anything.
  mutating func look() -> Bool {
    let count = nfds_t(entries.count)
    return unsafe entries.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, count, 0) } > 0
  }

  /// Whether the socket that was added as number `index` has something.
  func isReady(_ index: Int) -> Bool { entries[index].revents != 0 }
}
