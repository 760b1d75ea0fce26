import SystemPackage

extension DiskError: CustomStringConvertible {
  /// A sentence that names the path, the cause and, where there is one, the way out.
  public var description: String {
    if isHeldLock { return "\(path) is in use by another process: stop that one or choose another directory" }
    let goal = target.map { " to \($0)" } ?? ""
    let sentence = "cannot \(verb) \(path)\(goal): \(reason)"
    guard let remedy else { return sentence }
    return "\(sentence) (\(remedy))"
  }

  private var verb: String {
    switch operation {
    case .open: "open"
    case .status: "look at"
    case .read: "read"
    case .write: "write to"
    case .dataSync, .sync: "sync"
    case .truncate: "truncate"
    case .close: "close"
    case .rename: "rename"
    case .unlink: "remove"
    case .makeDirectory: "make the directory"
    case .removeDirectory: "remove the directory"
    case .list: "list"
    case .syncDirectory: "sync the directory"
    case .lock: "lock"
    case .link: "link"
    }
  }

  private var remedy: String? {
    switch errno {
    case .noSpace, .diskQuotaExceeded: "free some space on its file system"
    case .permissionDenied, .notPermitted: "check its owner and its mode"
    case .readOnlyFileSystem: "choose a directory on a file system that can be written"
    case .tooManyOpenFiles: "raise the limit on open files, ulimit -n"
    case .tooManyOpenFilesInSystem: "the system has no more open files to give"
    case .directoryNotEmpty: "remove what is in it first"
    default: nil
    }
  }
}
