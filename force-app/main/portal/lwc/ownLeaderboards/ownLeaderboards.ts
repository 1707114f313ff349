import { wire } from "lwc";
import getLeaderboards from "@salesforce/apex/MemberPagesController.getLeaderboards";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { OwnPart } from "c/ownPart";
import hiddenLabel from "@salesforce/label/c.LoyaltyLeaderboardHidden";
import noRankLabel from "@salesforce/label/c.LoyaltyLeaderboardNoRank";
import noneLabel from "@salesforce/label/c.LoyaltyLeaderboardNone";
import ownLabel from "@salesforce/label/c.LoyaltyLeaderboardOwn";
import shownLabel from "@salesforce/label/c.LoyaltyLeaderboardShown";
import titleLabel from "@salesforce/label/c.LoyaltyLeaderboards";
import type { LeaderboardView } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Shown {
  readonly leaderboardId: string;
  readonly name: string;
  readonly ownText: string;
  readonly leaderboard: LeaderboardView;
}

/** Member pages: my rank on each leaderboard, and who else agreed to be named. */
export default class OwnLeaderboards extends OwnPart<readonly LeaderboardView[]> {
  labels = { none: noneLabel, title: titleLabel };

  @wire(getLeaderboards, { memberId: "$memberId" })
  receive(result: WireResult<LeaderboardView[]>): void {
    this.take(result);
  }

  get empty(): boolean {
    return this.isNobody || this.data?.length === 0;
  }
  get leaderboards(): Shown[] {
    return (this.data ?? []).map((leaderboard) => ({
      leaderboardId: leaderboard.leaderboardId ?? "",
      name: leaderboard.name ?? "",
      ownText: ownText(leaderboard),
      leaderboard
    }));
  }
  get namedText(): string {
    const [first] = this.data ?? [];
    if (first === undefined) return "";
    return first.ownNamed === true ? shownLabel : hiddenLabel;
  }
}

function ownText({ ownRank, ownPoints, members }: LeaderboardView): string {
  return ownRank === null || ownRank === undefined
    ? noRankLabel
    : labelText(ownLabel, numberText(ownRank), numberText(members), numberText(ownPoints));
}
