import { api, LightningElement } from "lwc";
import { FlowNavigationFinishEvent } from "lightning/flowSupport";
import getMembers from "@salesforce/apex/BulkChangeController.getMembers";
import type { BulkRow } from "c/bulkRows";
import { eachAlone, type Outcome } from "c/eachAlone";
import { errorMessage } from "c/errorMessage";
import { areComplete } from "c/formFields";
import { labelText } from "c/labelText";
import { newRequestKey } from "c/requestKey";
import doneLabel from "@salesforce/label/c.LoyaltyBulkDone";
import outcomeLabel from "@salesforce/label/c.LoyaltyBulkOutcome";
import refusedLabel from "@salesforce/label/c.LoyaltyBulkRefused";
import waitsLabel from "@salesforce/label/c.LoyaltyBulkWaits";
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
export class BulkChange extends LightningElement {
  /** The chosen members' ids. */
  @api ids: readonly string[] = [];

  members: readonly Chosen[] | undefined;
  error: unknown;
  reason = "";
  steps: readonly Step[] | undefined;
  isDone = false;
  busy = false;
  told = "";
  /** The same for each attempt of one wish; a changed wish gets a new one. */
  requestKey = newRequestKey();
  private lead = false;

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  override renderedCallback(): void {
    if (!this.lead) return;
    this.lead = false;
    this.template?.querySelector<HTMLElement>(".lead")?.focus();
  }

  get loading(): boolean {
    return this.members === undefined;
  }
  get isEmpty(): boolean {
    return this.members?.length === 0;
  }
  get isEntered(): boolean {
    return this.steps === undefined;
  }
  get isPreviewed(): boolean {
    return this.steps !== undefined && !this.isDone;
  }
  get memberIds(): string[] {
    return (this.members ?? []).map(({ memberId }) => memberId ?? "");
  }
  get rows(): BulkRow[] {
    return (this.members ?? []).map((member) => {
      const step = this.steps?.find(({ memberId }) => memberId === member.memberId);
      return {
        key: member.memberId ?? "",
        name: member.memberName ?? "",
        detail: [member.memberNumber, member.programName].filter(Boolean).join(" · "),
        now: this.nowOf(member),
        after: step?.after ?? "",
        says: step?.says ?? "",
        tone: step?.tone ?? "plain"
      };
    });
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
    this.error = undefined;
  }

  async handlePreview(): Promise<void> {
    if (!areComplete(this.template)) return;
    await this.attempt(async () => {
      this.steps = await this.preview();
    });
  }

  handleChange(): void {
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

  private async attempt(work: () => Promise<void>): Promise<void> {
    // Disabling the button would take the keyboard's focus away.
    if (this.busy) return;
    [this.busy, this.error] = [true, undefined];
    try {
      await work();
      this.lead = true;
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }

  private async read(): Promise<void> {
    try {
      const ids = [...this.ids];
      const members = ids.length === 0 ? [] : ((await getMembers({ memberIds: ids })) ?? []);
      await this.readMore();
      this.members = members;
    } catch (error) {
      this.error = error;
      this.members = [];
    }
  }
}
