import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import { moneyText } from "c/localeText";
import { readConditions, type Condition } from "c/ruleConditions";
import alwaysLabel from "@salesforce/label/c.LoyaltyRuleAlways";
import andLabel from "@salesforce/label/c.LoyaltyRuleAnd";
import controlLabel from "@salesforce/label/c.LoyaltyRuleControl";
import daysFromLabel from "@salesforce/label/c.LoyaltyRuleDaysFrom";
import daysFromToLabel from "@salesforce/label/c.LoyaltyRuleDaysFromTo";
import daysToLabel from "@salesforce/label/c.LoyaltyRuleDaysTo";
import daysWhenActiveLabel from "@salesforce/label/c.LoyaltyRuleDaysWhenActive";
import activitiesOfYear from "@salesforce/label/c.LoyaltyRuleFieldActivitiesOfYear";
import activity from "@salesforce/label/c.LoyaltyRuleFieldActivity";
import age from "@salesforce/label/c.LoyaltyRuleFieldAge";
import amount from "@salesforce/label/c.LoyaltyRuleFieldAmount";
import amountOfYear from "@salesforce/label/c.LoyaltyRuleFieldAmountOfYear";
import balance from "@salesforce/label/c.LoyaltyRuleFieldBalance";
import birthday from "@salesforce/label/c.LoyaltyRuleFieldBirthday";
import birthdayMonth from "@salesforce/label/c.LoyaltyRuleFieldBirthdayMonth";
import channel from "@salesforce/label/c.LoyaltyRuleFieldChannel";
import churnRisk from "@salesforce/label/c.LoyaltyRuleFieldChurnRisk";
import consents from "@salesforce/label/c.LoyaltyRuleFieldConsents";
import country from "@salesforce/label/c.LoyaltyRuleFieldCountry";
import date from "@salesforce/label/c.LoyaltyRuleFieldDate";
import dayOfYear from "@salesforce/label/c.LoyaltyRuleFieldDayOfYear";
import enrolledDays from "@salesforce/label/c.LoyaltyRuleFieldEnrolledDays";
import enrolledYears from "@salesforce/label/c.LoyaltyRuleFieldEnrolledYears";
import firstPurchase from "@salesforce/label/c.LoyaltyRuleFieldFirstPurchase";
import frequencyScore from "@salesforce/label/c.LoyaltyRuleFieldFrequencyScore";
import hasLines from "@salesforce/label/c.LoyaltyRuleFieldHasLines";
import hour from "@salesforce/label/c.LoyaltyRuleFieldHour";
import joinedFrom from "@salesforce/label/c.LoyaltyRuleFieldJoinedFrom";
import isCompany from "@salesforce/label/c.LoyaltyRuleFieldIsCompany";
import lineAmount from "@salesforce/label/c.LoyaltyRuleFieldLineAmount";
import lineCategory from "@salesforce/label/c.LoyaltyRuleFieldLineCategory";
import lineProduct from "@salesforce/label/c.LoyaltyRuleFieldLineProduct";
import lineQuantity from "@salesforce/label/c.LoyaltyRuleFieldLineQuantity";
import moneyScore from "@salesforce/label/c.LoyaltyRuleFieldMoneyScore";
import orderCount from "@salesforce/label/c.LoyaltyRuleFieldOrderCount";
import orderedAmount from "@salesforce/label/c.LoyaltyRuleFieldOrderedAmount";
import orderedQuantity from "@salesforce/label/c.LoyaltyRuleFieldOrderedQuantity";
import preferences from "@salesforce/label/c.LoyaltyRuleFieldPreferences";
import purchasedAmount from "@salesforce/label/c.LoyaltyRuleFieldPurchasedAmount";
import purchases from "@salesforce/label/c.LoyaltyRuleFieldPurchases";
import purchasesOfYear from "@salesforce/label/c.LoyaltyRuleFieldPurchasesOfYear";
import quantity from "@salesforce/label/c.LoyaltyRuleFieldQuantity";
import recencyScore from "@salesforce/label/c.LoyaltyRuleFieldRecencyScore";
import redemptionsOfYear from "@salesforce/label/c.LoyaltyRuleFieldRedemptionsOfYear";
import segments from "@salesforce/label/c.LoyaltyRuleFieldSegments";
import sinceMatch from "@salesforce/label/c.LoyaltyRuleFieldSinceMatch";
import sincePurchase from "@salesforce/label/c.LoyaltyRuleFieldSincePurchase";
import tier from "@salesforce/label/c.LoyaltyRuleFieldTier";
import weekday from "@salesforce/label/c.LoyaltyRuleFieldWeekday";
import forAllLabel from "@salesforce/label/c.LoyaltyRuleForAll";
import forLinesLabel from "@salesforce/label/c.LoyaltyRuleForLines";
import forMemberLabel from "@salesforce/label/c.LoyaltyRuleForMember";
import badgeLabel from "@salesforce/label/c.LoyaltyRuleGivesBadge";
import bandLabel from "@salesforce/label/c.LoyaltyRuleGivesBand";
import perPieceLabel from "@salesforce/label/c.LoyaltyRuleGivesPerPiece";
import perUnitLabel from "@salesforce/label/c.LoyaltyRuleGivesPerUnit";
import pointsLabel from "@salesforce/label/c.LoyaltyRuleGivesPoints";
import rewardLabel from "@salesforce/label/c.LoyaltyRuleGivesReward";
import timesBaseLabel from "@salesforce/label/c.LoyaltyRuleGivesTimes";
import milestoneLabel from "@salesforce/label/c.LoyaltyRuleMilestone";
import milestoneOnceLabel from "@salesforce/label/c.LoyaltyRuleMilestoneOnce";
import moneyForAllLabel from "@salesforce/label/c.LoyaltyRuleMoneyForAll";
import noLabel from "@salesforce/label/c.LoyaltyRuleNo";
import noLimitsLabel from "@salesforce/label/c.LoyaltyRuleNoLimits";
import notLabel from "@salesforce/label/c.LoyaltyRuleNot";
import oneLineLabel from "@salesforce/label/c.LoyaltyRuleOneLine";
import above from "@salesforce/label/c.LoyaltyRuleOpAbove";
import atLeast from "@salesforce/label/c.LoyaltyRuleOpAtLeast";
import atMost from "@salesforce/label/c.LoyaltyRuleOpAtMost";
import below from "@salesforce/label/c.LoyaltyRuleOpBelow";
import between from "@salesforce/label/c.LoyaltyRuleOpBetween";
import equals from "@salesforce/label/c.LoyaltyRuleOpEquals";
import excludes from "@salesforce/label/c.LoyaltyRuleOpExcludes";
import isIn from "@salesforce/label/c.LoyaltyRuleOpIn";
import includes from "@salesforce/label/c.LoyaltyRuleOpIncludes";
import includesAny from "@salesforce/label/c.LoyaltyRuleOpIncludesAny";
import includesNone from "@salesforce/label/c.LoyaltyRuleOpIncludesNone";
import notEquals from "@salesforce/label/c.LoyaltyRuleOpNotEquals";
import notIn from "@salesforce/label/c.LoyaltyRuleOpNotIn";
import startsWith from "@salesforce/label/c.LoyaltyRuleOpStartsWith";
import optInLabel from "@salesforce/label/c.LoyaltyRuleOptIn";
import orLabel from "@salesforce/label/c.LoyaltyRuleOr";
import rewardsForAllLabel from "@salesforce/label/c.LoyaltyRuleRewardsForAll";
import shareLabel from "@salesforce/label/c.LoyaltyRuleShare";
import stepOfLabel from "@salesforce/label/c.LoyaltyRuleStepOf";
import surpriseLabel from "@salesforce/label/c.LoyaltyRuleSurprise";
import timesLabel from "@salesforce/label/c.LoyaltyRuleTimes";
import yesLabel from "@salesforce/label/c.LoyaltyRuleYes";
import type { RuleChoices, RuleDraft } from "apex-types";

