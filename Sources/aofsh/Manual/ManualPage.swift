import Shell

/// The manual page aofsh(1), made from the tables of options, meta-commands and variables.
struct ManualPage {
  private let table: CommandLineTable
  private var page = Roff()

  init(_ table: CommandLineTable) {
    self.table = table
    page.title("aofsh", section: 1, source: "aofsh \(Version.number)", manual: "Redis persistence")
    nameAndSynopsis()
    description()
    page.section("OPTIONS")
    list(table.main)
    tools()
    shellLanguage()
    files()
    environment()
    end()
  }

  /// In the words of man(7).
  var text: String { page.text }

  private mutating func nameAndSynopsis() {
    page.section("NAME")
    page.paragraph("aofsh - a workbench for Redis append-only persistence")
    page.section("SYNOPSIS")
    page.lines(table.main.uses.map(Self.use) + table.tools.compactMap { $0.uses.first.map(Self.use) })
  }

  /// A use without the remark behind it.
  private static func use(_ line: String) -> String {
    [" | ", "  "].reduce(line) { text, mark in
      text.firstRange(of: mark).map { String(text[..<$0.lowerBound]) } ?? text
    }
  }

  private mutating func description() {
    page.section("DESCRIPTION")
    page.paragraph(
      """
      aofsh hosts an engine that is compatible with Redis \(Version.redis), and shows every byte on its way from the
      buffer through the page cache to the disk. Redis commands are typed as in redis-cli; lines that begin with a
      colon are about the engine, its files and crashes. A session can be kept as a transcript that runs again as a
      test.
      """)
    page.paragraph(
      """
      Without FILE, on a terminal, it is a shell; else it runs the lines of standard input. A FILE is a script of such
      lines, a transcript (a Markdown file with blocks marked aofsh), or a stream of requests in Redis' protocol, which
      is loaded in bulk.
      """)
  }

  private mutating func list(_ command: CommandLineTable.Command) {
    for positional in command.positionals where !positional.summary.isEmpty {
      page.item(Roff.italic(positional.valueName.uppercased()), positional.summary)
    }
    for option in command.options where command.name.isEmpty || !option.names.contains("--help") {
      let value = option.valueName.map { " " + Roff.italic($0.uppercased()) } ?? ""
      var summary = option.summary
      if !option.values.isEmpty { summary += "\nOne of \(option.values.joined(separator: ", "))." }
      if let preset = option.preset, !preset.isEmpty { summary += "\nDefault: \(preset)" }
      page.item(option.names.map(Roff.bold).joined(separator: ", ") + value, summary)
    }
  }

  private mutating func tools() {
    page.section("TOOLS")
    for tool in table.tools {
      page.subsection("aofsh \(tool.name)")
      page.paragraph(tool.summary)
      page.example(tool.uses.joined(separator: "\n"))
      if !tool.details.isEmpty { page.paragraph(tool.details) }
      list(tool)
    }
  }

  private mutating func shellLanguage() {
    page.section("THE SHELL")
    page.paragraph(
      """
      A line is a Redis command, split by redis-cli's rules for quotes; a line for the system shell behind an
      exclamation mark; a comment behind a number sign; or one of the commands below, of which :help NAME tells more. A
      quote that is open goes on in the next line, and so does what stands between :repeat or :if and :end. $NAME is
      what :let has named, $_ the last reply.
      """)
    for command in MetaReference.all { page.item(Roff.bold(command.syntax), command.summary + ".") }
    page.subsection("Transcripts")
    page.paragraph(
      """
      In a transcript each command stands behind its prompt, and the lines below it are what it prints: three dots
      alone on a line stand for any lines, [..] in a line for any characters.
      """)
  }

  private mutating func files() {
    page.section("FILES")
    page.item(
      Roff.italic("$XDG_CONFIG_HOME/aofsh/aofshrc"),
      """
      Lines that a shell on a terminal runs first, such as :set format json. What they print is not shown; an error is,
      with file and line. --no-rc leaves them out.
      """)
    page.item(
      Roff.italic("$XDG_STATE_HOME/aofsh/history"),
      """
      The lines typed in the shell, but those with passwords. While there is a ~/.aofsh_history and no such file, that
      one is used.
      """)
    page.item(Roff.italic("~/.editrc"), "Keys of the line editor, see editrc(5).")
  }

  private mutating func environment() {
    page.section("ENVIRONMENT")
    for variable in EnvironmentVariable.allCases { page.item(Roff.bold(variable.rawValue), variable.meaning) }
  }

  private mutating func end() {
    page.section("EXIT STATUS")
    page.item(Roff.bold("0"), "All went well.")
    page.item(Roff.bold("1"), "An error reply, a failed check, or a transcript that differs.")
    page.item(Roff.bold("2"), "Wrong usage, or a file that cannot be read.")
    page.item(Roff.bold("3"), "A meta-command failed, or the engine could not start.")
    page.section("EXAMPLES")
    page.example(
      """
      aofsh --set appendonly=yes --eval 'SET a 1' --eval ':cat incr'
      aofsh --dir /var/lib/redis --read-only
      aofsh test --junit report.xml tests/*.md
      """)
    page.section("SEE ALSO")
    page.paragraph("redis-server(1), redis-cli(1), redis-check-aof(1), editrc(5)")
  }
}
