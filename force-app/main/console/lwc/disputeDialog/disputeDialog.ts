import { api } from "lwc";
import answer from "@salesforce/apex/ClaimDisputeController.answer";
import decide from "@salesforce/apex/ClaimDisputeController.decide";
import open from "@salesforce/apex/ClaimDisputeController.open";
import { ActionDialog } from "c/actionDialog";
import answerLabel from "@salesforce/label/c.LoyaltyDisputeAnswer";
import answerTextLabel from "@salesforce/label/c.LoyaltyDisputeAnswerText";
import decideLabel from "@salesforce/label/c.LoyaltyDisputeDecide";
import decisionLabel from "@salesforce/label/c.LoyaltyDisputeDecision";
import dismissLabel from "@salesforce/label/c.LoyaltyDisputeDismiss";
import doneLabel from "@salesforce/label/c.LoyaltyDisputeDone";
import openLabel from "@salesforce/label/c.LoyaltyDisputeOpen";
import reasonLabel from "@salesforce/label/c.LoyaltyDisputeReason";
import upholdLabel from "@salesforce/label/c.LoyaltyDisputeUphold";
import whyLabel from "@salesforce/label/c.LoyaltyDisputeWhy";

/** What is said: why it is opened, an answer, or the decision. */
export type DisputeStep = "open" | "answer" | "decide";

const UPHOLD = "uphold";
const TITLES: Readonly<Record<DisputeStep, string>> = { open: openLabel, answer: answerLabel, decide: decideLabel };
const TEXTS: Readonly<Record<DisputeStep, string>> = { open: whyLabel, answer: answerTextLabel, decide: reasonLabel };

/** Says one thing in the dispute about a claim. Closes with whether it was said. */
export default class DisputeDialog extends ActionDialog {
  @api claimId = "";
  @api step: DisputeStep = "open";

  text = "";
  decision = "";

  labels = { decision: decisionLabel };
  decisions = [
    { value: UPHOLD, label: upholdLabel },
    { value: "dismiss", label: dismissLabel }
  ];

  get heading(): string {
    return TITLES[this.step];
  }
  get textLabel(): string {
    return TEXTS[this.step];
  }
  get deciding(): boolean {
    return this.step === "decide";
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await this.say();
      this.doneText = doneLabel;
    });
  }

  private async say(): Promise<void> {
    const { claimId, text } = this;
    if (this.step === "open") await open({ claimId, reason: text });
    else if (this.step === "answer") await answer({ claimId, answer: text });
    else await decide({ claimId, uphold: this.decision === UPHOLD, reason: text });
  }
}
