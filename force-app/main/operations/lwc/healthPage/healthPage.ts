import getHealth from "@salesforce/apex/HealthController.getHealth";
import runNow from "@salesforce/apex/HealthController.runNow";
import scheduleMissing from "@salesforce/apex/HealthController.scheduleMissing";
import turnEvent from "@salesforce/apex/HealthController.turnEvent";
import turnNotice from "@salesforce/apex/HealthController.turnNotice";
import { NavigationMixin } from "lightning/navigation";
import { ActionPage } from "c/actionPage";
import type { ChosenJob } from "c/jobTable";
import { labelText } from "c/labelText";
import FAILURE from "@salesforce/schema/LoyaltyJobFailure__c";
import { lineOf, momentText, numberText } from "c/localeText";
import eventOffLabel from "@salesforce/label/c.LoyaltyHealthEventOff";
import eventOnLabel from "@salesforce/label/c.LoyaltyHealthEventOn";
import eventsLabel from "@salesforce/label/c.LoyaltyHealthEvents";
import jobsLabel from "@salesforce/label/c.LoyaltyHealthJobs";
import liabilityLabel from "@salesforce/label/c.LoyaltyHealthLiability";
import missingLabel from "@salesforce/label/c.LoyaltyHealthScheduleMissing";
import noFailuresLabel from "@salesforce/label/c.LoyaltyHealthNoFailures";
import nobodyLabel from "@salesforce/label/c.LoyaltyHealthNobody";
import noResultsLabel from "@salesforce/label/c.LoyaltyHealthNoResults";
import noticeOffLabel from "@salesforce/label/c.LoyaltyHealthNoticeOff";
import noticeOnLabel from "@salesforce/label/c.LoyaltyHealthNoticeOn";
import noticesLabel from "@salesforce/label/c.LoyaltyHealthNotices";
import openFailuresLabel from "@salesforce/label/c.LoyaltyHealthOpenFailures";
import peopleLabel from "@salesforce/label/c.LoyaltyHealthPeople";
import refreshLabel from "@salesforce/label/c.LoyaltyDecisionRefresh";
import resultsLabel from "@salesforce/label/c.LoyaltyHealthResults";
import scheduledLabel from "@salesforce/label/c.LoyaltyHealthScheduled";
import startedLabel from "@salesforce/label/c.LoyaltyHealthStarted";
import titleLabel from "@salesforce/label/c.LoyaltyHealthTitle";
import type {
  HealthController_Health as Health,
  HealthController_Job as Job,
  HealthController_NoticeSwitch as NoticeSwitch,
  OrgPeople
} from "apex-types";

/** Switches by kind: what stands above them, what turns one, and what is said then. */
const SWITCHES = [
  { kind: "notices", title: noticesLabel, turn: turnNotice, on: noticeOnLabel, off: noticeOffLabel },
  { kind: "events", title: eventsLabel, turn: turnEvent, on: eventOnLabel, off: eventOffLabel }
] as const;

type SwitchGroup = (typeof SWITCHES)[number] & {
  readonly place: string;
  readonly switches: readonly NoticeSwitch[];
};

interface FailureRow {
  readonly failureId: string;
  readonly title: string;
  readonly message: string;
}

interface ResultRow {
  readonly recordId: string;
  readonly objectName: string;
  readonly objectLabel: string;
  readonly state: string;
  readonly stateClass: string;
  readonly detail: string;
}

interface PermissionSetRow {
  readonly label: string;
  readonly key: string;
  readonly text: string;
}

/** How the app is in this org: its jobs, what failed, the latest checks, and who may do what. */
export default class HealthPage extends NavigationMixin(ActionPage) {
  health: Health | undefined;
  error: unknown;
  failureObject = FAILURE.objectApiName;

  labels = {
    failures: openFailuresLabel,
    jobs: jobsLabel,
    noFailures: noFailuresLabel,
    noResults: noResultsLabel,
    people: peopleLabel,
    refresh: refreshLabel,
    results: resultsLabel,
    title: titleLabel
  };

  get loading(): boolean {
    return this.health === undefined;
  }
  get jobs(): readonly Job[] {
    return this.health?.jobs ?? [];
  }
  get missing(): number {
    return this.jobs.filter(({ cron }) => !cron).length;
  }
  get missingText(): string {
    return labelText(missingLabel, this.missing);
  }
  get failures(): FailureRow[] {
    return (this.health?.failures ?? []).map((failure) => ({
      failureId: failure.failureId ?? "",
      title: lineOf(this.nameOf(failure.job), momentText(failure.failedAt)),
      message: failure.message ?? ""
    }));
  }
  get hasFailures(): boolean {
    return this.failures.length > 0;
  }
  get results(): ResultRow[] {
    return (this.health?.results ?? []).map((result) => ({
      recordId: result.recordId ?? "",
      objectName: result.objectName ?? "",
      objectLabel: result.objectLabel ?? "",
      state: result.state ?? "",
      stateClass: result.isBad ? "slds-text-color_error" : "slds-text-color_success",
      detail: lineOf(
        momentText(result.at),
        typeof result.liability === "number" ? labelText(liabilityLabel, numberText(result.liability)) : ""
      )
    }));
  }
  get hasResults(): boolean {
    return this.results.length > 0;
  }
  get switchGroups(): SwitchGroup[] {
    return SWITCHES.map((group) => ({
      ...group,
      place: `slds-m-bottom_large ${group.kind}`,
      switches: this.health?.[group.kind] ?? []
    }));
  }
  get people(): OrgPeople | undefined {
    return this.health?.people ?? undefined;
  }
  get permissionSets(): PermissionSetRow[] {
    return (this.health?.permissionSets ?? []).map(({ label, people }) => ({
      label: label ?? "",
      key: `who ${label ?? ""}`,
      text: people?.length ? people.join(", ") : nobodyLabel
    }));
  }

  override connectedCallback(): void {
    this.read().catch((error: unknown) => (this.error = error));
  }

  async handleRefresh(): Promise<void> {
    this.sayNothing();
    await this.read();
  }

  async handleRun({ detail: { className, label } }: CustomEvent<ChosenJob>): Promise<void> {
    await this.do(() => runNow({ className }), labelText(startedLabel, label));
  }

  async handleSchedule(): Promise<void> {
    await this.do(() => scheduleMissing(), scheduledLabel);
  }

  async handleSwitch(event: CustomEvent<{ checked: boolean }>): Promise<void> {
    const { kind, name = null } = (event.currentTarget as HTMLElement).dataset;
    const isOn = event.detail.checked;
    const { switches, turn, on, off } = this.switchGroups.find((group) => group.kind === kind)!;
    const label = switches.find((one) => one.name === name)?.label ?? "";
    await this.do(() => turn({ name, isOn }), labelText(isOn ? on : off, label));
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const { id, object } = (event.currentTarget as HTMLElement).dataset;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: object, recordId: id, actionName: "view" }
    });
  }

  private async do(work: () => Promise<unknown>, done: string): Promise<void> {
    await this.attempt(async () => {
      await work();
      this.told = done;
    });
    await this.read();
  }

  private async read(): Promise<void> {
    try {
      this.health = (await getHealth()) ?? undefined;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  private nameOf(className: string | null | undefined): string {
    return this.jobs.find((job) => job.className === className)?.label ?? className ?? "";
  }
}
