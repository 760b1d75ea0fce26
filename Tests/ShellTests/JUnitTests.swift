import Testing

@testable import Shell

/// The results of transcripts for other programs.
@Suite struct JUnitTests {
  private static let outcomes: [TranscriptOutcome] = {
    var differs = TranscriptOutcome(name: "a & \"b\".md", verdict: .differs, status: 1)
    differs.start = 1_695_656_568_000_000
    differs.time = 1_234_567
    differs.steps = [
      TranscriptOutcome.Step(verdict: .passed, line: 4, input: bytes("SET a 1"), time: 999),
      TranscriptOutcome.Step(
        verdict: .differs, line: 6, input: bytes("GET \"<a>\n") + [0x01, 0xFF], time: 2000,
        difference: bytes("-]]>\u{FFFE}\u{E9}\r\n") + [0x1B, 0x00, 0xC3]),
      TranscriptOutcome.Step(verdict: .skipped, line: 9, input: bytes("PING")),
    ]
    return [differs, TranscriptOutcome(name: "c.md", failure: "cannot open c.md", status: 2)]
  }()

  @Test func isXMLWithEverythingEscaped() {
    #expect(
      text(JUnitReport.write(Self.outcomes)) == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="a &amp; &quot;b&quot;.md" package="aofsh" id="0" timestamp="2023-09-25T15:42:48" \#
        hostname="localhost" tests="3" failures="1" errors="0" skipped="1" time="1.234">
            <properties/>
            <testcase classname="a &amp; &quot;b&quot;.md" name="4: SET a 1" time="0.000"/>
            <testcase classname="a &amp; &quot;b&quot;.md" name="6: GET &quot;&lt;a&gt;&#10;\x01\xff" time="0.002">
              <failure type="difference" message="a &amp; &quot;b&quot;.md:6: printed something else: \#
        GET &quot;&lt;a&gt;&#10;\x01\xff">-]]&gt;\xef\xbf\xbeé&#13;
        \x1b\x00\xc3</failure>
            </testcase>
            <testcase classname="a &amp; &quot;b&quot;.md" name="9: PING" time="0.000">
              <skipped/>
            </testcase>
            <system-out/>
            <system-err/>
          </testsuite>
          <testsuite name="c.md" package="aofsh" id="1" timestamp="1970-01-01T00:00:00" \#
        hostname="localhost" tests="1" failures="0" errors="1" skipped="0" time="0.000">
            <properties/>
            <testcase classname="c.md" name="run" time="0.000">
              <error type="error" message="cannot open c.md"/>
            </testcase>
            <system-out/>
            <system-err/>
          </testsuite>
        </testsuites>

        """#)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00"), (951_782_399, "2000-02-28T23:59:59"), (951_782_400, "2000-02-29T00:00:00"),
    (1_709_251_199, "2024-02-29T23:59:59"), (1_735_689_599, "2024-12-31T23:59:59"),
    (4_107_542_400, "2100-03-01T00:00:00"),
  ])
  func dates(_ seconds: Int64, _ date: String) {
    #expect(JUnitReport.date(seconds * 1_000_000) == date)
  }

  @Test func outcomesPassBetweenProcesses() {
    for outcome in Self.outcomes {
      #expect(TranscriptOutcome(name: outcome.name, encoded: outcome.encoded) == outcome)
      for count in outcome.encoded.indices {
        #expect(TranscriptOutcome(name: outcome.name, encoded: Array(outcome.encoded.prefix(count))) == nil)
      }
    }
  }
}
