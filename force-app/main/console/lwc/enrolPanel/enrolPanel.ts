import { api, LightningElement, wire } from "lwc";
import enrol from "@salesforce/apex/EnrolmentController.enrol";
import getPrograms from "@salesforce/apex/EnrolmentController.getPrograms";
import { ShowToastEvent } from "lightning/platformShowToastEvent";
import { labelText } from "c/labelText";
import { permissions } from "c/permissions";
import enrolLabel from "@salesforce/label/c.LoyaltyEnrol";
import enrolledLabel from "@salesforce/label/c.LoyaltyEnrolled";
import invitationLabel from "@salesforce/label/c.LoyaltyInvitationCode";
import noProgramLabel from "@salesforce/label/c.LoyaltyEnrolNoProgram";
import notMemberLabel from "@salesforce/label/c.LoyaltyEnrolNotMember";
import programLabel from "@salesforce/label/c.LoyaltyProgram";
import referralLabel from "@salesforce/label/c.LoyaltyReferralCodeAsked";
import type { EnrolmentController_ProgramChoice as ProgramChoice } from "apex-types";
import type { WireResult } from "lwc-wire";

/** What the `enrolled` event hands on. */
export interface Enrolled {
  /** The new member. */
  readonly memberId: string;
}

/** The empty state of an account or contact that is in no program: enrols it on the spot. */
export default class EnrolPanel extends LightningElement {
  @api recordId = "";
  /** Whether the record is in a program already, so that it joins one more. */
  @api isMember = false;

  programs: readonly ProgramChoice[] | undefined;
  chosen: string | undefined;
  invitationCode = "";
  referralCode = "";
  error: unknown;
  busy = false;

  labels = {
    enrol: enrolLabel,
    invitation: invitationLabel,
    noProgram: noProgramLabel,
    notMember: notMemberLabel,
    program: programLabel,
    referral: referralLabel
  };

  @wire(getPrograms, { recordId: "$recordId" })
  receive({ data, error }: WireResult<ProgramChoice[]>): void {
    this.programs = data ?? this.programs;
    this.error = error;
  }

  get loading(): boolean {
    return this.programs === undefined && this.error === undefined;
  }
  get mayEnrol(): boolean {
    return permissions.post;
  }
  get hasPrograms(): boolean {
    return (this.programs?.length ?? 0) > 0;
  }
  get options(): { label: string; value: string }[] {
    return (this.programs ?? []).map(({ programId, name }) => ({ label: name ?? "", value: programId ?? "" }));
  }
  get programId(): string {
    return this.chosen ?? this.options[0]?.value ?? "";
  }

  get byInvitation(): boolean {
    return this.program?.byInvitation ?? false;
  }
  get byReferral(): boolean {
    return this.program?.byReferral ?? false;
  }
  private get program(): ProgramChoice | undefined {
    return this.programs?.find(({ programId }) => programId === this.programId);
  }

  handleProgram(event: CustomEvent<{ value: string }>): void {
    this.chosen = event.detail.value;
  }

  handleInvitation(event: CustomEvent<{ value: string }>): void {
    this.invitationCode = event.detail.value;
  }

  handleReferral(event: CustomEvent<{ value: string }>): void {
    this.referralCode = event.detail.value;
  }

  async handleEnrol(): Promise<void> {
    if (this.busy) return;
    [this.busy, this.error] = [true, undefined];
    try {
      const invitationCode = this.byInvitation ? this.invitationCode : null;
      const memberId = await enrol({
        recordId: this.recordId,
        programId: this.programId,
        invitationCode,
        referralCode: this.byReferral ? this.referralCode : null
      });
      const program = this.options.find(({ value }) => value === this.programId)?.label ?? "";
      this.dispatchEvent(
        new ShowToastEvent({ title: labelText(enrolledLabel, program), message: "", variant: "success" })
      );
      this.dispatchEvent(new CustomEvent<Enrolled>("enrolled", { detail: { memberId: memberId ?? "" } }));
    } catch (error) {
      this.error = error;
    } finally {
      this.busy = false;
    }
  }
}
