import getLeaderboard from "@salesforce/apex/LeaderboardController.getLeaderboard";
import LeaderboardPanel from "c/leaderboardPanel";
import { clear, expectAccessible, one, settle, show, textOf, wired } from "test/support";

const leaderboard = {
  leaderboardId: "l1",
  name: "Spring",
  firstDay: "2026-03-01",
  lastDay: null,
  members: 12,
  countedAt: null,
  rows: []
};

afterEach(clear);

test("shows the leaderboard, and that it was not counted yet", async () => {
  const element = show("c-leaderboard-panel", LeaderboardPanel, { recordId: "l1" });
  wired(getLeaderboard).emit(leaderboard);
  await settle();
  expect(wired(getLeaderboard).getLastConfig()).toEqual({ leaderboardId: "l1" });
  expect(one(element, "lightning-card").title).toBe("Spring");
  expect(textOf(one(element, "c-leaderboard-table"))).toContain("Not counted yet");
  await expectAccessible(element);
});

test("says what went wrong", async () => {
  const element = show("c-leaderboard-panel", LeaderboardPanel, { recordId: "l1" });
  wired(getLeaderboard).error({ message: "no" });
  await settle();
  expect(one(element, "c-error-panel")).toBeTruthy();
});
