import AOF
import Engine
import SystemPackage

/// What a server tells the process that has started it and looks after it (Redis directive `supervised`).
extension Server {
  /// Finds out who that is, and tells it of the start, before anything else is said. Whoever is supervised stays in the
  /// foreground.
  func beginSupervision() throws(ServerStop) {
    var kind = configuration.string("supervised")
    if kind == "auto" {
      if SupervisorCalls.variable("UPSTART_JOB") != nil {
        write(.verbose, "Upstart supervision detected.", role: .child)
        kind = "upstart"
      } else if SupervisorCalls.variable("NOTIFY_SOCKET") != nil {
        write(.verbose, "Systemd supervision detected.", role: .child)
        kind = "systemd"
      }
    }
    switch kind {
    case "systemd": isSupervised = superviseBySystemd()
    case "upstart": isSupervised = superviseByUpstart()
    default: return
    }
    guard isSupervised else { return }
    do throws(ConfigurationError) { try configuration.set("supervised", kind) } catch {
      throw ServerStop(status: 1, message: error.serverDescription)
    }
  }

  private func superviseBySystemd() -> Bool {
    guard notify("STATUS=Redis is loading...\n", role: .child) else { return false }
    write(
      .notice,
      """
      Supervised by systemd. Please make sure you set appropriate values for TimeoutStartSec and TimeoutStopSec in your \
      service unit.
      """, role: .child)
    return true
  }

  private func superviseByUpstart() -> Bool {
    guard SupervisorCalls.variable("UPSTART_JOB") != nil else {
      write(.warning, "upstart supervision requested, but UPSTART_JOB not found!", role: .child)
      return false
    }
    write(.notice, "supervised by upstart, will stop to signal readiness.", role: .child)
    SupervisorCalls.stopSelf()
    return true
  }

  /// Who supervises, for INFO.
  var supervisor: String { isSupervised ? configuration.string("supervised") : "no" }

  /// Tells systemd something, if it is to be told. What keeps that from it is in the log.
  func tellSupervisor(_ message: String) {
    if configuration.string("supervised") == "systemd" { notify(message) }
  }

  @discardableResult
  private func notify(_ message: String, role: LogLine.Role = .master) -> Bool {
    guard let socket = SupervisorCalls.variable("NOTIFY_SOCKET") else {
      write(.warning, "systemd supervision error: NOTIFY_SOCKET not found!", role: role)
      return false
    }
    do throws(Errno) { try SupervisorCalls.notify(message, socket: socket) } catch {
      write(.warning, "systemd supervision error: sd_notify: \(-error.rawValue)", role: role)
      return false
    }
    return true
  }
}
