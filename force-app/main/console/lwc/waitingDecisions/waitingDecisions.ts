import { ActionPage } from "c/actionPage";
import type DecisionList from "c/decisionList";
import type { Decision, DecisionRow } from "c/decisionList";
import { labelText } from "c/labelText";
import approvedLabel from "@salesforce/label/c.LoyaltyDecisionApproved";
import nothingLabel from "@salesforce/label/c.LoyaltyDecisionNothing";
import refreshLabel from "@salesforce/label/c.LoyaltyDecisionRefresh";
import rejectedLabel from "@salesforce/label/c.LoyaltyDecisionRejected";
import titleLabel from "@salesforce/label/c.LoyaltyDecisionTitle";
import { DECISION_KINDS, type DecisionKind } from "./decisionKinds";

interface WaitingKind extends DecisionKind {
  readonly rows: readonly DecisionRow[];
  readonly approveOnly: boolean;
}

/** Claims, adjustments, redemptions, referrals and growth rebates that wait, for those who may decide about them. */
export default class WaitingDecisions extends ActionPage {
  rowsByKind: Readonly<Record<string, readonly DecisionRow[]>> = {};
  loading = true;
  error: unknown;

  labels = { nothing: nothingLabel, refresh: refreshLabel, title: titleLabel };

  get kinds(): WaitingKind[] {
    return own().map((kind) => ({
      ...kind,
      rows: this.rowsByKind[kind.name] ?? [],
      approveOnly: kind.reject === undefined
    }));
  }
  get mayDecideNothing(): boolean {
    return own().length === 0;
  }

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  async handleRefresh(): Promise<void> {
    this.sayNothing();
    await this.read();
  }

  async handleDecision({ detail, currentTarget }: CustomEvent<Decision>): Promise<void> {
    const list = currentTarget as unknown as DecisionList & HTMLElement;
    const kind = DECISION_KINDS.find(({ name }) => name === list.dataset.kind)!;
    const { approved, keys, reason } = detail;
    await this.attempt(async () => {
      await (approved ? kind.approve(keys) : kind.reject?.(keys, reason));
      list.clear();
      this.told = labelText(approved ? approvedLabel : rejectedLabel, keys.length);
    });
    // Also after a refusal: somebody else may have decided meanwhile.
    await this.read();
  }

  private async read(): Promise<void> {
    try {
      const rows = await Promise.all(own().map(async (kind) => [kind.name, await kind.read()] as const));
      this.rowsByKind = Object.fromEntries(rows);
      this.error = undefined;
    } catch (error) {
      this.error = error;
    } finally {
      this.loading = false;
    }
  }
}

/** What the user may decide about. */
function own(): readonly DecisionKind[] {
  return DECISION_KINDS.filter((kind) => kind.mayDecide());
}
