import Bytes
import CLua

/// One interpreter, and the names that scripts see in it.
///
/// Errors of Lua stay inside: a call returns the text of the error reply. One machine is owned by one thread, and is
/// not entered again while it runs.
@safe
public final class LuaMachine {
  /// What a call left.
  public enum Outcome: Sendable, Equatable {
    /// The reply, in RESP.
    case reply([UInt8])
    /// The text of the error, its code first.
    case error([UInt8])
  }

  private let machine: OpaquePointer
  private let random: LuaRandom
  unowned let host: any LuaHost
  /// What the functions of `cjson` heed.
  var json = JSONOptions()
  /// The arguments of a command, one after the other.
  var argumentBytes = ByteWriter()
  var argumentRanges: [Range<Int>] = []
  /// What C sees of the last reply or result.
  var answer = ByteWriter()

  /// An interpreter for scripts or for functions; nil without memory.
  ///
  /// Both kinds of a server share `random`. `host` must outlive the machine.
  public init?(_ library: LuaLibrary, _ kind: LuaKind, random: LuaRandom, host: any LuaHost) {
    self.random = random
    self.host = host
    // The callbacks get a box, because `self` is not complete yet.
    let box = MachineBox()
    let table = unsafe clua_host(
      context: Unmanaged.passUnretained(box).toOpaque(), command: commandCallback, function: functionCallback,
      interruption: interruptionCallback)
    guard let machine = unsafe clua_make(table, random.state) else { return nil }
    unsafe self.machine = machine
    self.box = box
    box.machine = self
    for function in LuaFunction.allCases { add(function, kind) }
    addConstants(kind)
    if kind == .scripts { unsafe clua_add_error_handler(machine) }
    guard unsafe clua_seal(machine) else { return nil }
  }

  private let box: MachineBox

  deinit { unsafe clua_free(machine) }

  /// Bytes that the interpreter has in use.
  public var memory: Int { unsafe clua_memory(machine) }

  private func add(_ function: LuaFunction, _ kind: LuaKind) {
    for table in function.tables(kind) {
      unsafe clua_add_function(
        machine, table, function.name, Int32(function.rawValue), Int32(function.depth), function.keepsFunctions)
    }
  }

  private func addConstants(_ kind: LuaKind) {
    for constant in LuaConstant.all {
      for table in constant.tables(kind) {
        switch constant.value {
        case .number(let number): unsafe clua_add_number(machine, table, constant.name, number)
        case .text(let text): unsafe clua_add_string(machine, table, constant.name, text)
        case .null: unsafe clua_add_null(machine, table, constant.name)
        }
      }
    }
  }

  // MARK: Running

  /// Compiles a text; `chunkName` is where errors say they come from. Returns a reference to it.
  public func compile(_ source: Span<UInt8>, chunkName: String) throws(LuaError) -> Int32 {
    var error = unsafe clua_bytes()
    let reference = unsafe source.withUnsafeBufferPointer { bytes in
      unsafe clua_compile(machine, clua_bytes(bytes: bytes.baseAddress, count: bytes.count), chunkName, &error)
    }
    guard reference >= 0 else { throw unsafe .error(Self.copy(error)) }
    return reference
  }

  /// Forgets a reference.
  public func release(_ reference: Int32) { unsafe clua_release(machine, reference) }

  /// Calls what a reference stands for, called `name` in errors.
  ///
  /// With `setsGlobals` it finds keys and arguments in KEYS and ARGV, else it gets them. `version` is the protocol of
  /// the client, 2 or 3.
  public func call(
    _ reference: Int32, name: String, keys: [[UInt8]], arguments: [[UInt8]], setsGlobals: Bool, version: Int
  ) -> Outcome {
    clientVersion = version
    scriptVersion = 2
    var result = unsafe clua_bytes()
    let succeeded = unsafe withList(keys) { keys in
      unsafe withList(arguments) { arguments in
        let input = unsafe clua_input(
          keys: keys.baseAddress, key_count: keys.count, arguments: arguments.baseAddress,
          argument_count: arguments.count)
        return unsafe clua_call(machine, reference, name, input, setsGlobals, &result)
      }
    }
    let bytes = unsafe Self.copy(result)
    return succeeded ? .reply(bytes) : .error(bytes)
  }

  /// Runs a library, which may register functions meanwhile.
  public func load(_ reference: Int32) throws(LuaError) {
    var error = unsafe clua_bytes()
    guard unsafe !clua_load(machine, reference, &error) else { return }
    throw unsafe .error(Self.copy(error))
  }

  private var clientVersion = 2

  /// The protocol in which the script gets replies; `redis.setresp` changes it.
  public var scriptVersion = 2 {
    didSet { unsafe clua_set_versions(machine, Int32(clientVersion), Int32(scriptVersion)) }
  }

  static func copy(_ bytes: clua_bytes) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: bytes.bytes, count: bytes.count))
  }

  /// Lets `body` see byte strings as C does; they lie in one block meanwhile.
  private func withList(
    _ list: [[UInt8]], _ body: (UnsafeBufferPointer<clua_bytes>) -> Bool
  ) -> Bool {
    let all = list.flatMap { $0 }
    return unsafe all.withUnsafeBufferPointer { bytes in
      var start = 0
      let items = unsafe list.map { item in
        defer { start += item.count }
        return unsafe clua_bytes(bytes: bytes.baseAddress.map { unsafe $0 + start }, count: item.count)
      }
      return unsafe items.withUnsafeBufferPointer { unsafe body($0) }
    }
  }
}

/// What C carries about: the way back to the machine.
final class MachineBox {
  weak var machine: LuaMachine?
}
