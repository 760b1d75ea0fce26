internal import Glibc

/// What the program asks about the terminal it runs on.
public enum Terminal {
  /// A terminal's measures, in character cells.
  public struct Size: Equatable, Sendable {
    public var columns: Int
    public var rows: Int

    public init(columns: Int, rows: Int) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// Whether a person sits at both descriptors, so that lines can be edited.
  ///
  /// Everywhere else the line editor drops bytes and reads one at a time, and must not be used.
  public static func isInteractive(_ input: Int32 = 0, _ output: Int32 = 1) -> Bool {
    isatty(input) == 1 && isatty(output) == 1
  }

  /// The size of the terminal behind `descriptor`; 80 by 24 when it does not tell.
  public static func size(_ descriptor: Int32 = 1) -> Size {
    var window = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// Whether the terminal understands escape sequences.
  public static var understandsEscapes: Bool {
    guard let name = unsafe getenv("TERM") else { return false }
    return unsafe strcmp(name, "dumb") != 0 && strcmp(name, "") != 0
  }

  /// Makes the C library take text for UTF-8.
  ///
  /// The locale is the environment's, or `C.UTF-8` where that has another encoding. Only the character type is set, so
  /// that numbers keep their decimal point.
  static func useUTF8() {
    unsafe setlocale(LC_CTYPE, "")
    guard unsafe strcmp(nl_langinfo(nl_item(CODESET)), "UTF-8") != 0 else { return }
    unsafe setlocale(LC_CTYPE, "C.UTF-8")
  }
}
