import { api, LightningElement } from "lwc";
import { labelText } from "c/labelText";
import { dayText, momentText, numberText } from "c/localeText";
import countedLabel from "@salesforce/label/c.LoyaltyLeaderboardCounted";
import memberLabel from "@salesforce/label/c.LoyaltyLeaderboardMember";
import nobodyLabel from "@salesforce/label/c.LoyaltyLeaderboardNobody";
import notCountedLabel from "@salesforce/label/c.LoyaltyLeaderboardNotCounted";
import pointsLabel from "@salesforce/label/c.LoyaltyLeaderboardPoints";
import rankLabel from "@salesforce/label/c.LoyaltyLeaderboardRank";
import sinceLabel from "@salesforce/label/c.LoyaltyLeaderboardSince";
import tiesLabel from "@salesforce/label/c.LoyaltyLeaderboardTies";
import windowLabel from "@salesforce/label/c.LoyaltyLeaderboardWindow";
import type { LeaderboardView } from "apex-types";

interface RowText {
  readonly key: string;
  readonly rank: string;
  readonly name: string;
  readonly points: string;
  readonly className: string;
}

/** The best of a leaderboard who agreed to be named, and how many take part. */
export default class LeaderboardTable extends LightningElement {
  @api leaderboard: Partial<LeaderboardView> = {};

  labels = { member: memberLabel, nobody: nobodyLabel, points: pointsLabel, rank: rankLabel, ties: tiesLabel };

  get label(): string {
    return this.leaderboard.name ?? "";
  }
  get windowText(): string {
    const { firstDay, lastDay } = this.leaderboard;
    return lastDay
      ? labelText(windowLabel, plainDayText(firstDay), plainDayText(lastDay))
      : labelText(sinceLabel, plainDayText(firstDay));
  }
  get countedText(): string {
    const { countedAt, members } = this.leaderboard;
    return countedAt ? labelText(countedLabel, numberText(members), momentText(countedAt)) : notCountedLabel;
  }
  get hasRows(): boolean {
    return this.rows.length > 0;
  }
  get rows(): RowText[] {
    return (this.leaderboard.rows ?? []).map(({ rank, name, points, own }, index) => ({
      key: String(index),
      rank: numberText(rank),
      name: name ?? "",
      points: numberText(points),
      className: own === true ? "own" : "other"
    }));
  }
}

/** Days without a time are the same in every zone. */
function plainDayText(day: string | null | undefined): string {
  return dayText(day, "UTC");
}
