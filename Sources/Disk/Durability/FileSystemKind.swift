/// What a file system promises about names.
public enum FileSystemKind: String, Sendable, CaseIterable {
  /// As ext4 with its ordered journal: syncing a file makes its own name durable, and names survive in the order in
  /// which they changed.
  case ordered
  /// As little as POSIX allows: names are durable only after a sync of their directory, and until then any of their
  /// changes may be lost.
  case strict
}
