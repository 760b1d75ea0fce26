import Bytes
import Commands
import Engine
import Keyspace
import RESP

/// What a person at a terminal is told beside the output: no script, transcript or recording holds it.
extension Workbench {
  /// Prints a remark in lines of their own.
  func note(_ text: [UInt8]) {
    guard options.isInteractive, !text.isEmpty else { return }
    guard display.color else { return put(text) }
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(text.last == 0x0A ? 1 : 0)
    for line in lines { put(Array("\u{1B}[90m".utf8) + line + Array("\u{1B}[0m\n".utf8)) }
  }

  /// Prints a remark.
  public func note(_ text: String) { note(Array("\(text)\n".utf8)) }

  /// Where the fault of a Redis command is that got an error reply, drawn under the command; nil when it is not known.
  func drawFault(_ message: [UInt8], _ words: [[UInt8]]) -> [UInt8]? {
    let line = words.map { Words.quotedIfNeeded($0) }.joined(separator: [0x20])
    if Secrets.isSecret(Array(line).span) { return nil }
    let fault = CommandFault(table: commandTable) { key in self.typeName(of: key) }
    return fault.place(message, words)?.drawing(words, columns: screenColumns ?? 120, measure: options.measure)
  }

  /// The same for a meta-command.
  func drawFault(_ message: [UInt8], meta call: MetaCall) -> [UInt8]? {
    let words = [Array(":\(call.name)".utf8)] + call.arguments
    let named = call.arguments.firstIndex { $0.count > 1 && $0.first == UInt8(ascii: "-") && message.contains($0) }
    guard let index = FaultPlace.quoted(by: message, among: call.arguments) ?? named else { return nil }
    return FaultPlace(word: index + 1).drawing(words, columns: screenColumns ?? 120, measure: options.measure)
  }

  /// What TYPE says of a key in the selected database.
  private func typeName(of key: [UInt8]) -> String? {
    guard let engine, let session else { return nil }
    guard let entry = engine.context.keyspace.databases[session.database].find(key.span) else { return "none" }
    return entry.type.name.description
  }
}
