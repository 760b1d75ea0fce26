/// All function libraries, in the order in which they were loaded.
struct FunctionLibraries {
  /// The libraries.
  private(set) var all: [FunctionLibrary] = []
  /// Their sources, ready for a file; a forked child must not make this list itself.
  private(set) var sources: [[UInt8]] = []
  private var functions: [[UInt8]: LibraryFunction] = [:]

  /// Number of functions in all of them.
  var functionCount: Int { functions.count }

  /// The library called `name`.
  func library(named name: [UInt8]) -> FunctionLibrary? { all.first { $0.name == name } }

  /// The function called `name`, in whatever case.
  func function(named name: [UInt8]) -> LibraryFunction? { functions[LibraryFunction.key(name)] }

  /// The first function of `library` whose name is taken.
  func collision(with library: FunctionLibrary) -> LibraryFunction? {
    library.functions.first { functions[$0.key] != nil }
  }

  /// Adds a library of which neither the name nor a function is there yet.
  mutating func add(_ library: FunctionLibrary) {
    all.append(library)
    sources.append(library.source)
    for function in library.functions { functions[function.key] = function }
  }

  /// Removes the library called `name` and returns it.
  @discardableResult
  mutating func remove(named name: [UInt8]) -> FunctionLibrary? {
    guard let index = all.firstIndex(where: { $0.name == name }) else { return nil }
    sources.remove(at: index)
    let library = all.remove(at: index)
    for function in library.functions { functions[function.key] = nil }
    return library
  }
}
