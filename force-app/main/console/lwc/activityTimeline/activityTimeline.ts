import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getActivity from "@salesforce/apex/MemberCardController.getActivity";
import { entrySteps, entryTitle, signedNumber, type StepText } from "c/entryText";
import { labelText } from "c/labelText";
import { dayText, lineOf } from "c/localeText";
import emptyLabel from "@salesforce/label/c.LoyaltyActivityEmpty";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import whyLabel from "@salesforce/label/c.LoyaltyActivityWhy";
import whyOneLabel from "@salesforce/label/c.LoyaltyActivityWhyOne";
import type { StatementEntry as Activity } from "apex-types";
import type { WireError, WireResult } from "lwc-wire";

const PAGE = 5;

interface Row {
  readonly entryId: string;
  readonly title: string;
  readonly whyText: string;
  readonly occurredAt: string | undefined;
  readonly pointsText: string;
  readonly pointsClass: string;
  readonly explained: boolean;
  readonly steps: readonly StepText[];
}

/** The member's latest movements of points, each with the sum that explains it. */
export default class ActivityTimeline extends LightningElement {
  @api memberId = "";

  most = PAGE;
  entries: readonly Activity[] | undefined;
  error: WireError | undefined;
  private wired: WireResult<Activity[]> | undefined;
  private focusAt: number | undefined;

  labels = { empty: emptyLabel, more: moreLabel, why: whyLabel };

  @wire(getActivity, { memberId: "$memberId", most: "$most" })
  receive(result: WireResult<Activity[]>): void {
    this.wired = result;
    this.entries = result.data ?? (result.error ? [] : this.entries);
    this.error = result.error;
  }

  /** Reads the latest movements again. */
  @api
  refresh(): Promise<void> {
    return refreshApex(this.wired);
  }

  get loading(): boolean {
    return this.entries === undefined && this.error === undefined;
  }
  get empty(): boolean {
    return this.entries?.length === 0;
  }
  get more(): boolean {
    return (this.entries?.length ?? 0) >= this.most;
  }
  get rows(): Row[] {
    return (this.entries ?? []).map(rowOf);
  }

  handleMore(): void {
    this.focusAt = this.entries?.length;
    this.most += PAGE * 2;
  }

  /** What was asked for last has the focus: the button that asked may be gone. */
  override renderedCallback(): void {
    const at = this.focusAt;
    if (at === undefined || (this.entries?.length ?? 0) <= at) return;
    this.focusAt = undefined;
    this.template?.querySelectorAll<HTMLElement>("li")[at]?.focus();
  }
}

function rowOf(entry: Activity): Row {
  const points = entry.points ?? 0;
  const title = entryTitle(entry);
  const steps = entrySteps(entry.explanation);
  return {
    entryId: entry.entryId ?? "",
    title,
    // Movements of one kind are told apart by what stands beside them.
    whyText: labelText(whyOneLabel, lineOf(title, dayText(entry.occurredAt), signedNumber(points))),
    occurredAt: entry.occurredAt ?? undefined,
    pointsText: signedNumber(points),
    pointsClass: `points ${points < 0 ? "slds-text-color_error" : "slds-text-color_success"}`,
    explained: steps.length > 0,
    steps
  };
}
