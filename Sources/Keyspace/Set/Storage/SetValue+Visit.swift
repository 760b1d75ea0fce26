public import Bytes

extension SetValue {
  /// Calls `body` once with each member; in ascending order in an intset.
  ///
  /// The set must not change meanwhile. O(n).
  public func forEach(_ body: (ElementText) -> Void) {
    if isIntset {
      let integers = unsafe integers
      for index in unsafe 0..<integers.count { unsafe body(ElementText(integer: integers[index])) }
    } else if isPacked {
      let list = unsafe list
      var position = unsafe list.first
      while let here = position {
        unsafe body(ElementText(list, here))
        position = unsafe list.next(here)
      }
    } else {
      unsafe members.forEach { body($0.text) }
    }
  }

  /// Calls `body` with the members until it returns false.
  public func visit(while body: (ElementText) -> Bool) {
    var goesOn = true
    var index: UInt64 = 0
    repeat {
      if isIntset {
        guard index < UInt64(count) else { return }
        goesOn = unsafe body(ElementText(integer: integers[Int(index)]))
        index += 1
      } else {
        index = scan(index) { if goesOn { goesOn = body($0) } }
        if index == 0 { return }
      }
    } while goesOn
  }

  /// One step of an iteration from `cursor`: calls `body` with the members found, and returns the next cursor, 0 at the
  /// end.
  ///
  /// A set that is no table is met as a whole.
  public func scan(_ cursor: UInt64, _ body: (ElementText) -> Void) -> UInt64 {
    if isIntset || isPacked {
      forEach(body)
      return 0
    }
    return unsafe members.scan(cursor) { body($0.text) }
  }

  /// A random member; nil when the set is empty.
  ///
  /// Expected O(1).
  public func random(_ numbers: inout RandomNumbers) -> ElementText? {
    let count = count
    if count == 0 { return nil }
    if isIntset { return unsafe ElementText(integer: integers[numbers.below(count)]) }
    guard isPacked else { return unsafe members.random(&numbers)?.text }
    let list = unsafe list
    return unsafe list.position(at: numbers.below(count)).map { unsafe ElementText(list, $0) }
  }

  /// The first violation of what must always hold, or nil; for tests.
  package func checkInvariants() -> String? {
    if isPacked { return unsafe Listpack.isValid(list.span, deeply: true) ? nil : "not a listpack" }
    if !isIntset { return unsafe members.checkInvariants() }
    return count == 0 || IntsetFormat.isValid(intsetBytes) ? nil : "not an intset"
  }
}
