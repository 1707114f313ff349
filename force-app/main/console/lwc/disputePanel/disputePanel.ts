import { api, wire } from "lwc";
import getDispute from "@salesforce/apex/ClaimDisputeController.getDispute";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { mayHaveChanged } from "c/actionDialog";
import DisputeDialog, { type DisputeStep } from "c/disputeDialog";
import { lineOf, momentText } from "c/localeText";
import { WiredPart } from "c/wiredPart";
import answerLabel from "@salesforce/label/c.LoyaltyDisputeAnswer";
import answeredLabel from "@salesforce/label/c.LoyaltyDisputeAnswered";
import decideLabel from "@salesforce/label/c.LoyaltyDisputeDecide";
import dismissedLabel from "@salesforce/label/c.LoyaltyDisputeDismissed";
import noneLabel from "@salesforce/label/c.LoyaltyDisputeNone";
import openLabel from "@salesforce/label/c.LoyaltyDisputeOpen";
import openedLabel from "@salesforce/label/c.LoyaltyDisputeOpened";
import titleLabel from "@salesforce/label/c.LoyaltyDisputeTitle";
import upheldLabel from "@salesforce/label/c.LoyaltyDisputeUpheld";
import type { ClaimDisputeController_Dispute as Dispute } from "apex-types";
import type { WireResult } from "lwc-wire";

const KINDS: Readonly<Record<string, string>> = {
  Opened: openedLabel,
  Answered: answeredLabel,
  Upheld: upheldLabel,
  Dismissed: dismissedLabel
};

interface Row {
  readonly key: string;
  readonly kind: string;
  readonly who: string;
  readonly text: string;
}

/** What was said about the rejection of a claim, on the claim's page; not there where nothing was, and nothing can be. */
export default class DisputePanel extends WiredPart<Dispute> {
  /** The claim. */
  @api recordId = "";

  labels = { answer: answerLabel, decide: decideLabel, none: noneLabel, open: openLabel, title: titleLabel };

  @wire(getDispute, { claimId: "$recordId" })
  receive(result: WireResult<Dispute | null>): void {
    this.take(result);
  }

  /** Most transactions are no claims. */
  get shown(): boolean {
    return this.error !== undefined || this.mayOpen || this.rows.length > 0;
  }
  get mayOpen(): boolean {
    return this.data?.mayOpen === true;
  }
  get mayAnswer(): boolean {
    return this.data?.mayAnswer === true;
  }
  get mayDecide(): boolean {
    return this.data?.mayDecide === true;
  }
  get empty(): boolean {
    return this.rows.length === 0;
  }
  get rows(): Row[] {
    return (this.data?.history ?? []).map(({ kind, who, at, text }) => ({
      key: kind ?? "",
      kind: KINDS[kind ?? ""] ?? "",
      who: lineOf(who, momentText(at)),
      text: text ?? ""
    }));
  }

  handleOpen(): Promise<void> {
    return this.say("open", openLabel);
  }
  handleAnswer(): Promise<void> {
    return this.say("answer", answerLabel);
  }
  handleDecide(): Promise<void> {
    return this.say("decide", decideLabel);
  }

  private async say(step: DisputeStep, label: string): Promise<void> {
    const closedWith: unknown = await DisputeDialog.open({ size: "small", label, step, claimId: this.recordId });
    if (!mayHaveChanged(closedWith)) return;
    await this.readAgain();
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}
