public import Disk
public import SystemPackage

/// Why a measurement could not be made.
public enum BenchError: Error, CustomStringConvertible {
  /// A call to the file system failed.
  case disk(DiskError)
  /// The engine did not start, or stopped.
  case engine(String)
  /// A program could not be run.
  case program(FilePath, Errno)
  /// redis-server or redis-cli did something unexpected.
  case redis(String)

  public var description: String {
    switch self {
    case .disk(let error): error.description
    case .engine(let reason): "the engine failed while it was measured: \(reason)"
    case .program(let path, let error): "\(path) cannot be run: \(error.description)"
    case .redis(let reason): "\(reason); run the benchmark again, or without redis-server"
    }
  }
}
