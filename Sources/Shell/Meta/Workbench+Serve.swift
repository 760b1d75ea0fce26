import Engine

extension Workbench {
  /// `:serve [PORT]`.
  func metaServe(_ arguments: MetaArguments) throws(MetaError) {
    guard let engine else { throw MetaError(Self.noEngine) }
    guard let serve else { throw MetaError("there is no network here") }
    if clock.isVirtual {
      throw MetaError("clients have no part in virtual time; :clock real lets it run")
    }
    let word = arguments.text(0) ?? engine.configuration.string("port")
    guard let port = Int(word), (1...65535).contains(port) else {
      throw MetaError("'\(word)' is no port; give a number from 1 to 65535")
    }
    var problem: String?
    watchInterrupts { isInterrupted in
      problem = serve(
        engine, port,
        {
          write("serving on 127.0.0.1:\(port); Ctrl-C or SHUTDOWN ends that\n")
          sink.flush()
        }, isInterrupted)
    }
    if let problem { throw MetaError(problem) }
    if engine.state == .ended { throw MetaError(bytes: noteEnd()) }
    // The terminal shows Ctrl-C at the beginning of this line.
    write("\nno longer serving\n")
    lastCron = clock.monotonic()
  }
}
