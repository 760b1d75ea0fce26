/// Where on the screen a text that starts at the left edge ends.
struct ScreenPlace: Equatable {
  var row = 0
  var column = 0

  /// The place after `text` behind a prompt of `promptWidth` columns, as libedit draws it: control characters as `^X`,
  /// others that do not print as `\U+XXXX`, tabs to multiples of eight.
  init(after text: some Sequence<Int32>, promptWidth: Int, columns: Int) {
    row = promptWidth / columns
    column = promptWidth % columns
    for character in text {
      switch character {
      case 0x0A:
        row += 1
        column = 0
        continue
      case 0x09: advance(8 - column % 8, columns)
      case 0..<0x20, 0x7F: advance(2, columns)
      default:
        if let width = Terminal.columns(of: character) {
          // A wide character does not begin in the last column.
          if width > 1, column + width > columns { advance(columns - column, columns) }
          advance(width, columns)
        } else {
          advance(character > 0xFFFF ? 8 : 7, columns)
        }
      }
    }
  }

  private mutating func advance(_ width: Int, _ columns: Int) {
    column += width
    row += column / columns
    column %= columns
  }
}
