/// A function library: its source, and what it registered when it was loaded.
struct FunctionLibrary {
  /// The name that the first line of the source gives it.
  let name: [UInt8]
  /// The whole source, its first line included.
  let source: [UInt8]
  /// What it registered; nothing while it could not be run.
  let functions: [LibraryFunction]
}

/// A function that FCALL can call.
struct LibraryFunction {
  /// Its name, as it was registered.
  let name: [UInt8]
  /// What it does, if the library says so.
  let description: [UInt8]?
  /// What it may do.
  let flags: ScriptFlags
  /// Where the interpreter keeps it.
  let reference: Int32

  /// The name as functions are compared: without regard to case.
  var key: [UInt8] { Self.key(name) }

  /// The key of a function called `name`.
  static func key(_ name: [UInt8]) -> [UInt8] {
    name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }
}

/// What a script or function says of itself: in the first line of a script, or with `redis.register_function`.
struct ScriptFlags: OptionSet {
  let rawValue: UInt8

  static let noWrites = ScriptFlags(rawValue: 1 << 0)
  static let allowOOM = ScriptFlags(rawValue: 1 << 1)
  static let allowStale = ScriptFlags(rawValue: 1 << 2)
  static let noCluster = ScriptFlags(rawValue: 1 << 3)
  static let allowCrossSlotKeys = ScriptFlags(rawValue: 1 << 4)

  /// The names, in the order in which FUNCTION LIST shows them.
  static let names: [(flag: ScriptFlags, name: StaticString)] = [
    (.noWrites, "no-writes"), (.allowOOM, "allow-oom"), (.allowStale, "allow-stale"), (.noCluster, "no-cluster"),
    (.allowCrossSlotKeys, "allow-cross-slot-keys"),
  ]

  /// The flag of that name; nil if there is none.
  static func named(_ name: [UInt8]) -> ScriptFlags? {
    names.first { $0.name.description.utf8.elementsEqual(name) }?.flag
  }
}
