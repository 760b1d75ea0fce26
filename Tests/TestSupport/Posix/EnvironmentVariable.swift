import Glibc

/// The variables of the process's environment.
public enum EnvironmentVariable {
  /// The value of the variable called `name`; nil if there is none.
  public static func value(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }
}
