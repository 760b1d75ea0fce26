/// The commands that need more than the data set; the engine runs them.
public enum EngineCommand: Sendable {
  case multi, exec, discard, watch, unwatch
  case configGet, configSet, configRewrite, configResetStat
  case info, lastSave, save, backgroundSave, backgroundRewrite, shutdown
  case debug
  case hello, reset, quit
  case dump, restore
  case aclLoad, aclSave
  case memoryStats, memoryDoctor
  case scripting(ScriptingCommand)
}
