public import Bytes

extension HashValue {
  /// Calls `body` once with each field and its value; in order of insertion in a small hash.
  ///
  /// The hash must not change meanwhile. O(n).
  public func forEach(_ body: (_ field: ElementText, _ value: ElementText) -> Void) {
    if isPacked { return forEachPacked(body) }
    unsafe elements.forEach { body($0.field, $0.value) }
  }

  func forEachPacked(_ body: (_ field: ElementText, _ value: ElementText) -> Void) {
    let list = unsafe list
    var position = unsafe list.first
    while let field = position, let value = unsafe list.next(field) {
      unsafe body(ElementText(list, field), ElementText(list, value))
      position = unsafe list.next(value)
    }
  }

  /// One step of an iteration from `cursor`: calls `body` with the fields found, and returns the next cursor, 0 at the
  /// end.
  ///
  /// A small hash is met as a whole.
  public func scan(_ cursor: UInt64, _ body: (_ field: ElementText, _ value: ElementText) -> Void) -> UInt64 {
    if isPacked {
      forEachPacked(body)
      return 0
    }
    return unsafe elements.scan(cursor) { body($0.field, $0.value) }
  }

  /// A random field with its value; nil when the hash is empty.
  ///
  /// Expected O(1); O(n) in a small hash.
  public func random(_ numbers: inout RandomNumbers) -> (field: ElementText, value: ElementText)? {
    guard isPacked else { return unsafe elements.random(&numbers).map { ($0.field, $0.value) } }
    guard count > 0, let field = unsafe list.position(at: 2 * numbers.below(count)),
      let value = unsafe list.next(field)
    else { return nil }
    return unsafe (ElementText(list, field), ElementText(list, value))
  }

  /// Whether a field occurs twice in a small hash.
  func hasDuplicates() -> Bool {
    let table = unsafe ElementTable<SetMember>.make(seed: 0, capacity: count)
    defer { unsafe table.release() }
    forEachPacked { field, _ in
      field.withSpan { text in
        let hash = unsafe table.hash(text)
        if unsafe table.slot(text, hash: hash) == nil { unsafe table.insert(SetMember.make(text), hash: hash) }
      }
    }
    return unsafe table.count != count
  }

  /// The first violation of what must always hold, or nil; for tests.
  package func checkInvariants() -> String? {
    if !isPacked { return unsafe elements.checkInvariants() }
    if unsafe !Listpack.isValid(list.span, deeply: true) { return "not a listpack" }
    return hasDuplicates() ? "a field that is there twice" : nil
  }
}
