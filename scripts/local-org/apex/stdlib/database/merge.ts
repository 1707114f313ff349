import { SObjectRecord } from "../../../schema/record.ts";
import { ApexList } from "../../runtime/collections.ts";
import { merged } from "../../runtime/data.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { accessOptions, type AccessLevelValue } from "../system/access.ts";
import type { Implementation } from "../definition/define.ts";
import { MergeOutcome } from "./save-results.ts";

function merge(
  master: SObjectRecord | null,
  duplicates: unknown,
  allOrNone = true,
  level?: AccessLevelValue | null
): unknown {
  const items = duplicates instanceof ApexList ? duplicates.items : [duplicates];
  const ids = items.map((item) => (item instanceof SObjectRecord ? item.id! : (item as string)));
  const outcome = new MergeOutcome(merged(master, duplicates, allOrNone, accessOptions(level)), ids);
  return duplicates instanceof ApexList ? new ApexList(libraryType("Database.MergeResult"), [outcome]) : outcome;
}

const mergeAs = (master: SObjectRecord | null, duplicates: unknown, level: AccessLevelValue | null): unknown =>
  merge(master, duplicates, true, level);

/** "Apex Reference Guide: Database Class", merge. */
export const mergeMembers: Readonly<Record<string, Implementation>> = Object.fromEntries(
  [
    ["SObject", "Database.MergeResult"],
    ["Id", "Database.MergeResult"],
    ["List<SObject>", "List<Database.MergeResult>"],
    ["List<Id>", "List<Database.MergeResult>"]
  ].flatMap(([type, result]): [string, Implementation][] => [
    [`static ${result} merge(SObject master, ${type} duplicates)`, merge],
    [`static ${result} merge(SObject master, ${type} duplicates, Boolean allOrNone)`, merge],
    [`static ${result} merge(SObject master, ${type} duplicates, Boolean allOrNone, AccessLevel level)`, merge],
    [`static ${result} merge(SObject master, ${type} duplicates, AccessLevel level)`, mergeAs]
  ])
);
