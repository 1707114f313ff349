import type { FormulaType } from "../formula/values.ts";
import type { FlowValue } from "./values.ts";

/** "Metadata API Developer Guide: Flow", as far as flows without screens are run here. */
export interface Flow {
  readonly name: string;
  readonly label: string;
  readonly start: Start;
  readonly elements: ReadonlyMap<string, Element>;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Records are read and written with the sharing of the running user. */
  readonly withSharing: boolean;
}

export type Timing = "beforeSave" | "afterSave" | "beforeDelete";

export interface Start {
  readonly next?: string;
  /** Absent where something else starts the flow. */
  readonly trigger?: RecordTrigger;
  /** What runs apart from the save, some of it later. */
  readonly scheduledPaths: readonly ScheduledPath[];
}

/** "Metadata API Developer Guide: Flow", FlowScheduledPath. */
export interface ScheduledPath {
  readonly name: string;
  readonly next: string;
  /** Absent where the path runs as soon as the save is committed. */
  readonly when?: {
    /** Negative before the moment. */
    readonly offset: number;
    readonly unit: "Minutes" | "Hours" | "Days" | "Weeks" | "Months";
    /** The field that has the moment; that of the save where absent. */
    readonly field?: string;
  };
  /** How many records' interviews run in one transaction. */
  readonly batchSize: number;
}

export interface RecordTrigger {
  readonly object: string;
  readonly timing: Timing;
  readonly onCreate: boolean;
  readonly onUpdate: boolean;
  readonly entry: Criteria;
  /** An updated record has to meet the criteria now, and not before. */
  readonly onlyWhenItBeginsToMeet: boolean;
  /** 1 to 2,000; those without stand between 1,000 and 1,001. */
  readonly order?: number;
}

/** `and`, `or`, numbers with AND, OR and NOT; a formula instead of conditions. */
export interface Criteria {
  readonly logic: string;
  readonly conditions: readonly Condition[];
  readonly formula?: string;
}

export interface Condition {
  readonly left: Path;
  readonly operator: string;
  readonly right: Given;
}

/** A resource and the fields down from it: `Order`, `Account`, `Name`. */
export type Path = readonly string[];

export type Given =
  | { readonly kind: "literal"; readonly value: FlowValue }
  /** A text with `{!references}`. */
  | { readonly kind: "template"; readonly text: string }
  | { readonly kind: "reference"; readonly path: Path };

export interface Filter {
  readonly field: string;
  readonly operator: string;
  readonly value: Given;
}

export interface FieldInput {
  readonly field: string;
  readonly value: Given;
}

export interface Assignment {
  readonly to: Path;
  readonly operator: string;
  readonly value: Given;
}

export interface Outcome {
  readonly name: string;
  readonly criteria: Criteria;
  readonly onlyWhenItBeginsToMeet: boolean;
  readonly next?: string;
}

interface Step {
  readonly name: string;
  readonly next?: string;
}

interface Fallible extends Step {
  readonly onFault?: string;
}

/** Records that a filter finds, or those of a variable. */
interface Chosen {
  readonly object?: string;
  readonly filters: readonly Filter[];
  readonly filterLogic: string;
  readonly from?: Path;
}

export interface GetRecords extends Fallible {
  readonly kind: "getRecords";
  readonly object: string;
  readonly filters: readonly Filter[];
  readonly filterLogic: string;
  readonly firstOnly: boolean;
  readonly limit?: number;
  readonly sort?: { readonly field: string; readonly descending: boolean };
  /** Absent where all fields are kept. */
  readonly fields?: readonly string[];
  /** The variable that takes what is found; the element itself where absent. */
  readonly into?: Path;
  readonly fieldsInto: readonly { readonly field: string; readonly into: Path }[];
  readonly clearsWhereNoneIsFound: boolean;
}

export interface CreateRecords extends Fallible {
  readonly kind: "createRecords";
  readonly object?: string;
  readonly values: readonly FieldInput[];
  readonly from?: Path;
  readonly idInto?: Path;
}

export interface UpdateRecords extends Fallible, Chosen {
  readonly kind: "updateRecords";
  readonly values: readonly FieldInput[];
}

export interface DeleteRecords extends Fallible, Chosen {
  readonly kind: "deleteRecords";
}

export interface CallAction extends Fallible {
  readonly kind: "action";
  readonly type: string;
  readonly action: string;
  readonly inputs: readonly { readonly name: string; readonly value: Given }[];
  readonly outputs: readonly { readonly name: string; readonly into: Path }[];
}

export interface CallFlow extends Step {
  readonly kind: "subflow";
  readonly flow: string;
  readonly inputs: readonly { readonly name: string; readonly value: Given }[];
  readonly outputs: readonly { readonly name: string; readonly into: Path }[];
}

export interface Assign extends Step {
  readonly kind: "assignment";
  readonly items: readonly Assignment[];
}

export interface Decide extends Step {
  /** `next` is the way of the default outcome. */
  readonly kind: "decision";
  readonly outcomes: readonly Outcome[];
}

export interface Loop extends Step {
  /** `next` is the way after the last value. */
  readonly kind: "loop";
  readonly over: Path;
  readonly descending: boolean;
  readonly into?: Path;
  readonly each?: string;
}

export interface FilterCollection extends Step {
  readonly kind: "filterCollection";
  readonly over: Path;
  readonly item: string;
  readonly criteria: Criteria;
}

export interface SortCollection extends Step {
  readonly kind: "sortCollection";
  readonly over: Path;
  readonly by: readonly { readonly field?: string; readonly descending: boolean; readonly blanksFirst: boolean }[];
  readonly limit?: number;
}

export interface CustomError extends Step {
  readonly kind: "customError";
  readonly messages: readonly { readonly message: Given; readonly field?: string }[];
}

export type Element =
  | GetRecords
  | CreateRecords
  | UpdateRecords
  | DeleteRecords
  | CallAction
  | CallFlow
  | Assign
  | Decide
  | Loop
  | FilterCollection
  | SortCollection
  | CustomError;

export type Resource =
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly dataType: string;
      readonly object?: string;
      readonly isCollection: boolean;
      readonly isInput: boolean;
      readonly isOutput: boolean;
      readonly initial?: Given;
    }
  | { readonly kind: "constant"; readonly name: string; readonly dataType: string; readonly value: Given }
  | {
      readonly kind: "formula";
      readonly name: string;
      readonly type: FormulaType;
      readonly expression: string;
      readonly scale?: number;
    }
  | { readonly kind: "textTemplate"; readonly name: string; readonly text: string };