/** What the fields of the criteria are called. */
const FIELDS: Readonly<Record<string, string>> = {
  "document.activity": activity,
  "document.amount": amount,
  "document.channel": channel,
  "document.date": date,
  "document.dayOfYear": dayOfYear,
  "document.hasLines": hasLines,
  "document.hour": hour,
  "document.quantity": quantity,
  "document.weekday": weekday,
  "history.daysSinceLastMatch": sinceMatch,
  "history.daysSinceLastPurchase": sincePurchase,
  "history.isFirstPurchase": firstPurchase,
  "history.orderCount": orderCount,
  "history.orderedAmount": orderedAmount,
  "history.orderedQuantity": orderedQuantity,
  "line.amount": lineAmount,
  "line.category": lineCategory,
  "line.product": lineProduct,
  "line.quantity": lineQuantity,
  "member.birthday": birthday,
  "member.birthdayMonth": birthdayMonth,
  "member.enrolledDays": enrolledDays,
  "member.enrolledYears": enrolledYears,
  "member.isCompany": isCompany,
  "member.joinedFrom": joinedFrom,
  "member.segments": segments,
  "member.tier": tier,
  "profile.activitiesOfYear": activitiesOfYear,
  "profile.age": age,
  "profile.amountOfYear": amountOfYear,
  "profile.balance": balance,
  "profile.churnRisk": churnRisk,
  "profile.consents": consents,
  "profile.country": country,
  "profile.daysSinceLastPurchase": sincePurchase,
  "profile.frequencyScore": frequencyScore,
  "profile.moneyScore": moneyScore,
  "profile.orderCount": purchases,
  "profile.orderedAmount": purchasedAmount,
  "profile.ordersOfYear": purchasesOfYear,
  "profile.preferences": preferences,
  "profile.recencyScore": recencyScore,
  "profile.redemptionsOfYear": redemptionsOfYear
};

