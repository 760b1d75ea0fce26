import Bytes
import Commands
import Disk

/// What happens between the keys of a file that is written.
extension Engine {
  /// Keys between two calls of ``keyProgress``.
  var progressInterval: Int { keyDelay == 0 ? 1024 : 1 }

  /// Tells the parent of a child that it goes on, and waits as `rdb-key-save-delay` wants.
  var keyProgress: (Int) -> Void {
    { [child = surroundings.child, clock, context, keyDelay] _ in
      child.noteProgress()
      if keyDelay > 0 { clock.sleep(Int64(keyDelay)) }
      // Sleeping takes longer than the shortest time that can be asked for: that is done for some keys only.
      if keyDelay < 0, context.random.below(-keyDelay) == 0 { clock.sleep(1) }
    }
  }

  /// Microseconds to wait after each key, or minus the keys for each of which a microsecond is waited once on average
  /// (Redis directive `rdb-key-save-delay`).
  private var keyDelay: Int { configuration.integer("rdb-key-save-delay") }
}
