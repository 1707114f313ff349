import type { DocumentKind } from "../mapping/mapping.ts";

/**
 * `new` and `changed` are to be sent, the others stay as they are: `held` ones were cancelled, claimed or rejected in the
 * org, `void` ones are cancelled in the source and unknown to the org.
 */
export type DocumentState = "new" | "changed" | "unchanged" | "accepted" | "rejected" | "held" | "void";

/** One business document, summed from its lines. */
export interface SourceDocument {
  readonly externalId: string;
  readonly memberKey: string;
  readonly occurredAt: number;
  /** Exact sum of the lines, rounded to what its currency has as the mapping says; in thousandths of the currency unit. */
  readonly thousandths: bigint;
  readonly currency: string;
  readonly channel: string;
  readonly original: string;
  readonly kind: DocumentKind;
  readonly status: "Valid" | "Cancelled";
  /** As of a line; null where the mapping does not tell. */
  readonly paidAt: number | null;
  readonly state: DocumentState;
}

/** A document as the org has it. */
export interface OrgDocument {
  readonly externalId: string;
  readonly memberKey: string;
  readonly occurredAt: number;
  readonly thousandths: bigint;
  readonly currency: string;
  readonly channel: string;
  readonly original: string;
  readonly kind: string;
  readonly status: string;
  readonly paidAt: number | null;
  readonly source: string;
  /** Since when the source has it no longer. */
  readonly missingSince: number | null;
}

export interface Customer {
  readonly memberKey: string;
  readonly name: string;
  readonly fields: readonly string[];
}

export interface Reject {
  /** Of the row, in the words of its source. */
  readonly position: string;
  readonly code: string;
  readonly reason: string;
  /** All cells of the row in the order of the header; a broken row has more or fewer of them. */
  readonly cells: readonly string[];
}

export interface Tally {
  readonly state: DocumentState;
  readonly documents: number;
  readonly thousandths: bigint;
}

/** What differs between the source and the org, in words for people. */
export interface Difference {
  readonly externalId: string;
  readonly day: string;
  readonly currency: string;
  readonly what: string;
}

/** Documents that are worth telling: how many, and the first of them by name. */
export interface Listing {
  readonly documents: number;
  readonly examples: readonly string[];
}
