import RESP

/// MODULE: modules are compiled for a redis-server, and loading them is refused as redis-server refuses by default.
enum ModuleCommands {
  /// `MODULE LIST`.
  static func moduleList(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.reply.array(0)
  }

  /// MODULE LOAD, LOADEX and UNLOAD.
  static func moduleLoad(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    throw .text(
      """
      ERR MODULE command not allowed. If the enable-module-command option is set to "local", you can run it from a \
      local connection, otherwise you need to set this option in the configuration file, and then restart the server.
      """)
  }

  static func moduleHelp(_ context: CommandContext, _ arguments: Arguments) throws(CommandError) {
    context.replyHelp(
      of: "MODULE",
      [
        "LIST",
        "    Return a list of loaded modules.",
        "LOAD <path> [<arg> ...]",
        "    Load a module library from <path>, passing to it any optional arguments.",
        "LOADEX <path> [[CONFIG NAME VALUE] [CONFIG NAME VALUE]] [ARGS ...]",
        "    Load a module library from <path>, while passing it module configurations and optional arguments.",
        "UNLOAD <name>",
        "    Unload a module.",
      ])
  }
}
