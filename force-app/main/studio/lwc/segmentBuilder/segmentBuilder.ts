import { api } from "lwc";
import getOverview from "@salesforce/apex/SegmentController.getOverview";
import refresh from "@salesforce/apex/SegmentController.refresh";
import saveCriteria from "@salesforce/apex/SegmentController.saveCriteria";
import setActive from "@salesforce/apex/SegmentController.setActive";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { ActionPage } from "c/actionPage";
import { labelText } from "c/labelText";
import { momentText, numberText } from "c/localeText";
import { areComplete, readConditions } from "c/ruleConditions";
import { conditionsText } from "c/ruleText";
import incompleteLabel from "@salesforce/label/c.LoyaltyRuleIncomplete";
import inWordsLabel from "@salesforce/label/c.LoyaltyRuleInWords";
import noneLabel from "@salesforce/label/c.LoyaltyRuleResultNone";
import runningLabel from "@salesforce/label/c.LoyaltyRuleResultRunning";
import activateLabel from "@salesforce/label/c.LoyaltySegmentActivate";
import activatedLabel from "@salesforce/label/c.LoyaltySegmentActivated";
import titleLabel from "@salesforce/label/c.LoyaltySegmentBuilder";
import countLabel from "@salesforce/label/c.LoyaltySegmentCount";
import deactivateLabel from "@salesforce/label/c.LoyaltySegmentDeactivate";
import deactivatedLabel from "@salesforce/label/c.LoyaltySegmentDeactivated";
import firstLabel from "@salesforce/label/c.LoyaltySegmentFirst";
import membersLabel from "@salesforce/label/c.LoyaltySegmentMembers";
import notActiveLabel from "@salesforce/label/c.LoyaltySegmentNotActive";
import refreshLabel from "@salesforce/label/c.LoyaltySegmentRefresh";
import refreshedLabel from "@salesforce/label/c.LoyaltySegmentRefreshed";
import saveLabel from "@salesforce/label/c.LoyaltySegmentSave";
import savedLabel from "@salesforce/label/c.LoyaltySegmentSaved";
import type { RuleChoices_Field as Field, SegmentController_Overview as Overview } from "apex-types";

/** Milliseconds until the page asks again whether the members are computed. */
const PAUSE = 2000;

/** A segment from rows of conditions: said in words, saved, activated, its members counted and refreshed. */
export default class SegmentBuilder extends ActionPage {
  /** The segment. */
  @api recordId = "";

  overview: Overview | undefined;
  error: unknown;
  criteria: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  labels = {
    inWords: inWordsLabel,
    notActive: notActiveLabel,
    save: saveLabel,
    title: titleLabel
  };

  override connectedCallback(): void {
    this.open().catch((error: unknown) => (this.error = error));
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  get loading(): boolean {
    return this.overview === undefined;
  }
  get fields(): readonly Field[] {
    return this.overview?.fields ?? [];
  }
  get seenIn(): number {
    return this.overview?.seenIn ?? 0;
  }
  get mayEdit(): boolean {
    return this.overview?.mayEdit === true;
  }
  get isReadOnly(): boolean {
    return !this.mayEdit;
  }
  get isInactive(): boolean {
    return this.overview?.active === false;
  }
  get mayRefresh(): boolean {
    return this.overview?.mayRefresh === true && !this.overview.refreshing;
  }
  get words(): string {
    return conditionsText(this.criteria);
  }
  get activeText(): string {
    return this.isInactive ? activateLabel : deactivateLabel;
  }
  get refreshText(): string {
    return this.isInactive ? countLabel : refreshLabel;
  }
  get stateText(): string {
    const { refreshing, refreshedAt, members } = this.overview ?? ({} as Partial<Overview>);
    if (refreshing) return runningLabel;
    return refreshedAt ? labelText(membersLabel, numberText(members), momentText(refreshedAt)) : noneLabel;
  }

  handleCriteria(event: CustomEvent<string | null>): void {
    this.criteria = event.detail;
    this.sayNothing();
  }

  async handleSave(): Promise<void> {
    await this.attempt(async () => {
      const conditions = readConditions(this.criteria, false);
      if (conditions && !areComplete(conditions)) throw new Error(incompleteLabel);
      await saveCriteria({ segmentId: this.recordId, criteria: this.criteria });
      await this.reread(savedLabel);
    });
  }

  async handleActive(): Promise<void> {
    await this.attempt(async () => {
      this.requireSaved();
      const active = this.isInactive;
      await setActive({ segmentId: this.recordId, active });
      await this.reread(active ? activatedLabel : deactivatedLabel);
    });
  }

  async handleRefresh(): Promise<void> {
    await this.attempt(async () => {
      this.requireSaved();
      await refresh({ segmentId: this.recordId });
      await this.follow();
    });
  }

  private requireSaved(): void {
    if ((this.criteria ?? null) !== (this.overview?.criteria ?? null)) throw new Error(firstLabel);
  }

  private async open(): Promise<void> {
    await this.read();
    this.criteria = this.overview?.criteria ?? null;
  }

  private async reread(told: string): Promise<void> {
    await this.read();
    this.told = told;
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }

  private async read(): Promise<void> {
    clearTimeout(this.timer);
    this.overview = (await getOverview({ segmentId: this.recordId })) ?? undefined;
    // A job tells nobody that it is done.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    if (this.overview?.refreshing) this.timer = setTimeout(() => this.readAgain(), PAUSE);
  }

  private readAgain(): void {
    this.follow().catch((error: unknown) => (this.error = error));
  }

  /** Says once that the members are computed. */
  private async follow(): Promise<void> {
    await this.read();
    if (this.overview?.refreshing) return;
    this.told = refreshedLabel;
    await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }
}
