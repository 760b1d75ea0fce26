/// The line on standard error, if a person sees that, in which a ``Progress`` is drawn.
public final class ProgressLine {
  private let columns: () -> Int
  private let now: () -> Int64
  private let emit: ([UInt8]) -> Void
  private var name = ""
  private var progress: Progress?
  private var lastDone = 0

  /// A line for one work after the other.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal.
  ///   - now: a time that only goes forward, in microseconds.
  ///   - emit: writes to the terminal.
  public init(columns: @escaping () -> Int, now: @escaping () -> Int64, emit: @escaping ([UInt8]) -> Void) {
    self.columns = columns
    self.now = now
    self.emit = emit
  }

  /// Begins a work, such as `loading`.
  public func begin(_ name: String) {
    clear()
    self.name = name
    progress = Progress(name, now: now())
    lastDone = 0
  }

  /// Tells how far the work has come.
  ///
  /// What is less than it was belongs to the next file, whose time is counted from now on. O(1), and a call that shows
  /// nothing costs little more than looking at the clock.
  public func show(done: Int, of total: Int?, unit: Progress.Unit = .bytes) {
    if progress == nil || done < lastDone { begin(name) }
    lastDone = done
    guard let line = progress?.line(done: done, of: total, unit: unit, now: now()) else { return }
    emit(Array("\r\u{1B}[K\(line.prefix(max(1, columns() - 1)))".utf8))
  }

  /// Wipes the line off; it comes back when the work goes on.
  public func clear() {
    guard progress?.isShown == true else { return }
    emit(Array("\r\u{1B}[K".utf8))
    progress?.isShown = false
  }

  /// Wipes the line off for good.
  public func end() {
    clear()
    progress = nil
  }
}
