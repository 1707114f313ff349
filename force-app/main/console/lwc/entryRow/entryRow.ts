import { entrySteps, entryTitle, signedNumber, type StepText } from "c/entryText";
import { labelText } from "c/labelText";
import { dayText, lineOf } from "c/localeText";
import whyOneLabel from "@salesforce/label/c.LoyaltyActivityWhyOne";
import type { StatementEntry } from "apex-types";

/** A movement of points with the sum that explains it, as lists show it. */
export interface EntryRow {
  readonly entryId: string;
  readonly title: string;
  readonly whyText: string;
  readonly occurredAt: string | undefined;
  readonly pointsText: string;
  readonly pointsClass: string;
  readonly explained: boolean;
  readonly steps: readonly StepText[];
}

export function entryRow(entry: StatementEntry): EntryRow {
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
