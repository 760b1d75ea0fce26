import Glibc

/// The signal that ends a program whose file has reached the limit of its size.
enum FileSizeSignal {
  /// Ignores it in this process and those that it starts, which then see an error of the write instead.
  static func ignore() { _ = signal(SIGXFSZ, SIG_IGN) }
}
