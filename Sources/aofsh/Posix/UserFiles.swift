import Glibc

/// Where a user's own files are, by the rules of the XDG Base Directory Specification: a path that is not absolute counts
/// as not set.
enum UserFiles {
  /// The file whose lines a shell runs first; nil for none.
  ///
  /// One that `AOFSH_RC` names is there even if it cannot be read, so that this is noticed.
  static var startFile: String? {
    if let named = Environment.value(.startFile) { return named.isEmpty ? nil : named }
    guard let file = path(.configurationHome, "/.config", "/aofsh/aofshrc"), exists(file) else { return nil }
    return file
  }

  /// The file that keeps the lines typed in the shell; nil for none. Its directory is made.
  ///
  /// Where it used to be, in the home directory, it stays as long as there is none in the new place.
  static func historyFile() -> String? {
    if let named = Environment.value(.history) { return named.isEmpty ? nil : named }
    guard let file = path(.stateHome, "/.local/state", "/aofsh/history") else { return nil }
    if !exists(file), let home = directory(.home), exists(home + "/.aofsh_history") { return home + "/.aofsh_history" }
    // Whether that worked shows when the history is written.
    makeDirectories(above: file)
    return file
  }

  private static func path(_ variable: EnvironmentVariable, _ preset: String, _ name: String) -> String? {
    (directory(variable) ?? directory(.home).map { $0 + preset }).map { $0 + name }
  }

  /// An absolute path without a slash at its end; nil when the variable holds none.
  private static func directory(_ variable: EnvironmentVariable) -> String? {
    guard var path = Environment.value(variable), path.hasPrefix("/") else { return nil }
    while path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  private static func makeDirectories(above file: String) {
    var path = ""
    for name in file.split(separator: "/").dropLast() {
      path += "/\(name)"
      if !exists(path) { unsafe mkdir(path, 0o700) }
    }
  }
}