const OPERATORS: Readonly<Record<string, string>> = {
  above,
  atLeast,
  atMost,
  below,
  between,
  equals,
  excludes,
  in: isIn,
  includes,
  includesAny,
  includesNone,
  notEquals,
  notIn,
  startsWith
};

/** In the order of RuleComparison.WEEKDAYS. 5 January 1970 was a Monday. */
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const A_MONDAY = Date.UTC(1970, 0, 5);
const DAY_LENGTH = 86_400_000;

/** One line of a rule's description. */
export interface RuleWords {
  readonly gives: string;
  readonly when: string;
  readonly days: string;
  readonly limits: string;
  /** Empty without a milestone. */
  readonly milestone: string;
}

/** What a field of the criteria is called. */
export function fieldText(name: string): string {
  return FIELDS[name] ?? name;
}

/** What an operator of the criteria is called. */
export function operatorText(name: string): string {
  return OPERATORS[name] ?? name;
}

/** A value of the criteria as people write it. */
export function valueText(field: string, value: unknown): string {
  if (value === true || value === false) return value ? yesLabel : noLabel;
  if (typeof value === "number") return value.toLocaleString(locale);
  if (value === "" || value === null || value === undefined) return "…";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  if (field === "document.date") return dayText(text);
  if (field === "document.dayOfYear") return dayText(`2000-${text}`, { month: "long", day: "numeric" });
  return field === "document.weekday" ? weekdayText(text) : `“${text}”`;
}

/** A condition, group or anything else that stands in criteria, in words. */
export function criteriaText(node: unknown): string {
  if (typeof node !== "object" || node === null) return JSON.stringify(node);
  const one = node as Readonly<Record<string, unknown>>;
  if (Array.isArray(one.all)) return joinedText(one.all, andLabel);
  if (Array.isArray(one.any)) return joinedText(one.any, orLabel);
  if ("not" in one) return labelText(notLabel, criteriaText(one.not));
  if ("anyLine" in one) return labelText(oneLineLabel, criteriaText(one.anyLine));
  return "field" in one ? conditionText(one as unknown as Condition) : JSON.stringify(node);
}

/** All conditions of criteria in words, joined as they are. */
export function conditionsText(criteria: string | null, isForLines = false): string {
  const conditions = readConditions(criteria, isForLines);
  if (!conditions) return criteria ?? "";
  const word = conditions.joined === "all" ? andLabel : orLabel;
  const texts = conditions.parts.map((part) =>
    "kept" in part ? criteriaText(part.kept) : conditionText(part.condition)
  );
  return texts.length === 0 ? alwaysLabel : texts.join(` ${word} `);
}

/** A condition in words, for example: Tier is at least “Silver”. */
export function conditionText({ field, operator, value }: Condition): string {
  const subject = fieldText(field);
  if (operator === "between" && Array.isArray(value)) {
    const [first, last] = value as readonly unknown[];
    return `${subject} ${fillBlanks(between, valueText(field, first), valueText(field, last))}`;
  }
  const values = Array.isArray(value)
    ? value.map((each) => valueText(field, each)).join(", ")
    : valueText(field, value);
  return `${subject} ${operatorText(operator)} ${values}`;
}

/** The whole rule in words. */
export function ruleWords(draft: RuleDraft, choices: RuleChoices): RuleWords {
  return {
    gives: draft.scope === "Lines" ? labelText(forLinesLabel, givesText(draft, choices)) : givesText(draft, choices),
    when: whenText(draft, choices),
    days: daysText(draft),
    limits: limitsText(draft, choices),
    milestone: milestoneText(draft, choices)
  };
}

/** A day as `YYYY-MM-DD`, in the user's way of writing days. */
export function dayText(day: string, format: Intl.DateTimeFormatOptions = { dateStyle: "medium" }): string {
  const moment = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(moment.getTime()) ? day : moment.toLocaleDateString(locale, { ...format, timeZone: "UTC" });
}

/** What a value of a picklist is called. */
export function choiceText(choices: RuleChoices, name: string, value: string | null): string {
  const { picklists } = choices as { picklists: Readonly<Record<string, RuleChoices["rewards"]>> };
  return picklists[name]?.find((choice) => choice?.value === value)?.label ?? value ?? "";
}

