import Glibc

/// Ends the process with `status` while `object` is still there: what it holds is not freed piece by piece.
func endProcess(_ status: Int32, keeping object: AnyObject?) -> Never {
  if let object { _ = unsafe Unmanaged.passRetained(object) }
  exit(status)
}
