import Bytes

/// How rewrites leave the list, which tells a list in which a letter has changed.
///
/// Each rewrite puts the incremental files that it replaces at the head of the history and the base that it replaces
/// behind them, and none is made without a base. So a base ends the history, and since the incremental files in use come
/// last in the text, one whose type `i` has become `h`, which is a single bit, stands behind it. No name is listed twice.
extension Manifest {
  /// What is listed as no rewrite leaves it.
  enum Oddity: Equatable {
    /// A file is history though no base came with it.
    case notReplaced(Entry)
    /// A file in use is listed once more.
    case twice(Entry)
    /// A file is in use though a later one, or the base it belonged to, is history.
    case replaced(Entry)
  }

  /// What is listed as no rewrite leaves it, nil when nothing is; `oldFile` is the name of the one file of a layout before
  /// version 7.
  ///
  /// A list that was written by hand may be odd too.
  func oddity(oldFile: FileName) -> Oddity? {
    func isBase(_ entry: Entry) -> Bool {
      entry.name == oldFile || entry.name.hasSuffix(".base.rdb") || entry.name.hasSuffix(".base.aof")
    }
    for (index, entry) in files.enumerated() {
      if (files[..<index] + history).contains(where: { $0.name == entry.name }) { return .twice(entry) }
    }
    guard let last = history.last, let first = history.first else { return nil }
    if !isBase(last) { return .notReplaced(last) }
    // What the last rewrite replaced comes first, and one file is in use when it ends. Numbers begin anew when none is.
    guard incrs.count > 1, let oldest = incrs.first else { return nil }
    return isBase(first) || oldest.sequence < first.sequence ? .replaced(oldest) : nil
  }
}

extension FileName {
  fileprivate func hasSuffix(_ suffix: String) -> Bool { bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }
}