/** What a day of the week is called. */
export function weekdayText(name: string): string {
  const index = WEEKDAYS.findIndex((each) => each.toLowerCase() === name.toLowerCase());
  if (index < 0) return name;
  const moment = new Date(A_MONDAY + index * DAY_LENGTH);
  return moment.toLocaleDateString(locale, { weekday: "long", timeZone: "UTC" });
}

/** Fills the … of the operator's text. */
function fillBlanks(text: string, ...values: readonly string[]): string {
  return values.reduce((filled, value) => filled.replace("…", value), text);
}

function joinedText(nodes: readonly unknown[], word: string): string {
  const texts = nodes.map(criteriaText);
  return texts.length > 1 ? `(${texts.join(` ${word} `)})` : (texts[0] ?? "");
}

function givesText(draft: RuleDraft, choices: RuleChoices): string {
  const value = numberText(draft.value);
  switch (draft.effect) {
    case "Points":
      return labelText(pointsLabel, value);
    case "PointsPerUnit":
      return labelText(perUnitLabel, value);
    case "PointsPerQuantity":
      return labelText(perPieceLabel, value);
    case "Multiplier":
      return labelText(timesBaseLabel, value);
    case "Reward":
      return labelText(rewardLabel, choices.rewards?.find((each) => each?.value === draft.rewardId)?.label ?? "");
    case "Badge":
      return labelText(badgeLabel, draft.badge ?? "");
    case "VolumeBands":
      return `${choiceText(choices, "effect", draft.effect)}: ${bandTexts(draft.bands).join(", ")}`;
    default:
      return choiceText(choices, "effect", draft.effect);
  }
}

function bandTexts(bands: string | null): string[] {
  try {
    const rows = JSON.parse(bands ?? "") as readonly { from: number; rate: number }[];
    return rows.map(({ from, rate }) => labelText(bandLabel, numberText(from), numberText(rate)));
  } catch {
    return [bands ?? ""];
  }
}

function whenText(draft: RuleDraft, choices: RuleChoices): string {
  const kind = choiceText(choices, "appliesTo", draft.appliesTo);
  const joined = draft.optIn ? `; ${optInLabel}` : "";
  return `${kind}: ${conditionsText(draft.criteria, draft.scope === "Lines")}${joined}`;
}

function daysText({ startsOn, endsOn }: RuleDraft): string {
  if (startsOn && endsOn) return labelText(daysFromToLabel, dayText(startsOn), dayText(endsOn));
  if (startsOn) return labelText(daysFromLabel, dayText(startsOn));
  return endsOn ? `${daysWhenActiveLabel}, ${labelText(daysToLabel, dayText(endsOn))}` : daysWhenActiveLabel;
}

function limitsText(draft: RuleDraft, choices: RuleChoices): string {
  const days = draft.period === "Days" ? `: ${numberText(draft.periodDays)}` : "";
  const period = `${choiceText(choices, "period", draft.period)}${days}`;
  const limits = [
    draft.capPoints ? labelText(forMemberLabel, numberText(draft.capPoints), period) : "",
    draft.capTimes ? labelText(timesLabel, numberText(draft.capTimes), period) : "",
    draft.capPointsForAll ? labelText(forAllLabel, numberText(draft.capPointsForAll)) : "",
    draft.capMoneyForAll ? labelText(moneyForAllLabel, moneyText(draft.capMoneyForAll, choices.currencyCode)) : "",
    typeof draft.sharePercent === "number"
      ? labelText(shareLabel, numberText(draft.sharePercent), choiceText(choices, "shareOf", draft.shareOf))
      : "",
    draft.controlPercent ? labelText(controlLabel, numberText(draft.controlPercent)) : "",
    draft.unannounced ? surpriseLabel : "",
    draft.capRewardsForAll ? labelText(rewardsForAllLabel, numberText(draft.capRewardsForAll)) : ""
  ].filter(Boolean);
  return limits.length === 0 ? noLimitsLabel : limits.join("; ");
}

function milestoneText(draft: RuleDraft, choices: RuleChoices): string {
  if (!draft.milestone) return "";
  const counted = choiceText(choices, "milestone", draft.milestone);
  const reached = labelText(
    draft.milestoneRepeats ? milestoneLabel : milestoneOnceLabel,
    counted,
    numberText(draft.milestoneAt)
  );
  return draft.stepOfId ? `${reached}; ${labelText(stepOfLabel, nameOfSteps(draft.stepOfId, choices))}` : reached;
}

function numberText(value: number | null): string {
  return typeof value === "number" ? value.toLocaleString(locale) : "…";
}

function nameOfSteps(ruleId: string, choices: RuleChoices): string {
  return choices.rulesOfSteps?.find((each) => each?.value === ruleId)?.label ?? "…";
}
