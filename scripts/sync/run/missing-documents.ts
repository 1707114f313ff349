import type { Mapping } from "../mapping/mapping.ts";
import type { OrgRequests } from "../org/requests.ts";
import { tellsChanges } from "../org/sync-runs.ts";
import { missingPlan } from "../org/transactions.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";
import type { Listing, OrgDocument } from "../spool/documents.ts";
import type { Send } from "./enrolment.ts";

const DAY_MS = 86_400_000;
const EXAMPLES = 10;

export interface MissingOptions {
  readonly mapping: Mapping;
  readonly spool: DocumentSpool;
  readonly requests: OrgRequests;
  readonly isReplay: boolean;
  /** Since when the source has told all of its documents, where it told but changes. */
  readonly recentSince: number | undefined;
  readonly dryRun: boolean;
  readonly jobRows: number;
  readonly now: number;
  readonly send: Send;
}

/** Documents that the org has of this source and the export has not, and what the mapping says of them. */
export class MissingDocuments {
  private readonly options: MissingOptions;
  private readonly examples: string[] = [];
  private documents = 0;
  private outside: Listing = { documents: 0, examples: [] };
  private cancelled = 0;
  private marked = 0;
  private held = "";

  constructor(options: MissingOptions) {
    this.options = options;
  }

  /** How many documents of the org are to be changed for it. */
  get touched(): number {
    return this.cancelled + this.marked;
  }

  async find(): Promise<void> {
    const { mapping, spool, isReplay, recentSince } = this.options;
    const { missing } = mapping.source;
    const kind = exportKind(mapping);
    if (isReplay || (kind === "delta" && recentSince === undefined) || missing === "nothing") return;
    for (const document of spool.onlyInOrg(mapping.name, recentSince)) this.note(document);
    if (kind === undefined) this.outside = await this.outsideTheDays();
    this.keepWhereRowsAreUnreadable();
  }

  /** Marks and cancels as the mapping says. */
  async settle(): Promise<void> {
    const { mapping, spool, dryRun, jobRows, now, send } = this.options;
    if (this.touched === 0 || dryRun) return;
    const documents = [...spool.onlyInOrg(mapping.name, this.options.recentSince)].filter(
      (document) => this.cancels(document) || this.marks(document)
    );
    const plan = missingPlan(documents, (document) => this.cancels(document), jobRows, now);
    await send("settle documents that the source has no longer", plan, documents.length, "ExternalId__c", (key) => {
      this.held = `${key} could not be changed in the org`;
    });
  }

  facts(): {
    onlyInOrg: Listing;
    outsideTheDays: Listing;
    cancelledMissing: number;
    markedMissing: number;
    missingNote: string;
  } {
    return {
      onlyInOrg: { documents: this.documents, examples: this.examples },
      outsideTheDays: this.outside,
      cancelledMissing: this.cancelled,
      markedMissing: this.marked,
      missingNote: this.held
    };
  }

  private note(document: OrgDocument): void {
    this.documents++;
    if (this.examples.length < EXAMPLES) this.examples.push(document.externalId);
    if (this.cancels(document)) this.cancelled++;
    else if (this.marks(document)) this.marked++;
  }

  private cancels({ missingSince }: OrgDocument): boolean {
    const days = this.daysOfGrace();
    return days !== undefined && this.options.now - (missingSince ?? this.options.now) >= days * DAY_MS;
  }

  private marks({ missingSince }: OrgDocument): boolean {
    return this.daysOfGrace() !== undefined && missingSince === null;
  }

  /** Undefined where nothing is ever cancelled for being missing. */
  private daysOfGrace(): number | undefined {
    const { mapping, recentSince } = this.options;
    const { missing } = mapping.source;
    const isCertain = exportKind(mapping) === "full" || recentSince !== undefined;
    return isCertain && typeof missing === "object" ? missing.cancelAfterDays : undefined;
  }

  /** A row that cannot be read may be a document's last one: nothing is missing for certain then. */
  private keepWhereRowsAreUnreadable(): void {
    const unreadable = this.options.spool.unattributedRows();
    if (unreadable === 0 || this.touched === 0) return;
    this.held = `${this.touched} documents are missing in the source, and stay as they are while ${unreadable} rows cannot be read`;
    [this.cancelled, this.marked] = [0, 0];
  }

  /** The export says nothing of other days: that the org has documents there is worth telling. */
  private async outsideTheDays(): Promise<Listing> {
    const { mapping, spool, requests } = this.options;
    const window = spool.window();
    if (!window) return { documents: 0, examples: [] };
    const [from, to] = [window.from, window.to + 1000].map((moment) => new Date(moment).toISOString());
    const where = `Source__c = '${mapping.name}' AND Status__c = 'Valid' AND (OccurredAt__c < ${from} OR OccurredAt__c > ${to})`;
    const [count] = await requests.query<{ documents: number }>(
      `SELECT COUNT(Id) documents FROM LoyaltyTransaction__c WHERE ${where}`
    );
    if (!count || count.documents === 0) return { documents: 0, examples: [] };
    const first = await requests.query<{ ExternalId__c: string }>(
      `SELECT ExternalId__c FROM LoyaltyTransaction__c WHERE ${where} ORDER BY OccurredAt__c DESC LIMIT ${EXAMPLES}`
    );
    return { documents: count.documents, examples: first.map((row) => row.ExternalId__c) };
  }
}

/** A source that is asked for its changes tells a delta. */
export function exportKind({ source }: Mapping): "full" | "delta" | undefined {
  return tellsChanges(source) ? "delta" : source.export;
}
