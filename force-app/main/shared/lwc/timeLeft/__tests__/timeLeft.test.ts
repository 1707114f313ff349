import TimeLeft from "c/timeLeft";
import { clear, expectAccessible, one, settle, show, textOf } from "test/support";

const NOW = Date.parse("2026-12-01T12:00:00Z");

function shown(until: string | null): ReturnType<typeof show> {
  return show("c-time-left", TimeLeft, { until });
}

describe("timeLeft", () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "queueMicrotask", "setTimeout"], now: NOW }));
  afterEach(() => {
    clear();
    jest.useRealTimers();
  });

  test.each([
    ["2026-12-08T12:00:00Z", "7 days left"],
    ["2026-12-03T15:20:30Z", "2 days, 3 hours left"],
    ["2026-12-02T12:00:00Z", "1 day left"],
    ["2026-12-01T14:05:00Z", "2 hours, 5 minutes left"],
    ["2026-12-01T12:00:01Z", "1 minute left"]
  ])("until %s it says %s", async (until, text) => {
    const element = shown(until);
    await settle();
    expect(textOf(element).trim()).toBe(text);
  });

  test.each([["2026-12-08T12:00:01Z"], ["2026-12-01T12:00:00Z"], ["2026-11-01T12:00:00Z"], [null]])(
    "says nothing of %s: later than a week, over, or no moment at all",
    async (until) => {
      const element = shown(until);
      await settle();
      expect(textOf(element).trim()).toBe("");
    }
  );

  test("counts by the minute until nothing is left", async () => {
    const element = shown("2026-12-01T12:02:00Z");
    await settle();
    expect(one(element, "span").textContent).toBe("2 minutes left");
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(one(element, "span").textContent).toBe("1 minute left");
    jest.advanceTimersByTime(60_000);
    await settle();
    expect(textOf(element).trim()).toBe("");
  });

  test("is accessible", async () => {
    jest.useRealTimers();
    const element = shown(new Date(Date.now() + 60_000).toISOString());
    await settle();
    await expectAccessible(element);
  });
});
