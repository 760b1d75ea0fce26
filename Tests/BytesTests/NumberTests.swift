import Bytes
import Testing

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

@Suite("Integers") struct IntegerTests {
  @Test(
    "takes canonical decimals only",
    arguments: [
      ("0", 0), ("7", 7), ("-1", -1), ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min),
      ("", nil), ("-", nil),
      ("-0", nil), ("+1", nil), (" 1", nil), ("1 ", nil), ("01", nil), ("-01", nil), ("00", nil), ("1a", nil),
      ("0x1", nil), ("1\0", nil),
      ("9223372036854775808", nil), ("-9223372036854775809", nil), ("18446744073709551616", nil),
      ("99999999999999999999", nil),
      ("123456789012345678901", nil),
    ] as [(String, Int64?)])
  func canonical(text: String, value: Int64?) {
    #expect(bytes(text).span.canonicalInteger == value)
    guard let value else { return }
    var writer = ByteWriter()
    writer.append(decimal: value)
    #expect(writer.array == bytes(text))
    #expect(value.decimalCount == text.utf8.count)
  }

  @Test(
    "reads loosely as atoll does",
    arguments: [
      ("", 0, 0), ("x", 0, 0), ("-", 0, 0), (" \t\n", 0, 0), ("0", 0, 1), (" 12x", 12, 3), ("+5", 5, 2), ("-5", -5, 2),
      ("--5", 0, 0), ("+-5", 0, 0),
      ("007", 7, 3), ("1 2", 1, 1), ("9223372036854775807", .max, 19), ("9223372036854775808", .max, 19),
      ("-9223372036854775808", .min, 20),
      ("-9223372036854775809", .min, 20), ("99999999999999999999999x", .max, 23),
      ("92233720368547758070000000000000000000000000", .max, 44),
    ] as [(String, Int64, Int)])
  func loose(text: String, value: Int64, end: Int) {
    #expect(bytes(text).span.looseInteger == value)
    #expect(bytes(text).span.looseIntegerPrefix == (value, end))
  }
}

