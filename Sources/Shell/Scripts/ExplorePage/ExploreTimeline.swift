import CrashLab
import Disk

/// The picture of one lifetime of an engine: its commands on their way to the disk, and what crashes leave.
struct ExploreTimeline {
  /// Rows and columns that are shown at most.
  private static let mostRows = 150
  private static let mostColumns = 700
  static let columnWidth = 15
  static let rowHeight = 24
  static let chartHeight = 96

  let result: ExploreRunner.Result
  let lifetime: RecordedLifetime
  let number: Int
  let points: [PointSummary]
  /// The numbers of the data sets that are shown: those that the engine itself has brought about.
  let states: Range<Int>

  init(_ result: ExploreRunner.Result, lifetime number: Int) {
    self.result = result
    self.number = number
    lifetime = result.lifetimes[number]
    points = Array(result.findings.points.filter { $0.lifetime == number }.prefix(Self.mostColumns))
    let first = min(lifetime.first + 1, lifetime.states.count)
    states = first..<min(lifetime.states.count, first + Self.mostRows)
  }

  var html: String {
    guard let first = points.first else { return "" }
    let heading = number == 0 ? "First start" : "Start \(number + 1)"
    let found = ExplorePage.escaped(lifetime.states[lifetime.first].state.text)
    return """
      <section class="life">
      <h2>\(heading) <span class="found">found \(found)</span></h2>
      \(Self.legend)
      <div class="chart" tabindex="0" data-first="\(first.operation)">
      <div class="labels">\(labels)</div>
      <div class="plot">\(picture)</div>
      </div>
      <div class="panel" aria-live="polite"></div>
      <script type="application/json">\(data)</script>
      </section>
      """
  }

  private static let legend = """
    <ul class="legend"><li><b class="ack"></b>acknowledged</li><li><b class="cache"></b>survives a kill</li>\
    <li><b class="disk"></b>survives a power cut</li><li><i class="buffer"></i>in aof_buf</li><li><i class="cache"></i>in the page cache</li>\
    <li><i class="disk"></i>on the disk</li><li><i class="kept"></i>nothing acknowledged lost</li>\
    <li><i class="lost"></i>loss that the policy allows</li><li><i class="refused"></i>some starts refused</li>\
    <li><i class="broken"></i>promise broken</li></ul>
    """

  private var labels: String {
    var rows = ["<div class=\"label chartlabel\">data sets</div>"]
    for index in states {
      let command = ExplorePage.escaped(lifetime.states[index].command)
      rows.append("<div class=\"label\" title=\"\(command)\"><code>\(command)</code></div>")
    }
    rows += ["operation", "kill", "power cut"].map { "<div class=\"label strip\">\($0)</div>" }
    return rows.joined()
  }

  // MARK: Geometry

  private var width: Int { points.count * Self.columnWidth }
  private var stripTop: Int { Self.chartHeight + states.count * Self.rowHeight }
  private var height: Int { stripTop + 3 * Self.rowHeight }

  /// The column behind the operation of that number; columns are operations of this lifetime.
  private func x(after operation: Int) -> Int {
    let index = points.firstIndex { $0.operation > operation } ?? points.count
    return index * Self.columnWidth
  }

  // MARK: The picture

  private var picture: String {
    """
    <svg width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" \
    aria-label="commands on their way to the disk">
    \(bands)\(survival)\(states.map(row).joined())\(strips)
    <rect class="cursor" x="0" y="0" width="\(Self.columnWidth)" height="\(height)"/>
    </svg>
    """
  }

  /// A tint for every other command, so that operations can be told to belong together.
  private var bands: String {
    var text = ""
    var start = 0
    var isTinted = false
    for index in 1...points.count {
      if index < points.count, command(index) == command(start) { continue }
      if isTinted {
        let x = start * Self.columnWidth
        text += "<rect class=\"band\" x=\"\(x)\" y=\"0\" width=\"\((index - start) * Self.columnWidth)\" "
        text += "height=\"\(height)\"/>"
      }
      (start, isTinted) = (index, !isTinted)
    }
    return text
  }

  private func command(_ index: Int) -> String { result.operations[points[index].operation - 1].command }

  /// Steps of how many data sets were acknowledged, and how many a kill and a power cut leave.
  private var survival: String {
    let top = max(1, lifetime.states.count - 1 - lifetime.first)
    func y(_ state: Int) -> Int {
      Self.chartHeight - 10 - max(0, state - lifetime.first) * (Self.chartHeight - 24) / top
    }
    func line(_ name: String, _ value: (PointSummary) -> Int?) -> String {
      var path = ""
      for (index, point) in points.enumerated() {
        let height = y(value(point) ?? lifetime.first)
        path += "\(path.isEmpty ? "M" : "L")\(index * Self.columnWidth) \(height)"
        path += "L\((index + 1) * Self.columnWidth) \(height)"
      }
      return "<path class=\"\(name)\" d=\"\(path)\"/>"
    }
    return line("acknowledged") { $0.acknowledged } + line("power") { $0.afterPowerCut?.lowerBound }
      + line("kill") { $0.afterKill }
  }

