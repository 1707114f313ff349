import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import type { ReferralController_Overview as Overview } from "apex-types";

/** Sentences that say what a referral gives: {0} to the member, {1} to the new one. */
export interface PromiseTexts {
  readonly both: string;
  readonly referrerAlone: string;
  readonly refereeAlone: string;
}

/** What both sides get for a referral; who gets nothing is not named. */
export function promiseText(overview: Partial<Overview> | undefined, texts: PromiseTexts): string {
  const { pointName, referrerPoints, refereePoints, referrerReward, refereeReward } = overview ?? {};
  const referrer = givenText(referrerPoints, pointName, referrerReward);
  const referee = givenText(refereePoints, pointName, refereeReward);
  if (referrer === "" && referee === "") {
    return "";
  }
  if (referee === "") {
    return labelText(texts.referrerAlone, referrer);
  }
  return referrer === "" ? labelText(texts.refereeAlone, referee) : labelText(texts.both, referrer, referee);
}

type Given<T> = T | null | undefined;

function givenText(points: Given<number>, pointName: Given<string>, reward: Given<string>): string {
  const pointsText = points ? `${numberText(points)} ${pointName ?? ""}`.trim() : "";
  return [pointsText, reward ?? ""].filter((text) => text !== "").join(" + ");
}
