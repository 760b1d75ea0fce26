import Lua

extension Scripting {
  /// What a call of `redis.register_function` names.
  private struct Registration {
    var name: [UInt8]?
    var description: [UInt8]?
    var callback: Int32?
    var flags: ScriptFlags = []
  }

  /// redis.register_function(name, callback), or with one table of named arguments.
  func register(_ arguments: [LuaValue]) throws(LuaError) {
    guard let registered else {
      throw .refusal("redis.register_function can only be called on FUNCTION LOAD command")
    }
    let registration = try registration(arguments)
    guard let name = registration.name else {
      throw .refusal("redis.register_function must get a function name argument")
    }
    guard let callback = registration.callback else {
      throw .refusal("redis.register_function must get a callback argument")
    }
    guard LibraryHeader.isValid(name: name) else {
      throw .refusal(
        "Library names can only contain letters, numbers, or underscores(_) and must be at least one character long")
    }
    guard !registered.contains(where: { $0.name == name }) else {
      throw .refusal("Function already exists in the library")
    }
    self.registered?.append(
      LibraryFunction(
        name: name, description: registration.description, flags: registration.flags, reference: callback))
  }

  private func registration(_ arguments: [LuaValue]) throws(LuaError) -> Registration {
    switch arguments.count {
    case 1: return try namedRegistration(arguments[0])
    case 2:
      guard let name = arguments[0].text else {
        throw .refusal("first argument to redis.register_function must be a string")
      }
      guard case .function(let callback) = arguments[1] else {
        throw .refusal("second argument to redis.register_function must be a function")
      }
      return Registration(name: name, callback: callback)
    default: throw .refusal("wrong number of arguments to redis.register_function")
    }
  }

  private func namedRegistration(_ table: LuaValue) throws(LuaError) -> Registration {
    guard case .table(let pairs) = table else {
      throw .refusal(
        "calling redis.register_function with a single argument is only applicable to Lua table "
          + "(representing named arguments).")
    }
    var registration = Registration()
    for pair in pairs {
      switch pair.key.text.map({ String(decoding: $0, as: UTF8.self) }) {
      case "function_name":
        guard let name = pair.value.text else {
          throw .refusal("function_name argument given to redis.register_function must be a string")
        }
        registration.name = name
      case "description":
        guard let text = pair.value.text else {
          throw .refusal("description argument given to redis.register_function must be a string")
        }
        registration.description = text
      case "callback":
        guard case .function(let callback) = pair.value else {
          throw .refusal("callback argument given to redis.register_function must be a function")
        }
        registration.callback = callback
      case "flags": registration.flags = try flags(pair.value)
      default: throw .refusal("unknown argument given to redis.register_function")
      }
    }
    return registration
  }

  private func flags(_ value: LuaValue) throws(LuaError) -> ScriptFlags {
    guard case .table(let pairs) = value else {
      throw .refusal("flags argument to redis.register_function must be a table representing function flags")
    }
    var flags: ScriptFlags = []
    var index = 1.0
    while let pair = pairs.first(where: { $0.key == .number(index) }) {
      guard case .string(let name) = pair.value, let flag = ScriptFlags.named(name) else {
        throw .refusal("unknown flag given")
      }
      flags.insert(flag)
      index += 1
    }
    return flags
  }
}
