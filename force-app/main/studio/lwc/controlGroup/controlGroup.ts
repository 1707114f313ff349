import { api, LightningElement } from "lwc";
import { labelText } from "c/labelText";
import { momentText, moneyText, numberText } from "c/localeText";
import asOfLabel from "@salesforce/label/c.LoyaltyControlAsOf";
import compareLabel from "@salesforce/label/c.LoyaltyControlCompare";
import formulaLabel from "@salesforce/label/c.LoyaltyControlFormula";
import fromToLabel from "@salesforce/label/c.LoyaltyControlFromTo";
import heldOutLabel from "@salesforce/label/c.LoyaltyControlHeldOut";
import incrementLabel from "@salesforce/label/c.LoyaltyControlIncrement";
import intervalLabel from "@salesforce/label/c.LoyaltyControlInterval";
import noneLabel from "@salesforce/label/c.LoyaltyControlNone";
import ofLabel from "@salesforce/label/c.LoyaltyControlOf";
import reachedLabel from "@salesforce/label/c.LoyaltyControlReached";
import runningLabel from "@salesforce/label/c.LoyaltyControlRunning";
import smallLabel from "@salesforce/label/c.LoyaltyControlSmall";
import sureLabel from "@salesforce/label/c.LoyaltyControlSure";
import titleLabel from "@salesforce/label/c.LoyaltyControlTitle";
import unsureLabel from "@salesforce/label/c.LoyaltyControlUnsure";
import type { RuleResultController_Comparison as Comparison } from "apex-types";

interface Figure {
  readonly label: string;
  readonly text: string;
}

/** What a rule brings: revenue of who was held out and of all others, with the increment and how sure it is. Asks by `compare`. */
export default class ControlGroup extends LightningElement {
  @api comparison!: Comparison;
  @api currencyCode: string | null = null;
  /** Whether the user may let groups be compared. */
  @api mayCompare = false;

  labels = { compare: compareLabel, formula: formulaLabel, title: titleLabel };

  get isCompared(): boolean {
    return Boolean(this.comparison.comparedAt) && !this.comparison.comparing;
  }
  get mayStart(): boolean {
    return this.mayCompare && !this.comparison.comparing;
  }
  get stateText(): string {
    const { comparing, comparedAt, percent } = this.comparison;
    if (comparing) return runningLabel;
    return comparedAt
      ? labelText(asOfLabel, numberText(percent), momentText(comparedAt))
      : labelText(noneLabel, numberText(percent));
  }
  get figures(): Figure[] {
    const { controlMembers, controlRevenue, reachedMembers, reachedRevenue, increment, margin } = this.comparison;
    const ofMembers = (revenue: number | null, members: number | null): string =>
      labelText(ofLabel, this.money(revenue), numberText(members));
    const interval =
      increment === null || margin === null
        ? []
        : [
            {
              label: intervalLabel,
              text: labelText(fromToLabel, this.money(increment - margin), this.money(increment + margin))
            }
          ];
    return [
      { label: reachedLabel, text: ofMembers(reachedRevenue, reachedMembers) },
      { label: heldOutLabel, text: ofMembers(controlRevenue, controlMembers) },
      { label: incrementLabel, text: this.money(increment) },
      ...interval
    ];
  }
  get verdict(): string {
    const { increment, margin } = this.comparison;
    if (increment === null || margin === null) return smallLabel;
    return Math.abs(increment) > margin ? sureLabel : unsureLabel;
  }

  handleCompare(): void {
    this.dispatchEvent(new CustomEvent("compare"));
  }

  private money(value: number | null): string {
    return moneyText(value, this.currencyCode);
  }
}
