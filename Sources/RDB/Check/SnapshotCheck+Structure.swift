import Bytes

extension SnapshotCheck {
  /// Reads a record that is no key.
  mutating func readStructure(_ opcode: UInt8) throws(Damage) {
    switch opcode {
    case Format.function: try readFunction("Failed loading library payload")
    case Format.earlyFunction: try readEarlyFunction()
    case Format.moduleAuxiliary: try readModuleData()
    case Format.idle: _ = try readLength()
    case Format.frequency: _ = try read { reader throws(RDBError.Cause) in try reader.input.byte() }
    case Format.auxiliary: try readAuxiliary()
    case Format.resize:
      activity = .readLength
      _ = try readLength()
      _ = try readLength()
    default:
      activity = .readLength
      let number = try readLength()
      show {
        $0.append("Selecting DB ID ")
        $0.append(text: String(number))
      }
    }
  }

  private mutating func readLength() throws(Damage) -> UInt64 {
    try read { reader throws(RDBError.Cause) in try reader.readCount() }
  }

  private mutating func readAuxiliary() throws(Damage) {
    activity = .readAuxiliary
    let value = try read { reader throws(RDBError.Cause) in
      try reader.readString()
      reader.keepAsKey()
      try reader.readString()
      return reader.value
    }
    let name = reader.key.array
    show {
      $0.append("AUX FIELD ")
      $0.append(terminated: name.span)
      $0.append(" = '")
      $0.append(terminated: value.span)
      $0.append("'")
    }
  }

  // MARK: Functions

  /// Reads a string of a function library, and says which one the file ends in.
  private mutating func readFunction(_ missing: StaticString) throws(Damage) {
    activity = .readFunctions
    try orLibrary(missing) { reader throws(RDBError.Cause) in try reader.readString() }
  }

  private mutating func orLibrary<Result>(
    _ missing: StaticString, _ body: (inout RecordReader) throws(RDBError.Cause) -> Result
  ) throws(Damage) -> Result {
    do throws(Damage) { return try read(body) } catch {
      if error.message.isFatal { throw error }
      throw Damage(
        CheckMessage {
          $0.append("Failed loading library, ")
          $0.append(missing)
        })
    }
  }

  /// Reads a library in the form of the first two candidates for release 7.0.
  private mutating func readEarlyFunction() throws(Damage) {
    try readFunction("Failed loading library name")
    try readFunction("Failed loading engine name")
    let hasDescription = try orLibrary("Failed loading library description indicator") {
      reader throws(RDBError.Cause) in try reader.readCount()
    }
    if hasDescription != 0 { try readFunction("Failed loading library description") }
    try readFunction("Failed loading library blob")
  }

  // MARK: Modules

  private mutating func readModuleData() throws(Damage) {
    activity = .readModuleAuxiliary
    let module = try readLength()
    let kind = try readLength()
    _ = try readLength()
    guard kind == 2 else { throw Damage(CheckMessage("bad when_opcode")) }
    let name = ModuleName.bytes(of: module)
    show {
      $0.append("MODULE AUX for: ")
      $0.append(name)
    }
    try readModuleFields(name)
  }

  /// Reads a value that a module wrote.
  mutating func readModuleValue() throws(Damage) {
    let module: UInt64
    do throws(Damage) { module = try read { reader throws(RDBError.Cause) in try reader.readLength() } } catch {
      throw error.message.isFatal ? error : Damage(CheckMessage(line: 2622, "Short read module id"))
    }
    try readModuleFields(ModuleName.bytes(of: module))
  }

  /// Reads what a module wrote, up to its end mark; unknown kinds of fields are passed over as Redis does.
  private mutating func readModuleFields(_ name: [UInt8]) throws(Damage) {
    while true {
      // Redis' tool tries on for ever where the file ends here.
      switch try readLength() {
      case 0: return
      case 1, 2:
        try orField("integer", 1540, name) { reader throws(RDBError.Cause) in _ = try reader.readLength() }
      case 3: try orField("float", 1553, name) { reader throws(RDBError.Cause) in _ = try reader.input.take(4) }
      case 4: try orField("double", 1559, name) { reader throws(RDBError.Cause) in _ = try reader.input.take(8) }
      case 5: try orField("string", 1546, name) { reader throws(RDBError.Cause) in try reader.readString() }
      default: continue
      }
    }
  }

  private mutating func orField(
    _ kind: StaticString, _ line: Int, _ name: [UInt8], _ body: (inout RecordReader) throws(RDBError.Cause) -> Void
  ) throws(Damage) {
    do throws(Damage) { try read(body) } catch {
      if error.message.isFatal { throw error }
      throw Damage(
        CheckMessage(line: line) {
          $0.append("Error reading ")
          $0.append(kind)
          $0.append(" from module ")
          $0.append(name)
          $0.append(" value")
        })
    }
  }
}
