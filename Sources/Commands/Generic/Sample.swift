import Bytes

/// Drawing some of many elements.
enum Sample {
  /// When less than one of so many elements is wanted, drawing until there are enough different ones is cheaper than
  /// looking at all.
  static let sparseness = 3

  /// Brings a random choice of `count` elements to the front, in random order.
  ///
  /// O(count).
  static func shuffle<Element>(_ elements: inout [Element], first count: Int, _ random: inout RandomNumbers) {
    for index in 0..<count { elements.swapAt(index, index + random.below(elements.count - index)) }
  }
}
