extension MetaCommand {
  /// The commands that look at settings and change them.
  static let configuration: [MetaCommand] = [
    MetaCommand(
      name: "config", usage: "[NAME [VALUE]]", summary: "all persistence settings, one, or set one",
      details: """
        A setting is changed in the running engine, as CONFIG SET does, and kept for later starts; while the engine is
        down, and for settings that only a start can change, for later starts alone. NAME may hold * to show several.
        """,
      example: """
        aofsh> :config appendfsync always
        appendfsync is always now, and at later starts
        """,
      counts: 0...Int.max, arguments: [.directive, .directiveValue],
      isLong: true,
      run: { workbench, arguments throws(MetaError) in try workbench.metaConfig(arguments) }),
    MetaCommand(
      name: "set", usage: "[OPTION [VALUE]]", summary: "show how the shell prints, or change it",
      details: """
        format  tty, raw, json, csv, quoted-json or table: how replies are printed
        echo    on or off: whether scripts print each line before its output
        timing  on or off: whether the time that a command took follows its reply
        hints   on or off: whether the syntax is shown while a command is typed
        state   on or off: whether the right edge of the prompt shows where the data is on its way to the disk
        pager   on or off: whether output longer than the screen is shown in a pager (PAGER)
        guard   on or off: whether a person is asked before data is destroyed
        color   on or off
        prompt  on or off
        child-limit  how long a child may make no progress before it is killed
        """,
      example: """
        aofsh> :set format json
        format json
        """,
      counts: 0...2,
      arguments: [.displayOption, .words(["on", "off", "tty", "raw", "json", "csv", "quoted-json", "table"])],
      run: { workbench, arguments throws(MetaError) in try workbench.metaSet(arguments) }),
  ]
}
