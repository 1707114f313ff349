import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getActivity from "@salesforce/apex/MemberCardController.getActivity";
import emptyLabel from "@salesforce/label/c.LoyaltyActivityEmpty";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import type { StatementEntry as Activity } from "apex-types";
import type EntryList from "c/entryList";
import type { WireError, WireResult } from "lwc-wire";

const PAGE = 5;

/** The member's latest movements of points, each with the sum that explains it. */
export default class ActivityTimeline extends LightningElement {
  @api memberId = "";

  most = PAGE;
  entries: readonly Activity[] | undefined;
  error: WireError | undefined;
  private wired: WireResult<Activity[]> | undefined;
  private focusAt: number | undefined;

  labels = { empty: emptyLabel, more: moreLabel };

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

  handleMore(): void {
    this.focusAt = this.entries?.length;
    this.most += PAGE * 2;
  }

  /** What was asked for last has the focus: the button that asked may be gone. */
  override renderedCallback(): void {
    const at = this.focusAt;
    if (at === undefined || (this.entries?.length ?? 0) <= at) return;
    this.focusAt = undefined;
    (this.refs?.list as EntryList | undefined)?.focusEntry(at);
  }
}
