import { api, LightningElement } from "lwc";
import { labelText } from "c/labelText";
import { scheduleText } from "c/scheduleText";
import { momentText } from "c/localeText";
import atWorkLabel from "@salesforce/label/c.LoyaltyHealthAtWork";
import failedLabel from "@salesforce/label/c.LoyaltyHealthFailed";
import failuresLabel from "@salesforce/label/c.LoyaltyHealthFailures";
import jobLabel from "@salesforce/label/c.LoyaltyHealthJob";
import lastRunLabel from "@salesforce/label/c.LoyaltyHealthLastRun";
import neverLabel from "@salesforce/label/c.LoyaltyHealthNever";
import nextRunLabel from "@salesforce/label/c.LoyaltyHealthNextRun";
import notScheduledLabel from "@salesforce/label/c.LoyaltyHealthNotScheduled";
import runNowLabel from "@salesforce/label/c.LoyaltyHealthRunNow";
import runNowOneLabel from "@salesforce/label/c.LoyaltyHealthRunNowOne";
import scheduleLabel from "@salesforce/label/c.LoyaltyHealthSchedule";
import type { HealthController_Job as Job } from "apex-types";

/** The class of a job that is to run at once, and what it is called, as the `run` event hands it on. */
export interface ChosenJob {
  readonly className: string;
  readonly label: string;
}

interface Row {
  readonly className: string;
  readonly label: string;
  readonly schedule: string;
  readonly zone: string;
  readonly lastRun: string;
  readonly trouble: string;
  readonly nextRun: string;
  readonly failures: number;
  readonly runText: string;
}

/** Jobs with their schedules and runs; each can be run at once. */
export default class JobTable extends LightningElement {
  @api jobs: readonly Job[] = [];

  labels = {
    failures: failuresLabel,
    job: jobLabel,
    lastRun: lastRunLabel,
    nextRun: nextRunLabel,
    runNow: runNowLabel,
    schedule: scheduleLabel
  };

  get rows(): Row[] {
    return this.jobs.map(rowOf);
  }

  handleRun(event: Event): void {
    const { className = "", label = "" } = (event.currentTarget as HTMLElement).dataset;
    this.dispatchEvent(new CustomEvent<ChosenJob>("run", { detail: { className, label } }));
  }
}

function rowOf(job: Job): Row {
  const label = job.label ?? "";
  return {
    className: job.className ?? "",
    label,
    schedule: job.cron ? scheduleText(job.cron) : notScheduledLabel,
    zone: job.timeZone ?? "",
    lastRun: job.atWork ? atWorkLabel : momentText(job.lastRunAt) || neverLabel,
    trouble: job.failed && !job.atWork ? failedLabel : "",
    nextRun: momentText(job.nextRunAt) || notScheduledLabel,
    failures: job.openFailures ?? 0,
    runText: labelText(runNowOneLabel, label)
  };
}
