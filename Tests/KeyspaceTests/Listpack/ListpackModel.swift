import Bytes

@testable import Keyspace

/// A listpack and the elements it must have, with every way of reading compared.
@safe final class ListpackModel {
  var list: Listpack
  private(set) var elements: [[UInt8]] = []

  init() { unsafe list = Listpack.make() }

  deinit { unsafe list.release() }

  var bytes: [UInt8] { unsafe [UInt8](copying: list.span) }

  func insert(_ text: [UInt8], at index: Int) {
    if let position = unsafe list.position(at: index), index < elements.count {
      unsafe list.insert(text.span, before: position)
    } else {
      unsafe list.append(text.span)
    }
    elements.insert(text, at: index)
  }

  func replace(_ index: Int, with text: [UInt8]) {
    guard let position = unsafe list.position(at: index - elements.count) else { return }
    unsafe list.replace(position, with: text.span)
    elements[index] = text
  }

  func remove(_ index: Int) {
    guard let position = unsafe list.position(at: index) else { return }
    let following = unsafe list.remove(position)
    elements.remove(at: index)
    precondition(following == (index == elements.count ? nil : position))
  }

  func remove(from index: Int, count: Int) {
    unsafe list.remove(from: index, count: count)
    elements.removeSubrange(index..<min(index + count, elements.count))
  }

  /// What is wrong, if anything is.
  func fault() -> String? {
    guard unsafe ListpackFormat.isValid(list.span, deeply: true) else { return "invalid: \(bytes)" }
    guard unsafe list.count == elements.count else { return "a wrong count" }
    var position = unsafe list.first
    var positions: [Int] = []
    for (index, element) in elements.enumerated() {
      guard let here = position else { return "it ends before element \(index)" }
      let text = unsafe list.withText(here) { [UInt8](copying: $0) }
      guard text == element else { return "element \(index) is \(text) instead of \(element)" }
      guard unsafe list.equals(here, element.span) else { return "element \(index) does not equal itself" }
      positions.append(here)
      position = unsafe list.next(here)
    }
    guard position == nil else { return "it goes on after the last element" }
    position = unsafe list.last
    for expected in positions.reversed() {
      guard position == expected else { return "a wrong way back to \(expected)" }
      position = unsafe list.previous(expected)
    }
    guard position == nil else { return "it goes on before the first element" }
    for index in [0, 1, elements.count / 2, elements.count - 1, elements.count] {
      let expected = positions.indices.contains(index) ? positions[index] : nil
      guard unsafe list.position(at: index) == expected else { return "element \(index) is not found by its index" }
      let back = positions.indices.contains(index) ? index - elements.count : -elements.count - 1
      guard unsafe list.position(at: back) == expected else { return "element \(back) is not found by its index" }
    }
    return nil
  }
}
