import Bytes
import Commands
import RESP

/// The commands that tell of function libraries.
extension Engine {
  /// FUNCTION LIST [LIBRARYNAME pattern] [WITHCODE].
  func functionList(_ arguments: Arguments) throws(CommandError) {
    var showsSource = false
    var pattern: [UInt8]?
    var index = 2
    while index < arguments.count {
      if !showsSource, arguments.isOption(at: index, "withcode") {
        showsSource = true
      } else if pattern == nil, arguments.isOption(at: index, "libraryname") {
        index += 1
        guard index < arguments.count else { throw .text("ERR library name argument was not given") }
        pattern = [UInt8](copying: arguments[index])
      } else {
        throw .ending("ERR Unknown argument ", arguments[index])
      }
      index += 1
    }
    let shown = functions.all.filter { library in
      pattern.map { Glob.matches(library.name.span, pattern: $0.span, ignoringCase: true) } ?? true
    }
    context.reply.array(shown.count)
    for library in shown { reply(library, showsSource: showsSource) }
  }

  private func reply(_ library: FunctionLibrary, showsSource: Bool) {
    context.reply.map(showsSource ? 4 : 3)
    context.reply.bulk("library_name")
    context.reply.bulk(library.name)
    context.reply.bulk("engine")
    context.reply.bulk("LUA")
    context.reply.bulk("functions")
    context.reply.array(library.functions.count)
    for function in library.functions { reply(function) }
    guard showsSource else { return }
    context.reply.bulk("library_code")
    context.reply.bulk(library.source)
  }

  private func reply(_ function: LibraryFunction) {
    context.reply.map(3)
    context.reply.bulk("name")
    context.reply.bulk(function.name)
    context.reply.bulk("description")
    if let description = function.description { context.reply.bulk(description) } else { context.reply.null() }
    context.reply.bulk("flags")
    let names = ScriptFlags.names.filter { function.flags.contains($0.flag) }
    context.reply.set(names.count)
    for name in names { context.reply.simple(name.name) }
  }

  /// FUNCTION STATS. No function runs while it does: the engine has one thread.
  func functionStats() {
    context.reply.map(2)
    context.reply.bulk("running_script")
    writeRunningFunction()
    context.reply.bulk("engines")
    context.reply.map(1)
    context.reply.bulk("LUA")
    context.reply.map(2)
    context.reply.bulk("libraries_count")
    context.reply.integer(functions.all.count)
    context.reply.bulk("functions_count")
    context.reply.integer(functions.functionCount)
  }
}
