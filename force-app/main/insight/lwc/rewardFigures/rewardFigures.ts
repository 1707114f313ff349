import { api, wire } from "lwc";
import getOverview from "@salesforce/apex/RewardFiguresController.getOverview";
import REWARD from "@salesforce/schema/LoyaltyReward__c";
import locale from "@salesforce/i18n/locale";
import couldAffordLabel from "@salesforce/label/c.LoyaltyRewardFiguresCould";
import countedLabel from "@salesforce/label/c.LoyaltyRewardFiguresCounted";
import costLabel from "@salesforce/label/c.LoyaltyRewardFiguresCost";
import ignoredLabel from "@salesforce/label/c.LoyaltyRewardFiguresIgnored";
import lastLabel from "@salesforce/label/c.LoyaltyRewardFiguresLast";
import neverLabel from "@salesforce/label/c.LoyaltyRewardFiguresNever";
import noneLabel from "@salesforce/label/c.LoyaltyRewardFiguresNone";
import notIgnoredLabel from "@salesforce/label/c.LoyaltyRewardFiguresNotIgnored";
import notRedeemedLabel from "@salesforce/label/c.LoyaltyRewardFiguresNotRedeemed";
import popularLabel from "@salesforce/label/c.LoyaltyRewardFiguresPopular";
import redemptionsLabel from "@salesforce/label/c.LoyaltyRewardFiguresRedemptions";
import rewardLabel from "@salesforce/label/c.LoyaltyRewardFiguresReward";
import shareLabel from "@salesforce/label/c.LoyaltyRewardFiguresShare";
import titleLabel from "@salesforce/label/c.LoyaltyRewardFigures";
import { labelText } from "c/labelText";
import { dayText, momentText, numberText } from "c/localeText";
import { WiredView } from "c/wiredPart";
import { NavigationMixin } from "lightning/navigation";
import type {
  RewardFiguresController_Overview as Overview,
  RewardFiguresController_RewardFigure as RewardFigure
} from "apex-types";
import type { WireResult } from "lwc-wire";

const MOST_POPULAR = 5;

interface RewardText {
  readonly rewardId: string;
  readonly name: string;
  readonly cost: string;
  readonly redemptions: string;
  readonly share: string;
  readonly couldAfford: string;
  readonly last: string;
}

interface Group {
  readonly name: string;
  readonly title: string;
  /** How a reward comes into it; empty where the title says so. */
  readonly meaning: string;
  readonly nothing: string;
  readonly isEmpty: boolean;
  readonly rewards: readonly RewardText[];
}

/** The rewards of a program that are redeemed most, and those that many could have and nobody takes. */
export default class RewardFigures extends NavigationMixin(WiredView<Overview>) {
  @api programId = "";

  labels = {
    cost: costLabel,
    couldAfford: couldAffordLabel,
    last: lastLabel,
    none: noneLabel,
    redemptions: redemptionsLabel,
    reward: rewardLabel,
    share: shareLabel,
    title: titleLabel
  };

  @wire(getOverview, { programId: "$programId" })
  receive(result: WireResult<Overview | null>): void {
    this.take(result);
  }

  get isEmpty(): boolean {
    return this.data !== undefined && this.rewards.length === 0;
  }
  get countedText(): string {
    return labelText(countedLabel, numberText(this.data?.days), momentText(this.data?.countedAt));
  }
  get groups(): Group[] {
    const popular = this.rewards.filter(({ redemptions }) => (redemptions ?? 0) > 0).slice(0, MOST_POPULAR);
    const ignored = this.rewards.filter((reward) => reward.ignored);
    return [
      groupOf("popular", popularLabel, "", notRedeemedLabel, popular),
      groupOf("ignored", ignoredLabel, this.data?.ignoredMeans ?? "", notIgnoredLabel, ignored)
    ];
  }

  handleReward(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset.id!;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: REWARD.objectApiName, recordId, actionName: "view" }
    });
  }

  private get rewards(): readonly RewardFigure[] {
    return this.data?.rewards ?? [];
  }
}

function groupOf(
  name: string,
  title: string,
  meaning: string,
  nothing: string,
  rewards: readonly RewardFigure[]
): Group {
  return { name, title, meaning, nothing, isEmpty: rewards.length === 0, rewards: rewards.map(textOf) };
}

function textOf({
  rewardId,
  name,
  cost,
  redemptions,
  membersShare,
  couldAfford,
  lastRedeemedAt
}: RewardFigure): RewardText {
  return {
    rewardId: rewardId ?? "",
    name: name ?? "",
    cost: numberText(cost),
    redemptions: numberText(redemptions),
    share: ((membersShare ?? 0) / 100).toLocaleString(locale, { style: "percent", maximumFractionDigits: 1 }),
    couldAfford: numberText(couldAfford),
    last: lastRedeemedAt ? dayText(lastRedeemedAt) : neverLabel
  };
}
