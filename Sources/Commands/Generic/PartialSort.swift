/// Sorting of which only the first elements are wanted.
///
/// A quicksort in the manner of Bentley and McIlroy, as Redis' is: which of equal elements comes first is the outcome of
/// its exchanges, and shows in replies.
enum PartialSort {
  /// Below this size elements are inserted one after the other.
  private static let smallest = 7
  /// Above this size the pivot is the median of nine elements, not of three.
  private static let large = 40

  /// Brings the first `count` elements to their places; the others follow in some order.
  ///
  /// `order` is negative, zero or positive as its first argument is less than, equal to or greater than its second.
  static func sort<Element>(_ elements: inout [Element], first count: Int, by order: (Element, Element) -> Int) {
    sort(&elements, 0..<elements.count, count, order)
  }

  private static func sort<Element>(
    _ elements: inout [Element], _ part: Range<Int>, _ wanted: Int, _ order: (Element, Element) -> Int
  ) {
    var part = part
    while part.count >= smallest {
      let (less, greater) = partition(&elements, part, order)
      if less.count > 1, less.lowerBound < wanted { sort(&elements, less, wanted, order) }
      guard greater.count > 1, greater.lowerBound < wanted else { return }
      part = greater
    }
    for index in part.dropFirst() {
      var place = index
      while place > part.lowerBound, order(elements[place - 1], elements[place]) > 0 {
        elements.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  /// Brings the elements less than a pivot to the front and those greater to the end.
  private static func partition<Element>(
    _ elements: inout [Element], _ part: Range<Int>, _ order: (Element, Element) -> Int
  ) -> (less: Range<Int>, greater: Range<Int>) {
    let start = part.lowerBound
    elements.swapAt(start, pivot(elements, part, order))
    // Equal elements gather at both ends: before `equalEnd` and behind `equalStart`.
    var (equalEnd, low) = (start + 1, start + 1)
    var (high, equalStart) = (part.upperBound - 1, part.upperBound - 1)
    while true {
      while low <= high {
        let result = order(elements[low], elements[start])
        if result > 0 { break }
        if result == 0 {
          elements.swapAt(equalEnd, low)
          equalEnd += 1
        }
        low += 1
      }
      while low <= high {
        let result = order(elements[high], elements[start])
        if result < 0 { break }
        if result == 0 {
          elements.swapAt(high, equalStart)
          equalStart -= 1
        }
        high -= 1
      }
      if low > high { break }
      elements.swapAt(low, high)
      low += 1
      high -= 1
    }
    let (less, greater) = (low - equalEnd, equalStart - high)
    exchange(&elements, start, low, min(equalEnd - start, less))
    exchange(&elements, low, part.upperBound, min(greater, part.upperBound - equalStart - 1))
    return (start..<start + less, part.upperBound - greater..<part.upperBound)
  }

  /// Exchanges the `count` elements from `first` on with those before `end`.
  private static func exchange<Element>(_ elements: inout [Element], _ first: Int, _ end: Int, _ count: Int) {
    for offset in 0..<count { elements.swapAt(first + offset, end - count + offset) }
  }

  private static func pivot<Element>(
    _ elements: [Element], _ part: Range<Int>, _ order: (Element, Element) -> Int
  ) -> Int {
    var middle = part.lowerBound + part.count / 2
    if part.count == smallest { return middle }
    var (first, last) = (part.lowerBound, part.upperBound - 1)
    if part.count > large {
      let step = part.count / 8
      first = median(elements, first, first + step, first + 2 * step, order)
      middle = median(elements, middle - step, middle, middle + step, order)
      last = median(elements, last - 2 * step, last - step, last, order)
    }
    return median(elements, first, middle, last, order)
  }

  private static func median<Element>(
    _ elements: [Element], _ first: Int, _ second: Int, _ third: Int, _ order: (Element, Element) -> Int
  ) -> Int {
    let firstThird = order(elements[first], elements[third])
    let secondThird = order(elements[second], elements[third])
    if order(elements[first], elements[second]) < 0 {
      return secondThird < 0 ? second : firstThird < 0 ? third : first
    }
    return secondThird > 0 ? second : firstThird < 0 ? first : third
  }
}
