import { api, LightningElement } from "lwc";
import getPreviews from "@salesforce/apex/SalePreviewController.getPreviews";
import { entrySteps, type StepText } from "c/entryText";
import { labelText } from "c/labelText";
import { lineOf, numberText } from "c/localeText";
import emptyLabel from "@salesforce/label/c.LoyaltySaleNoMember";
import giftsLabel from "@salesforce/label/c.LoyaltySaleGifts";
import heldLabel from "@salesforce/label/c.LoyaltySaleHeld";
import nowLabel from "@salesforce/label/c.LoyaltySaleNow";
import pointsLabel from "@salesforce/label/c.LoyaltySalePoints";
import refreshLabel from "@salesforce/label/c.LoyaltyDecisionRefresh";
import staysLabel from "@salesforce/label/c.LoyaltySaleTierStays";
import titleLabel from "@salesforce/label/c.LoyaltySaleTitle";
import reachesLabel from "@salesforce/label/c.LoyaltySaleTierReached";
import type { SalePreview as Preview } from "apex-types";

interface Row {
  readonly key: string;
  readonly heading: string;
  readonly refusal: string;
  readonly pointsText: string;
  readonly steps: readonly StepText[];
  /** Each its own sentence: tier, gifts, escrow. */
  readonly notes: readonly string[];
}

/** What an opportunity or a quote would earn if it were sold now; nothing is written. */
export default class SalePreview extends LightningElement {
  @api recordId = "";

  rows: readonly Row[] = [];
  loading = true;
  error: unknown;

  labels = { empty: emptyLabel, now: nowLabel, refresh: refreshLabel, title: titleLabel };

  get empty(): boolean {
    return this.rows.length === 0;
  }

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  async handleRefresh(): Promise<void> {
    await this.read();
  }

  private async read(): Promise<void> {
    try {
      this.rows = ((await getPreviews({ recordId: this.recordId })) ?? []).map(rowOf);
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.loading = false;
    }
  }
}

function rowOf(preview: Preview): Row {
  const refusal = preview.refusal ?? "";
  return {
    key: preview.memberId ?? "",
    heading: lineOf(preview.memberName, preview.programName, preview.memberNumber),
    refusal,
    pointsText: labelText(pointsLabel, numberText(preview.points)),
    steps: (preview.explanations ?? [])
      .flatMap((explanation) => entrySteps(explanation))
      .map((step, index) => ({ ...step, key: String(index) })),
    notes: refusal ? [] : notesOf(preview)
  };
}

function notesOf({ gifts, isHeld, reachedTierName, tierName }: Preview): string[] {
  const tier = reachedTierName
    ? labelText(reachesLabel, reachedTierName)
    : tierName
      ? labelText(staysLabel, tierName)
      : "";
  const given = (gifts?.length ?? 0) > 0 ? labelText(giftsLabel, (gifts ?? []).join(", ")) : "";
  return [tier, given, isHeld ? heldLabel : ""].filter((note) => note !== "");
}
