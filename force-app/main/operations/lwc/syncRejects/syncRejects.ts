import { api, LightningElement, wire } from "lwc";
import DOCUMENTS_REJECTED from "@salesforce/schema/LoyaltySyncRun__c.DocumentsRejected__c";
import LINES_REJECTED from "@salesforce/schema/LoyaltySyncRun__c.LinesRejected__c";
import REJECTS from "@salesforce/schema/LoyaltySyncRun__c.Rejects__c";
import REPLAY from "@salesforce/schema/LoyaltySyncRun__c.Replay__c";
import { getFieldValue, getRecord, type RecordRepresentation } from "lightning/uiRecordApi";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import adviceCustomerLabel from "@salesforce/label/c.LoyaltySyncAdviceCustomer";
import adviceDocumentLabel from "@salesforce/label/c.LoyaltySyncAdviceDocument";
import adviceMappingLabel from "@salesforce/label/c.LoyaltySyncAdviceMapping";
import adviceOrgLabel from "@salesforce/label/c.LoyaltySyncAdviceOrg";
import adviceValueLabel from "@salesforce/label/c.LoyaltySyncAdviceValue";
import copiedLabel from "@salesforce/label/c.LoyaltySyncCopied";
import copyByHandLabel from "@salesforce/label/c.LoyaltySyncCopyByHand";
import copyLabel from "@salesforce/label/c.LoyaltySyncCopy";
import countLabel from "@salesforce/label/c.LoyaltySyncCount";
import groupLabel from "@salesforce/label/c.LoyaltySyncGroup";
import noneLabel from "@salesforce/label/c.LoyaltySyncNoRejects";
import reasonLabel from "@salesforce/label/c.LoyaltySyncReason";
import replayHelpLabel from "@salesforce/label/c.LoyaltySyncReplayHelp";
import replayLabel from "@salesforce/label/c.LoyaltySyncReplay";
import rowLabel from "@salesforce/label/c.LoyaltySyncRow";
import titleLabel from "@salesforce/label/c.LoyaltySyncRejects";
import type { WireResult } from "lwc-wire";

/** As the sync lists them. */
interface Reject {
  readonly code: string;
  readonly reason: string;
  readonly row: string;
}

/** Rows that were rejected for the same reason. */
interface Reason {
  readonly reason: string;
  readonly rows: string;
}

interface Group {
  readonly code: string;
  readonly heading: string;
  readonly advice: string;
  readonly rejects: readonly Reason[];
}

/** What to do, by the codes that the sync gives; everything else is the org's own. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^(NO|UNKNOWN)_MEMBER$|^AMBIGUOUS_CUSTOMER$/, adviceCustomerLabel],
  [/^INCOMPLETE$/, adviceDocumentLabel],
  [/^(OTHER_SOURCE|SEVERAL_FILES)$/, adviceMappingLabel],
  [/^(BAD|MIXED)_|^(BROKEN_ROW|DUPLICATE_ID|NO_DOCUMENT|NOT_TOGETHER)$/, adviceValueLabel]
];

/** What a run of the sync could not use: by reason with what to do, row by row, and the command that tries it again. */
export default class SyncRejects extends LightningElement {
  /** The run. */
  @api recordId = "";

  record: RecordRepresentation | undefined;
  error: unknown;
  told = "";

  labels = {
    copy: copyLabel,
    none: noneLabel,
    reason: reasonLabel,
    replay: replayLabel,
    replayHelp: replayHelpLabel,
    row: rowLabel,
    title: titleLabel
  };

  @wire(getRecord, { recordId: "$recordId", fields: [REJECTS, REPLAY, DOCUMENTS_REJECTED, LINES_REJECTED] })
  receive({ data, error }: WireResult<RecordRepresentation>): void {
    this.record = data ?? this.record;
    this.error = error;
  }

  get loading(): boolean {
    return this.record === undefined && this.error === undefined;
  }
  get isEmpty(): boolean {
    return this.record !== undefined && this.rejects.length === 0;
  }
  get rejects(): readonly Reject[] {
    const listed = this.stored(REJECTS) as string | null;
    return listed ? (JSON.parse(listed) as Reject[]) : [];
  }
  get countText(): string {
    const [documents, rows] = [this.stored(DOCUMENTS_REJECTED), this.stored(LINES_REJECTED)] as (number | null)[];
    return labelText(countLabel, numberText(documents), numberText(rows), numberText(this.rejects.length));
  }
  get command(): string {
    return (this.stored(REPLAY) as string | null) ?? "";
  }
  get groups(): Group[] {
    const codes = [...new Set(this.rejects.map(({ code }) => code))];
    return codes.map((code) => {
      const ofCode = this.rejects.filter((reject) => reject.code === code);
      return {
        code,
        heading: labelText(groupLabel, code, numberText(ofCode.length)),
        advice: adviceFor(code),
        rejects: byReason(ofCode)
      };
    });
  }

  async handleCopy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.command);
      this.told = copiedLabel;
    } catch {
      // A browser may refuse, by its settings or for a page without encryption.
      this.told = copyByHandLabel;
    }
  }

  private stored(field: typeof REJECTS): unknown {
    return this.record === undefined ? null : getFieldValue(this.record, field);
  }
}

function adviceFor(code: string): string {
  return ADVICE.find(([codes]) => codes.test(code))?.[1] ?? adviceOrgLabel;
}

/** What befalls many rows is said once. */
function byReason(rejects: readonly Reject[]): Reason[] {
  const reasons = [...new Set(rejects.map(({ reason }) => reason))];
  return reasons.map((reason) => ({
    reason,
    rows: rejects
      .filter((reject) => reject.reason === reason)
      .map(({ row }) => row)
      .join(", ")
  }));
}
