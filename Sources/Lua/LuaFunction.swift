/// The functions of scripts that are written in Swift.
public enum LuaFunction: Int, CaseIterable, Sendable {
  case log, setResp, setRepl, sha1Hex, errorReply, statusReply, checkCommand
  case replicateCommands, breakpoint, debug, registerFunction
  case jsonEncode, jsonDecode, jsonSparseArray, jsonEncodeDepth, jsonDecodeDepth, jsonPrecision, jsonKeepBuffer
  case jsonEncodeInvalid, jsonDecodeInvalid
  case messagePack, messageUnpack, messageUnpackOne, messageUnpackLimit
  case structPack, structUnpack, structSize

  /// Its name within its module.
  var name: String { Self.places[rawValue].name }

  /// The modules that have it.
  func tables(_ kind: LuaKind) -> [String] {
    switch self {
    case .log: kind == .functions ? ["redis", "load"] : ["redis"]
    case .replicateCommands, .breakpoint, .debug: kind == .scripts ? ["redis"] : []
    case .registerFunction: kind == .functions ? ["load"] : []
    default: [Self.places[rawValue].module]
    }
  }

  /// How deep tables among its arguments are passed on.
  var depth: Int {
    switch self {
    case .jsonEncode: 2600
    case .messagePack: 17
    case .registerFunction: 2
    default: 0
    }
  }

  /// Whether functions among its arguments are kept.
  var keepsFunctions: Bool { self == .registerFunction }

  private static let places: [(module: String, name: String)] = [
    ("redis", "log"), ("redis", "setresp"), ("redis", "set_repl"), ("redis", "sha1hex"), ("redis", "error_reply"),
    ("redis", "status_reply"), ("redis", "acl_check_cmd"), ("redis", "replicate_commands"), ("redis", "breakpoint"),
    ("redis", "debug"), ("load", "register_function"), ("cjson", "encode"), ("cjson", "decode"),
    ("cjson", "encode_sparse_array"), ("cjson", "encode_max_depth"), ("cjson", "decode_max_depth"),
    ("cjson", "encode_number_precision"), ("cjson", "encode_keep_buffer"), ("cjson", "encode_invalid_numbers"),
    ("cjson", "decode_invalid_numbers"), ("cmsgpack", "pack"), ("cmsgpack", "unpack"), ("cmsgpack", "unpack_one"),
    ("cmsgpack", "unpack_limit"), ("struct", "pack"), ("struct", "unpack"), ("struct", "size"),
  ]
}

/// A name in a module that stands for a value.
struct LuaConstant {
  enum Value {
    case number(Double)
    case text(String)
    case null
  }

  let module: String
  let name: String
  let value: Value

  /// The modules that have it.
  func tables(_ kind: LuaKind) -> [String] {
    let isKnownWhileLoading = name.hasPrefix("LOG_") || name.hasPrefix("REDIS_")
    return kind == .functions && isKnownWhileLoading ? [module, "load"] : [module]
  }

  private init(_ module: String, _ name: String, _ value: Value) {
    self.module = module
    self.name = name
    self.value = value
  }

  static let all = [
    LuaConstant("redis", "LOG_DEBUG", .number(0)), LuaConstant("redis", "LOG_VERBOSE", .number(1)),
    LuaConstant("redis", "LOG_NOTICE", .number(2)), LuaConstant("redis", "LOG_WARNING", .number(3)),
    LuaConstant("redis", "REPL_NONE", .number(0)), LuaConstant("redis", "REPL_AOF", .number(1)),
    LuaConstant("redis", "REPL_SLAVE", .number(2)), LuaConstant("redis", "REPL_REPLICA", .number(2)),
    LuaConstant("redis", "REPL_ALL", .number(3)), LuaConstant("redis", "REDIS_VERSION", .text("7.0.15")),
    LuaConstant("redis", "REDIS_VERSION_NUM", .number(0x07_000F)), LuaConstant("cjson", "null", .null),
    LuaConstant("cjson", "_NAME", .text("cjson")), LuaConstant("cjson", "_VERSION", .text("2.1.0")),
    LuaConstant("cmsgpack", "_NAME", .text("cmsgpack")),
    LuaConstant("cmsgpack", "_VERSION", .text("lua-cmsgpack 0.4.0")),
  ]
}