  private func row(_ state: Int) -> String {
    let y = Self.chartHeight + (state - states.lowerBound) * Self.rowHeight
    let begin = x(after: lifetime.states[state].operation)
    let written = column { ($0.afterKill ?? -1) >= state } ?? width
    let durable = column { ($0.afterPowerCut?.lowerBound ?? -1) >= state } ?? width
    return bar("buffer", begin, max(begin, min(written, durable)), y)
      + bar("cache", max(begin, written), max(begin, durable), y) + bar("disk", max(begin, durable), width, y)
      + "<line class=\"grid\" x1=\"0\" x2=\"\(width)\" y1=\"\(y)\" y2=\"\(y)\"/>"
  }

  private func bar(_ name: String, _ from: Int, _ to: Int, _ y: Int) -> String {
    guard to > from else { return "" }
    return "<rect class=\"\(name)\" x=\"\(from)\" y=\"\(y + 5)\" width=\"\(to - from)\" "
      + "height=\"\(Self.rowHeight - 10)\"/>"
  }

  /// Where the first column begins from which `isReached` holds at all later ones.
  private func column(_ isReached: (PointSummary) -> Bool) -> Int? {
    guard let last = points.lastIndex(where: { !isReached($0) }) else { return 0 }
    return last + 1 < points.count ? (last + 1) * Self.columnWidth : nil
  }

  /// The kinds of operations, and what a kill and a power cut leave behind each.
  private var strips: String {
    points.enumerated().map { index, point in
      let x = index * Self.columnWidth
      let operation = result.operations[point.operation - 1]
      return mark(operation.call, x) + cell(verdict(point, point.afterKill, refusals: 0), x, row: 1)
        + cell(verdict(point, point.afterPowerCut?.lowerBound, refusals: point.refusals), x, row: 2)
    }.joined()
  }

  private func mark(_ call: DiskError.Operation, _ x: Int) -> String {
    let middle = stripTop + Self.rowHeight / 2
    let center = x + Self.columnWidth / 2
    switch call {
    case .write: return "<circle class=\"write\" cx=\"\(center)\" cy=\"\(middle)\" r=\"4\"/>"
    case .dataSync, .sync, .syncDirectory:
      return "<path class=\"sync\" d=\"M\(center) \(middle - 5)l5 5l-5 5l-5-5z\"/>"
    case .rename, .unlink, .makeDirectory, .removeDirectory:
      return "<rect class=\"name\" x=\"\(center - 4)\" y=\"\(middle - 4)\" width=\"8\" height=\"8\"/>"
    default: return "<circle class=\"other\" cx=\"\(center)\" cy=\"\(middle)\" r=\"2\"/>"
    }
  }

  private func verdict(_ point: PointSummary, _ state: Int?, refusals: Int) -> String {
    if point.violations > 0 { return "broken" }
    guard let state else { return "refused" }
    return state < point.acknowledged ? "lost" : refusals > 0 ? "refused" : "kept"
  }

  private func cell(_ verdict: String, _ x: Int, row: Int) -> String {
    let y = stripTop + row * Self.rowHeight + 3
    return "<rect class=\"\(verdict)\" x=\"\(x + 1)\" y=\"\(y)\" width=\"\(Self.columnWidth - 2)\" "
      + "height=\"\(Self.rowHeight - 6)\" rx=\"3\"/>"
  }

  // MARK: What the panel says

  /// For each column: the operation, the line of the script, and what survives.
  private var data: String {
    let start = points.first?.time ?? 0
    let columns = points.map { point -> String in
      let operation = result.operations[point.operation - 1]
      let command = operation.command.isEmpty ? "the start" : operation.command
      let cut = point.afterPowerCut.map { range in
        range.count == 1 ? [text(range.lowerBound)] : [text(range.lowerBound), text(range.upperBound)]
      }
      let words = [
        "\(point.operation)", operation.text, command, Self.seconds(point.time - start), text(point.acknowledged),
        point.afterKill.map(text) ?? "no start", "\(point.states)", "\(point.refusals)", "\(point.violations)",
      ]
      let all = words + (cut ?? ["no start"])
      return "[" + all.map(ExploreReport.quoted).joined(separator: ",") + "]"
    }
    // A script element ends at the first `</`, wherever it stands.
    return "[\(columns.joined(separator: ","))]".split(separator: "</", omittingEmptySubsequences: false)
      .joined(separator: "<\\/")
  }

  private func text(_ state: Int) -> String { lifetime.states[min(state, lifetime.states.count - 1)].state.text }

  private static func seconds(_ microseconds: Int64) -> String {
    let milliseconds = microseconds / 1000
    return "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()) s"
  }
}
