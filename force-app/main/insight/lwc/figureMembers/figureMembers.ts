import { api, LightningElement } from "lwc";
import getMembers from "@salesforce/apex/ProgramDashboardController.getMembers";
import { NavigationMixin } from "lightning/navigation";
import { downloadCsv } from "c/csvFile";
import { labelText } from "c/labelText";
import MEMBER from "@salesforce/schema/LoyaltyMember__c";
import backLabel from "@salesforce/label/c.LoyaltyDashboardBackToTop";
import balanceLabel from "@salesforce/label/c.LoyaltyDashboardBalance";
import downloadLabel from "@salesforce/label/c.LoyaltyDashboardDownloadMembers";
import lifetimeLabel from "@salesforce/label/c.LoyaltyDashboardLifetime";
import memberLabel from "@salesforce/label/c.LoyaltyDashboardMember";
import membersOfLabel from "@salesforce/label/c.LoyaltyDashboardMembersOf";
import moreLabel from "@salesforce/label/c.LoyaltyDashboardMore";
import nobodyLabel from "@salesforce/label/c.LoyaltyDashboardNobody";
import noMembersLabel from "@salesforce/label/c.LoyaltyDashboardNoMembers";
import tierLabel from "@salesforce/label/c.LoyaltyDashboardTier";
import topLabel from "@salesforce/label/c.LoyaltyDashboardTop";
import type { ProgramDashboardController_TopMember as Member } from "apex-types";

const AT_ONCE = 25;

/** Whose members are shown. */
export interface MemberSelection {
  readonly programId: string;
  /** What the figure is called that they stand behind. */
  readonly figure: string;
  readonly tierId: string | null;
  /** Those only who owe points. */
  readonly owing: boolean;
}

/** The members behind a figure of the dashboard, more of them at each press; without a figure those with the most points. */
export default class FigureMembers extends NavigationMixin(LightningElement) {
  /** Shown where no figure was chosen. */
  @api topMembers: readonly Member[] = [];
  @api
  get selection(): MemberSelection | undefined {
    return this.chosen;
  }
  set selection(selection: MemberSelection | undefined) {
    this.chosen = selection;
    this.read = [];
    this.error = undefined;
    if (selection) this.readMore().catch((error: unknown) => (this.error = error));
  }

  chosen: MemberSelection | undefined;
  read: readonly Member[] = [];
  loading = false;
  hasMore = false;
  error: unknown;
  labels = {
    back: backLabel,
    balance: balanceLabel,
    download: downloadLabel,
    lifetime: lifetimeLabel,
    member: memberLabel,
    more: moreLabel,
    tier: tierLabel
  };

  get heading(): string {
    return this.chosen ? labelText(membersOfLabel, this.chosen.figure) : topLabel;
  }
  get members(): readonly Member[] {
    return this.chosen ? this.read : this.topMembers;
  }
  get isFirstLoading(): boolean {
    return this.loading && this.read.length === 0;
  }
  get isEmpty(): boolean {
    return this.members.length === 0;
  }
  get emptyText(): string {
    return this.chosen ? nobodyLabel : noMembersLabel;
  }
  get showMore(): boolean {
    return this.chosen !== undefined && this.hasMore && !this.loading;
  }

  /** Never fails: what goes wrong is shown. */
  async readMore(): Promise<void> {
    const { chosen } = this;
    if (!chosen) return;
    const { programId, tierId, owing } = chosen;
    this.loading = true;
    try {
      const members = await getMembers({ programId, tierId, owing, offset: this.read.length });
      // Somebody may have chosen another figure meanwhile.
      if (chosen !== this.chosen) return;
      this.read = [...this.read, ...members];
      this.hasMore = members.length === AT_ONCE;
    } catch (error) {
      if (chosen === this.chosen) this.error = error;
    } finally {
      if (chosen === this.chosen) this.loading = false;
    }
  }

  async handleMore(): Promise<void> {
    await this.readMore();
  }

  handleBack(): void {
    this.dispatchEvent(new CustomEvent("back"));
  }

  handleDownload(): void {
    const rows = this.members.map((one) => [
      one.memberNumber,
      one.memberName,
      one.tierName,
      one.lifetimePoints,
      one.balance
    ]);
    downloadCsv(`${this.heading}.csv`, [["MemberNumber", "Member", "Tier", "LifetimePoints", "Balance"], ...rows]);
  }

  handleMember(event: Event): void {
    event.preventDefault();
    const { id } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: MEMBER.objectApiName, recordId: id, actionName: "view" }
    });
  }
}
