import Bytes

extension Log {
  /// The commands between two positions that are still in memory; it begins where a unit begins.
  func commands(from: Int, to end: Int) -> [LostCommand] {
    var commands: [LostCommand] = []
    var scanner = CommandScanner()
    var database = self.database(at: from)
    var index = max(from, start) - start
    let span = bytes.span.extracting(0..<end - start)
    while index < span.count {
      switch scanner.next(span, from: index, atEnd: true) {
      case .annotation(let end): index = end
      case .command(let end):
        index = end
        let arguments = scanner.ranges.map { [UInt8](copying: span.extracting($0)) }
        let name = arguments[0]
        if name.span.equalsIgnoringCase("select"), arguments.count == 2 {
          let number = arguments[1]
          database = Int(number.span.looseInteger)
        } else if !name.span.equalsIgnoringCase("multi") && !name.span.equalsIgnoringCase("exec") {
          commands.append(LostCommand(database: database, arguments: arguments))
        }
      case .end, .incomplete, .shortRead, .tornAnnotation, .badFormat: return commands
      }
    }
    return commands
  }
}
