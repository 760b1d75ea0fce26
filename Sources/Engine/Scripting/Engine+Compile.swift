import Bytes
import Commands
import Disk
import Lua

extension Engine {
  /// How long the source of a library may run, in microseconds.
  private static let loadTime: Int64 = 500_000

  /// Runs the source of a library and returns it with the functions that it registers; without them when there is no
  /// Lua to run it.
  func compile(_ source: [UInt8], _ header: LibraryHeader) throws(CommandError) -> FunctionLibrary {
    guard scripting.canRun else { return FunctionLibrary(name: header.name, source: source, functions: []) }
    let functions = try registeredFunctions(source)
    guard !functions.isEmpty else { throw .noFunctionsRegistered }
    return FunctionLibrary(name: header.name, source: source, functions: functions)
  }

  private func registeredFunctions(_ source: [UInt8]) throws(CommandError) -> [LibraryFunction] {
    let machine = try scripting.machine(.functions)
    // The line end stays, so that errors count lines from the first.
    let body = Array(source.drop { $0 != 0x0A })
    let reference: Int32
    do throws(LuaError) { reference = try machine.compile(body.span, chunkName: "@user_function") } catch {
      throw .message(Array("ERR Error compiling function: ".utf8) + error.text)
    }
    defer { machine.release(reference) }
    scripting.registered = []
    scripting.loadDeadline = context.isLoading ? .max : clock.monotonic() + Self.loadTime
    defer { scripting.registered = nil }
    do throws(LuaError) { try machine.load(reference) } catch {
      scripting.release(scripting.registered?.map(\.reference) ?? [])
      throw .message(Array("ERR Error registering functions: ".utf8) + error.text)
    }
    return scripting.registered ?? []
  }

  /// Lets the interpreter forget the functions of libraries that are gone.
  func release(_ libraries: [FunctionLibrary]) {
    scripting.release(libraries.flatMap(\.functions).map(\.reference))
  }
}

extension LuaError {
  /// The text of an error that came out of the interpreter.
  var text: [UInt8] {
    switch self {
    case .error(let text), .redis(let text), .value(let text): text
    case .argument(_, let text): Array(text.utf8)
    }
  }
}
