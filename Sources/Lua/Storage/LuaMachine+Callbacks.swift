import Bytes
import CLua

/// The functions that C calls. Each returns before an error is raised on its behalf.

private func machine(_ context: UnsafeMutableRawPointer?) -> LuaMachine? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<MachineBox>.fromOpaque(context).takeUnretainedValue().machine
}

func commandCallback(
  _ context: UnsafeMutableRawPointer?, _ arguments: UnsafePointer<clua_bytes>?, _ count: Int
) -> clua_bytes {
  guard let machine = unsafe machine(context), let arguments = unsafe arguments else { return unsafe clua_bytes() }
  machine.argumentBytes.removeAll(keepingAtMost: 1 << 20)
  machine.argumentRanges.removeAll(keepingCapacity: true)
  for index in 0..<count {
    let start = machine.argumentBytes.count
    unsafe machine.argumentBytes.append(span(arguments[index]))
    machine.argumentRanges.append(start..<machine.argumentBytes.count)
  }
  machine.answer.removeAll(keepingAtMost: 1 << 20)
  machine.runCommand()
  return unsafe answer(of: machine)
}

func functionCallback(
  _ context: UnsafeMutableRawPointer?, _ number: Int32, _ arguments: clua_bytes,
  _ result: UnsafeMutablePointer<clua_bytes>?
) -> clua_outcome {
  guard let machine = unsafe machine(context), let result = unsafe result,
    let function = LuaFunction(rawValue: Int(number))
  else { return CLUA_VALUES }
  machine.answer.removeAll(keepingAtMost: 1 << 20)
  let values = unsafe LuaValue.read(span(arguments))
  defer { unsafe result.pointee = answer(of: machine) }
  do throws(LuaError) {
    for value in try machine.run(function, values) { value.write(to: &machine.answer) }
    return CLUA_VALUES
  } catch {
    machine.answer.removeAll()
    return machine.keep(error)
  }
}

func interruptionCallback(_ context: UnsafeMutableRawPointer?) -> clua_bytes {
  guard let machine = unsafe machine(context), let text = machine.host.scriptInterruption() else {
    return unsafe clua_bytes()
  }
  machine.answer.removeAll()
  machine.answer.append(text)
  return unsafe answer(of: machine)
}

@_lifetime(immortal)
private func span(_ bytes: clua_bytes) -> Span<UInt8> {
  let buffer = unsafe UnsafeBufferPointer(start: bytes.bytes, count: bytes.count)
  return unsafe _overrideLifetime(buffer.span, copying: ())
}

/// The machine's answer as C sees it, until the next one.
private func answer(of machine: LuaMachine) -> clua_bytes {
  unsafe machine.answer.withSpan { span in
    unsafe span.withUnsafeBufferPointer { unsafe clua_bytes(bytes: $0.baseAddress, count: $0.count) }
  }
}

extension LuaMachine {
  /// Puts an error into the answer.
  fileprivate func keep(_ error: LuaError) -> clua_outcome {
    switch error {
    case .error(let text):
      answer.append(text)
      return CLUA_ERROR
    case .redis(let text):
      answer.append(text)
      return CLUA_REDIS_ERROR
    case .value(let text):
      answer.append(text)
      return CLUA_ERROR_VALUE
    case .argument(let number, let text):
      answer.append(UInt8(number))
      answer.append(text: text)
      return CLUA_ARGUMENT_ERROR
    }
  }
}
