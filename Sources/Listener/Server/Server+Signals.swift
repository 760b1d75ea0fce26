import AOF
import Disk
import Engine
import SystemPackage

extension Server {
  /// Shuts down as SIGTERM and SIGINT ask for; a second SIGINT ends the process at once.
  func heed(_ signals: SignalWatch, _ engine: Engine) {
    while let request = signals.next() {
      let seconds = clock.now() / 1_000_000
      let isInterrupt = request == .interrupt
      if isInterrupt, wasInterrupted {
        log.write("\(processIdentifier):signal-handler (\(seconds)) You insist... exiting now.")
        return host.end(1, engine)
      }
      if isInterrupt { wasInterrupted = true }
      let name = isInterrupt ? "SIGINT" : "SIGTERM"
      let what =
        engine.occupation == .loading
        ? "Received shutdown signal during loading, scheduling shutdown." : "Received \(name) scheduling shutdown..."
      log.write("\(processIdentifier):signal-handler (\(seconds)) \(what)")
      let options = options(isInterrupt ? "shutdown-on-sigint" : "shutdown-on-sigterm")
      if SecondInterrupt.watch(insistence, during: { engine.shutdown(options) }) { return }
      write(
        .warning,
        "\(name) received but errors trying to shut down the server, check the logs for more information")
      wasInterrupted = false
    }
  }

  /// What is done when a second SIGINT ends the process during a shutdown.
  private var insistence: @Sendable () -> Void {
    let (process, file) = (processIdentifier, configuration.string("logfile"))
    return {
      let seconds = SystemClock().now() / 1_000_000
      let line = "\(process):signal-handler (\(seconds)) You insist... exiting now.\n"
      // Without a log there is nobody to tell.
      do throws(Errno) { try LogFile.append(Array(line.utf8), to: file) } catch {}
      ServerProcess.remove("temp-\(process).rdb")
    }
  }

  /// What a directive asks of a shutdown by a signal.
  private func options(_ directive: String) -> ShutdownOptions {
    let words = configuration.string(directive).split(separator: " ")
    var options = ShutdownOptions()
    options.saves = words.contains("save")
    options.skipsSave = words.contains("nosave")
    options.isForced = words.contains("force")
    return options
  }

  /// Removes the names in the file system that stand for the running server.
  func removeNames() {
    if !pidFile.isEmpty {
      write(.notice, "Removing the pid file.")
      ServerProcess.remove(pidFile)
    }
    for socket in sockets {
      guard let path = socket.path else { continue }
      write(.notice, "Removing the unix socket file.")
      ServerProcess.remove(path)
    }
  }
}
