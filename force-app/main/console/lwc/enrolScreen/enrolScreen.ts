import { api, LightningElement } from "lwc";
import { FlowAttributeChangeEvent, FlowNavigationFinishEvent, FlowNavigationNextEvent } from "lightning/flowSupport";
import type { Enrolled } from "c/enrolPanel";

/** Enrolment on the screen of a flow: goes on by itself once somebody was enrolled. */
export default class EnrolScreen extends LightningElement {
  @api recordId = "";
  /** What the flow can do after this screen, as the platform fills it in. */
  @api availableActions: readonly string[] = [];
  private enrolledId = "";

  /** The new member, for the flow; empty until somebody was enrolled. */
  @api
  get memberId(): string {
    return this.enrolledId;
  }
  set memberId(value: string) {
    this.enrolledId = value;
  }

  handleEnrolled({ detail }: CustomEvent<Enrolled>): void {
    this.enrolledId = detail.memberId;
    this.dispatchEvent(new FlowAttributeChangeEvent("memberId", detail.memberId));
    const isLast = !this.availableActions.includes("NEXT");
    this.dispatchEvent(isLast ? new FlowNavigationFinishEvent() : new FlowNavigationNextEvent());
  }
}
