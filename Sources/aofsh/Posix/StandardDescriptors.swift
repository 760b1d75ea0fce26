import Glibc

/// Descriptors 0, 1 and 2, which a program may have been started without (`>&-`).
enum StandardDescriptors {
  /// Occupies those that are closed.
  ///
  /// Else the first files that are opened would get their numbers, and replies would be written into the append-only
  /// file. Each is opened for the wrong direction, so that whoever uses it is told that it is not there.
  static func occupy() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest number that is free is the one to be had, and those below are taken by now.
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
