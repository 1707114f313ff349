import { SObjectRecord } from "../../../schema/record.ts";
import type { SObjectType } from "../../../schema/types.ts";
import { normalizeId } from "../../../values/id.ts";
import type { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryRows } from "../database/rows.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import type { PlatformValue } from "../definition/platform-value.ts";

const MOST_RECORDS = 50;

/**
 * "Apex Reference Guide: FindDuplicates Class": by the active duplicate rules of the records' object. An org answers where
 * there is none by an error (SFDO-Community/Summit-Events-App); what a rule finds is not looked for here.
 */
function find(given: ApexList | null): never {
  if (given === null) throw nullArgument();
  if (given.items.length > MOST_RECORDS)
    throw apexError(
      "System.HandledException",
      "Configuration error: The number of records to check is greater than the permitted batch size."
    );
  const [type, ...others] = new Set(given.items.map(typeOf));
  if (type === undefined || others.length > 0)
    throw apexError("System.HandledException", "Duplicates are looked for among records of one object");
  const [rule] = libraryRows(
    "SELECT DeveloperName FROM DuplicateRule WHERE SobjectType = :object AND IsActive = true",
    {
      object: type.name
    }
  );
  if (rule === undefined)
    throw apexError(
      "System.HandledException",
      `No active duplicate rules are defined for the ${type.name} object type.`
    );
  throw apexError(
    "System.UnsupportedOperationException",
    `The local org does not look for duplicates by the rule ${String(rule.get("DeveloperName"))}`
  );
}

function typeOf(given: unknown): SObjectType {
  if (given instanceof SObjectRecord) return given.type;
  const id = normalizeId(String(given));
  const type = id === null ? undefined : apexContext().tx.schema.objectByKeyPrefix(id.slice(0, 3));
  if (!type) throw apexError("System.StringException", `Invalid id: ${String(given)}`);
  return type;
}

/** A class whose objects tell their values by methods: `type name` of each. */
function resultClass(name: string, ...values: readonly string[]): ClassDefinition {
  const members: Record<string, Implementation> = {};
  for (const value of values) {
    const [type, property] = value.split(" ") as [string, string];
    const method = type === "Boolean" ? `is${property}` : `get${property}`;
    members[`${type} ${method}()`] = (self: PlatformValue) => self.values[property.toLowerCase()] ?? null;
  }
  return defineClass({
    namespace: "Datacloud",
    name,
    documentation: `Apex Reference Guide: ${name} Class`,
    members
  });
}

function searchClass(name: string, method: string): ClassDefinition {
  return defineClass({
    namespace: "Datacloud",
    name,
    documentation: `Apex Reference Guide: ${name} Class`,
    members: { [`static List<Datacloud.FindDuplicatesResult> ${method}`]: find }
  });
}

export const datacloudClasses: readonly ClassDefinition[] = [
  searchClass("FindDuplicates", "findDuplicates(List<SObject> records)"),
  searchClass("FindDuplicatesByIds", "findDuplicatesByIds(List<Id> ids)"),
  resultClass(
    "FindDuplicatesResult",
    "List<Datacloud.DuplicateResult> DuplicateResults",
    "List<Database.Error> Errors",
    "Boolean Success"
  ),
  resultClass(
    "DuplicateResult",
    "String DuplicateRule",
    "String DuplicateRuleEntityType",
    "String ErrorMessage",
    "List<Datacloud.MatchResult> MatchResults",
    "Boolean AllowSave"
  ),
  resultClass(
    "MatchResult",
    "String EntityType",
    "List<Database.Error> Errors",
    "String MatchEngine",
    "List<Datacloud.MatchRecord> MatchRecords",
    "String Rule",
    "Integer Size",
    "Boolean Success"
  ),
  resultClass(
    "MatchRecord",
    "List<Datacloud.AdditionalInformationMap> AdditionalInformation",
    "List<Datacloud.FieldDiff> FieldDiffs",
    "Double MatchConfidence",
    "SObject Record"
  ),
  resultClass("FieldDiff", "String Difference", "String Name"),
  resultClass("AdditionalInformationMap", "String Name", "String Value")
];
