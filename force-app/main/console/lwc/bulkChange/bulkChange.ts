import { api } from "lwc";
import { FlowNavigationFinishEvent } from "lightning/flowSupport";
import getMembers from "@salesforce/apex/BulkChangeController.getMembers";
import { ActionPage } from "c/actionPage";
import type BulkFrame from "c/bulkFrame";
import type { BulkView } from "c/bulkFrame";
import type { BulkRow } from "c/bulkRows";
import { eachAlone, type Outcome } from "c/eachAlone";
import { errorMessage } from "c/errorMessage";
import { areComplete } from "c/formFields";
import { labelText } from "c/labelText";
import { lineOf } from "c/localeText";
import { newRequestKey } from "c/requestKey";
import chosenLabel from "@salesforce/label/c.LoyaltyBulkChosen";
import doneLabel from "@salesforce/label/c.LoyaltyBulkDone";
import outcomeLabel from "@salesforce/label/c.LoyaltyBulkOutcome";
import refusedLabel from "@salesforce/label/c.LoyaltyBulkRefused";
import waitsLabel from "@salesforce/label/c.LoyaltyBulkWaits";
import noAccessLabel from "@salesforce/label/c.LoyaltyErrorPermission";
import type { BulkChangeController_Chosen as Chosen } from "apex-types";

/** What a change would do to a member, or has done. */
export interface Step {
  readonly memberId: string;
  readonly after: string;
  /** In words; empty where there is nothing to say. */
  readonly says: string;
  readonly tone: BulkRow["tone"];
}

/**
 * A change of many members who were chosen in a list: it is entered, looked at member by member, and done. One member who
 * is refused leaves the others alone. A flow shows it, which a button of the list runs.
 */
export class BulkChange extends ActionPage {
  /** The chosen members' ids. */
  @api ids: readonly string[] = [];

  members: readonly Chosen[] | undefined;
  reason = "";
  steps: readonly Step[] | undefined;
  isDone = false;
  /** The same for each attempt of one wish; a changed wish gets a new one. */
  requestKey = newRequestKey();
  private lead = false;

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.refusal = error));
  }

  /** The members stand below what is asked or told; a refusal leaves the focus where it is. */
  override focusOutcome(): void {
    this.lead = this.refusal === undefined;
  }

  override renderedCallback(): void {
    if (!this.lead) return;
    this.lead = false;
    (this.template?.querySelector("c-bulk-frame") as unknown as BulkFrame | null)?.focusMembers();
  }

  get view(): BulkView {
    const { memberIds, members, steps } = this;
    return {
      error: this.refusal,
      noPermission: this.isAllowed() ? undefined : new Error(noAccessLabel),
      loading: members === undefined,
      isEmpty: members?.length === 0,
      stage: steps === undefined ? "entered" : this.isDone ? "done" : "previewed",
      wish: steps === undefined ? "" : this.wishInWords(),
      confirmText: labelText(this.confirmLabel, memberIds.length),
      chosenText: labelText(chosenLabel, memberIds.length),
      told: this.told,
      rows: this.rows
    };
  }
  get memberIds(): string[] {
    return (this.members ?? []).map(({ memberId }) => memberId ?? "");
  }
  private get rows(): BulkRow[] {
    return (this.members ?? []).map((member) => {
      const step = this.steps?.find(({ memberId }) => memberId === member.memberId);
      return {
        key: member.memberId ?? "",
        name: member.memberName ?? "",
        detail: lineOf(member.memberNumber, member.programName),
        now: this.nowOf(member),
        after: step?.after ?? "",
        says: step?.says ?? "",
        tone: step?.tone ?? "plain"
      };
    });
  }

  /** Of the button that does it, with a placeholder for how many. */
  confirmLabel = "";

  isAllowed(): boolean {
    return false;
  }

  /** What was entered, in words. */
  wishInWords(): string {
    return "";
  }

  /** What the member has before, in words. */
  nowOf(_member: Chosen): string {
    return "";
  }

  /** What the change would do to each member. */
  preview(): Promise<Step[]> {
    return Promise.resolve([]);
  }

  /** Does it for all of these members or none. */
  apply(_ids: string[]): Promise<readonly Step[]> {
    return Promise.resolve([]);
  }

  /** Reads what is shown besides the members. */
  readMore(): Promise<void> {
    return Promise.resolve();
  }

  handleField(event: CustomEvent<{ value: string }>): void {
    const { name } = event.target as HTMLInputElement;
    Object.assign(this, { [name]: event.detail.value });
    this.requestKey = newRequestKey();
    this.refusal = undefined;
  }

  async handlePreview(): Promise<void> {
    if (!areComplete(this.template)) return;
    await this.attempt(async () => {
      this.steps = await this.preview();
    });
  }

  handleRevise(): void {
    [this.steps, this.lead] = [undefined, true];
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const { memberIds } = this;
      const outcomes = await eachAlone(memberIds, (some) => this.apply(some));
      this.steps = outcomes.map((outcome, index) => this.stepOf(outcome, memberIds[index]!));
      this.isDone = true;
      const count = (tone: Step["tone"]): number => (this.steps ?? []).filter((step) => step.tone === tone).length;
      this.told = labelText(outcomeLabel, count("good"), count("waiting"), count("bad"));
    });
  }

  handleBack(): void {
    this.dispatchEvent(new FlowNavigationFinishEvent());
  }

  /** The words for a member for whom it is done, or waits. */
  doneWords(waits: boolean): { says: string; tone: Step["tone"] } {
    return waits ? { says: waitsLabel, tone: "waiting" } : { says: doneLabel, tone: "good" };
  }

  private stepOf(outcome: Outcome<Step>, memberId: string): Step {
    if ("result" in outcome) return outcome.result;
    const member = this.members?.find((one) => one.memberId === memberId);
    return {
      memberId,
      after: member ? this.nowOf(member) : "",
      says: labelText(refusedLabel, errorMessage(outcome.refusal)),
      tone: "bad"
    };
  }

  private async read(): Promise<void> {
    try {
      const ids = [...this.ids];
      const members = ids.length === 0 ? [] : ((await getMembers({ memberIds: ids })) ?? []);
      await this.readMore();
      this.members = members;
    } catch (error) {
      this.refusal = error;
      this.members = [];
    }
  }
}
