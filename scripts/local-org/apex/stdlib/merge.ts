import { SObjectRecord } from "../../schema/record.ts";
import { ApexList } from "../runtime/collections.ts";
import { merged } from "../runtime/data.ts";
import { libraryType } from "../runtime/runtime-type.ts";
import type { Implementation } from "./define.ts";
import { MergeOutcome } from "./save-results.ts";

function merge(master: SObjectRecord | null, duplicates: unknown, allOrNone = true): unknown {
  const items = duplicates instanceof ApexList ? duplicates.items : [duplicates];
  const ids = items.map((item) => (item instanceof SObjectRecord ? item.id! : (item as string)));
  const outcome = new MergeOutcome(merged(master, duplicates, allOrNone), ids);
  return duplicates instanceof ApexList ? new ApexList(libraryType("Database.MergeResult"), [outcome]) : outcome;
}

/** "Apex Reference Guide: Database Class", merge. */
export const mergeMembers: Readonly<Record<string, Implementation>> = Object.fromEntries(
  [
    ["SObject", "Database.MergeResult"],
    ["Id", "Database.MergeResult"],
    ["List<SObject>", "List<Database.MergeResult>"],
    ["List<Id>", "List<Database.MergeResult>"]
  ].flatMap(([type, result]) => [
    [`static ${result} merge(SObject master, ${type} duplicates)`, merge],
    [`static ${result} merge(SObject master, ${type} duplicates, Boolean allOrNone)`, merge]
  ])
);
