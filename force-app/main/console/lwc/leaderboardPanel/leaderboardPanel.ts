import { api, wire } from "lwc";
import getLeaderboard from "@salesforce/apex/LeaderboardController.getLeaderboard";
import { WiredPart } from "c/wiredPart";
import titleLabel from "@salesforce/label/c.LoyaltyLeaderboards";
import type { LeaderboardView } from "apex-types";
import type { WireResult } from "lwc-wire";

/** A leaderboard on its page, as its members see it. */
export default class LeaderboardPanel extends WiredPart<LeaderboardView> {
  /** The leaderboard. */
  @api recordId = "";

  @wire(getLeaderboard, { leaderboardId: "$recordId" })
  receive(result: WireResult<LeaderboardView | null>): void {
    this.take(result);
  }

  override get title(): string {
    return this.data?.name ?? titleLabel;
  }
}
