import AOF
import Bytes
import Commands
import RDB
import RESP

/// The commands that change function libraries.
extension Engine {
  /// FUNCTION LOAD [REPLACE] source.
  func functionLoad(_ arguments: Arguments) throws(CommandError) {
    var replaces = false
    for index in 2..<arguments.count - 1 {
      guard arguments.isOption(at: index, "replace") else {
        throw .ending("ERR Unknown option given: ", arguments[index])
      }
      replaces = true
    }
    let source = [UInt8](copying: arguments[arguments.count - 1])
    let name: [UInt8]
    do throws(CommandError) {
      name = try load(source, replacing: replaces, in: &functions)
    } catch {
      // What a log holds is kept even if it cannot be run now: the next rewrite must not lose it.
      guard context.isLoading, keep(source, because: error) else { throw error }
      return context.reply.simple("OK")
    }
    context.dirty += 1
    context.reply.bulk(name)
  }

  /// Compiles a library and adds it to `libraries`, which stay as they are when that fails. Returns its name.
  func load(
    _ source: [UInt8], replacing: Bool, in libraries: inout FunctionLibraries
  ) throws(CommandError) -> [UInt8] {
    let header = try LibraryHeader(of: source)
    let before = libraries
    if libraries.library(named: header.name) != nil {
      guard replacing else { throw .libraryExists(header.name) }
      libraries.remove(named: header.name)
    }
    do throws(CommandError) {
      let library = try compile(source, header)
      if let taken = libraries.collision(with: library) {
        release([library])
        throw .functionExists(taken.name)
      }
      libraries.add(library)
    } catch {
      libraries = before
      throw error
    }
    release(before.all.filter { $0.name == header.name })
    return header.name
  }

  /// Takes in a library that a snapshot holds.
  func keepLibrary(_ source: [UInt8]) {
    do throws(CommandError) { _ = try load(source, replacing: true, in: &functions) } catch {
      if !keep(source, because: error) {
        log(.warning, "A function library was dropped: \(error.textString.droppingErrorCode)")
      }
    }
  }

  /// Keeps a library that a file holds although it cannot be run. Returns whether it has a name to keep it under.
  private func keep(_ source: [UInt8], because error: CommandError) -> Bool {
    let header: LibraryHeader
    do throws(CommandError) { header = try LibraryHeader(of: source) } catch { return false }
    guard functions.library(named: header.name) == nil else { return false }
    functions.add(FunctionLibrary(name: header.name, source: source, functions: []))
    let name = String(decoding: header.name, as: UTF8.self)
    log(
      .warning, "The function library \(name) is kept, but cannot be called: \(error.textString.droppingErrorCode)")
    return true
  }

  /// FUNCTION DELETE library.
  func functionDelete(_ arguments: Arguments) throws(CommandError) {
    guard let library = functions.remove(named: [UInt8](copying: arguments[2])) else { throw .noLibrary }
    release([library])
    context.dirty += 1
    context.reply.simple("OK")
  }

  /// FUNCTION FLUSH [ASYNC|SYNC].
  func functionFlush(_ arguments: Arguments) throws(CommandError) {
    guard arguments.count <= 3 else { throw .subcommandSyntax(arguments, of: "FUNCTION") }
    if arguments.count == 3, !arguments.isOption(at: 2, "sync"), !arguments.isOption(at: 2, "async") {
      throw .text("ERR FUNCTION FLUSH only supports SYNC|ASYNC option")
    }
    removeAllFunctions()
    context.dirty += 1
    context.reply.simple("OK")
  }

  /// Forgets all libraries.
  func removeAllFunctions() {
    release(functions.all)
    functions = FunctionLibraries()
  }

  /// FUNCTION DUMP.
  func functionDump() {
    var payload = ByteWriter()
    Payload.append(functions: functions.sources, to: &payload, compresses: configuration.flag("rdbcompression"))
    context.reply.bulk(payload.span)
  }

  private enum RestorePolicy { case flush, append, replace }

  /// FUNCTION RESTORE payload [FLUSH|APPEND|REPLACE].
  func functionRestore(_ arguments: Arguments) throws(CommandError) {
    guard arguments.count <= 4 else { throw .subcommandSyntax(arguments, of: "FUNCTION") }
    let policy = try restorePolicy(arguments)
    do throws(Payload.Refusal) { try Payload.verify(arguments[2], checksum: debugSettings.verifiesChecksums) } catch {
      throw .text("ERR DUMP payload version or checksum are wrong")
    }
    var restored = FunctionLibraries()
    do throws(CommandError) {
      for source in try sources(in: arguments[2]) { _ = try load(source, replacing: false, in: &restored) }
      try join(restored, policy)
    } catch {
      release(restored.all)
      throw error
    }
    context.dirty += 1
    context.reply.simple("OK")
  }

  private func restorePolicy(_ arguments: Arguments) throws(CommandError) -> RestorePolicy {
    guard arguments.count == 4 else { return .append }
    if arguments.isOption(at: 3, "append") { return .append }
    if arguments.isOption(at: 3, "replace") { return .replace }
    if arguments.isOption(at: 3, "flush") { return .flush }
    throw .text("ERR Wrong restore policy given, value should be either FLUSH, APPEND or REPLACE.")
  }

  private func sources(in payload: Span<UInt8>) throws(CommandError) -> [[UInt8]] {
    do throws(Payload.FunctionRefusal) { return try Payload.functions(in: payload) } catch {
      switch error {
      case .notAFunction: throw .text("ERR given type is not a function")
      case .damaged: throw .text("ERR failed loading functions payload")
      }
    }
  }

  /// Adds restored libraries to those that are there, or changes nothing.
  private func join(_ restored: FunctionLibraries, _ policy: RestorePolicy) throws(CommandError) {
    var joined = policy == .flush ? FunctionLibraries() : functions
    var replaced = policy == .flush ? functions.all : []
    for library in restored.all where joined.library(named: library.name) != nil {
      guard policy == .replace else { throw .restoredLibraryExists(library.name) }
      if let old = joined.remove(named: library.name) { replaced.append(old) }
    }
    for library in restored.all {
      if let taken = joined.collision(with: library) { throw .functionExists(taken.name) }
      joined.add(library)
    }
    functions = joined
    release(replaced)
  }
}

extension String {
  /// A refusal without the `ERR` before it.
  var droppingErrorCode: String { hasPrefix("ERR ") ? String(dropFirst(4)) : self }
}

extension CommandError {
  static func subcommandSyntax(_ arguments: Arguments, of container: String) -> CommandError {
    .message(
      Array("ERR unknown subcommand or wrong number of arguments for '".utf8) + [UInt8](copying: arguments[1])
        + Array("'. Try \(container) HELP.".utf8))
  }
}