@Suite("Doubles") struct DoubleTests {
  @Test(
    "reads what Redis reads",
    arguments: [
      ("1", 1), ("-1", -1), ("+1", 1), ("01", 1), (".5", 0.5), ("5.", 5), ("1e5", 1e5), ("1E-5", 1e-5), ("0x1p3", 8),
      ("0x10", 16), ("1e-300", 1e-300),
      ("inf", .infinity), ("-inf", -.infinity), ("+Inf", .infinity), ("infinity", .infinity),
      ("9007199254740993", 9007199254740992), ("0", 0),
    ] as [(String, Double)])
  func accepted(text: String, value: Double) { #expect(bytes(text).span.redisDouble == value) }

  @Test(
    "refuses what Redis refuses",
    arguments: [
      "", " 1", "1 ", "\t1", "nan", "-nan", "nan(12)", "NaN", "1e400", "-1e400", "1e-400", "x", "1x", "1,5", "1\0",
      "1\0002", "e5", ".", "-", "--1",
    ])
  func refused(text: String) { #expect(bytes(text).span.redisDouble == nil) }

  @Test("keeps the sign of zero")
  func negativeZero() {
    #expect(bytes("-0").span.redisDouble?.sign == .minus)
    #expect(bytes("-0.0").span.redisDouble?.sign == .minus)
    #expect(bytes("0").span.redisDouble?.sign == .plus)
  }

  @Test(
    "prints 17 digits",
    arguments: [
      (0, "0"), (-0.0, "-0"), (1, "1"), (-1.5, "-1.5"), (3.14, "3.1400000000000001"), (0.1, "0.10000000000000001"),
      (100, "100"), (1e15, "1000000000000000"),
      (1e16, "10000000000000000"), (1e17, "1e+17"), (12345678901234568, "12345678901234568"), (1e-4, "0.0001"),
      (1e-5, "1.0000000000000001e-05"),
      (0x1p-14, "6.103515625e-05"), (1e100, "1e+100"), (.leastNonzeroMagnitude, "4.9406564584124654e-324"),
      (0.5, "0.5"),
      (1.7976931348623157e308, "1.7976931348623157e+308"), (.infinity, "inf"), (-.infinity, "-inf"), (.nan, "nan"),
      (-.nan, "-nan"),
      (99999999999999984, "99999999999999984"), (9007199254740992, "9007199254740992"),
      (0.00012345, "0.00012344999999999999"), (1e22, "1e+22"),
    ] as [(Double, String)])
  func printed(value: Double, text: String) {
    var writer = ByteWriter()
    writer.append(double: value)
    #expect(String(bytes: writer.span) == text)
  }

  @Test("prints text that reads back as the same number", arguments: 0..<20)
  func roundTrip(seed: Int) {
    var random = RandomNumbers(seed: UInt64(seed))
    for _ in 0..<500 {
      let value = Double(bitPattern: random.next())
      if value.isNaN || value.isInfinite { continue }
      #expect(DoubleText(value).span.redisDouble?.bitPattern == value.bitPattern)
    }
  }
}

private func longDouble(_ text: String) -> LongDouble? { LongDouble(bytes(text).span) }

@Suite("Long doubles") struct LongDoubleTests {
  #if arch(x86_64)
    // What redis-server 7.0.15 replied to SET and INCRBYFLOAT.
    @Test(
      "adds as Redis does",
      arguments: [
        ("10", "0.1", "10.1"), ("0.1", "0.2", "0.3"), ("3.0e3", "200", "3200"), ("10", "-0", "10"), ("-0", "0", "0"),
        ("5.0", "-5", "0"), ("10", "1e-400", "10"),
        ("0", "1e-400", "0"), ("0x10", "0", "16"), (".5", "5.", "5.5"),
        ("9223372036854775807", "1", "9223372036854775808"), ("-1.5", "0.5", "-1"),
        ("1e20", "1", "100000000000000000000"), ("0", "-1e-20", "0"),
      ])
    func adds(left: String, right: String, sum: String) throws {
      let left = try #require(longDouble(left))
      let right = try #require(longDouble(right))
      #expect(String(decoding: (left + right).text, as: UTF8.self) == sum)
    }

    @Test("prints the largest number in full")
    func largest() throws {
      let largest = try #require(longDouble("1.18973149535723176502e+4932"))
      #expect(largest.text.count == 4933)
      #expect(!(largest + largest).isFinite)
      #expect((largest + largest).text == bytes("inf"))
    }
  #endif

  @Test(
    "refuses what Redis refuses",
    arguments: ["", " 1", "1 ", "nan", "-nan", "1e5000", "1e-5000", "x", "1\0", String(repeating: "0", count: 5120)])
  func refused(text: String) { #expect(LongDouble(bytes(text).span) == nil) }

  @Test("takes integers and infinities")
  func others() {
    #expect(LongDouble(.min).text == bytes("-9223372036854775808"))
    #expect(LongDouble(bytes("-infinity").span)?.text == bytes("-inf"))
    #expect(LongDouble(bytes(String(repeating: "0", count: 5119)).span)?.text == bytes("0"))
  }
}

@Suite("Memory sizes") struct MemorySizeTests {
  @Test(
    "reads units as Redis does",
    arguments: [
      ("0", 0), ("1", 1), ("1b", 1), ("1k", 1000), ("1kb", 1024), ("1KB", 1024), ("2m", 2_000_000), ("64mb", 64 << 20),
      ("1g", 1_000_000_000), ("1Gb", 1 << 30),
      ("mb", 0), ("", 0), ("007kb", 7168), ("99999999999999999999", .max), ("1t", nil), ("-1", nil), ("1 mb", nil),
      ("1.5mb", nil), ("x", nil), ("1kbb", nil),
      (String(repeating: "0", count: 127), 0), (String(repeating: "0", count: 128), nil),
    ] as [(String, UInt64?)])
  func parse(text: String, value: UInt64?) { #expect(MemorySize.parse(bytes(text).span) == value) }

  @Test(
    "prints sizes for people",
    arguments: [
      (0, "0B"), (1023, "1023B"), (1024, "1.00K"), (1536, "1.50K"), (1_048_575, "1024.00K"), (1 << 20, "1.00M"),
      (923_456, "901.81K"), (1 << 30, "1.00G"),
      (1 << 40, "1.00T"), (1 << 50, "1.00P"), (1 << 60, "1152921504606846976B"), (1_234_567_890, "1.15G"),
      (1152, "1.12K"), (1_408, "1.38K"),
    ] as [(UInt64, String)])
  func human(value: UInt64, text: String) { #expect(MemorySize.human(value) == text) }
}
