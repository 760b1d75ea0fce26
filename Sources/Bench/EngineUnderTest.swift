import AOF
import Bytes
import Commands
import Disk
import Engine
import SystemPackage

/// An engine as the shell runs it, on a real directory.
struct EngineUnderTest {
  let engine: Engine
  let session: Session
  private let worker: ThreadSyncWorker

  /// Starts an engine on `directory` with these directives.
  init(_ directory: FilePath, _ directives: [(String, String)]) throws(BenchError) {
    var configuration = Configuration()
    do throws(ConfigurationError) {
      for (name, value) in [("save", "")] + directives { try configuration.set(name, value) }
    } catch { throw .engine(error.reason) }
    worker = ThreadSyncWorker()
    engine = Engine(
      directory: directory, configuration: configuration,
      surroundings: Engine.Surroundings(
        disk: PosixDisk(), clock: SystemClock(), syncWorker: worker, child: ForkedChild(), seed: 1,
        processIdentifier: ProcessIdentity.own, log: { _ in }))
    session = engine.makeSession()
    do throws(StartFailure) { try engine.start() } catch { throw .engine(error.description) }
  }

  /// Runs one command and writes what it left.
  func run(_ arguments: Arguments) {
    engine.execute(arguments, session: session)
    engine.flush()
  }

  /// Runs one command; its reply.
  func call(_ arguments: [String]) -> [UInt8] {
    run(OwnedArguments(arguments.map { Array($0.utf8) }).view)
    return engine.takeReplies { [UInt8](copying: $0) }
  }

  /// Whether a rewrite is under way.
  var isRewriting: Bool { engine.isRewriting }

  /// Fails when the engine has stopped or refuses writes.
  func check() throws(BenchError) {
    guard engine.state == .running else {
      throw .engine(engine.endReason?.description ?? "it stopped")
    }
  }

  /// Ends the engine cleanly and its thread with it.
  func stop() throws(BenchError) {
    let ended = engine.shutdown()
    worker.stop()
    if !ended { throw .engine("it could not be shut down") }
  }
}
