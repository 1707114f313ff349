import { changesWithin, ReplicationError, type Changes } from "../../../soql/replication.ts";
import { ApexDate } from "../../../values/date.ts";
import type { ApexDatetime } from "../../../values/datetime.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { idType, libraryType } from "../../runtime/runtime-type.ts";
import { accessOptions } from "../system/access.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";

/** Value of the classes Database.GetUpdatedResult and GetDeletedResult. */
class ReplicationResult {
  readonly apexTypeName: string;
  readonly changes: Changes;

  constructor(apexTypeName: string, changes: Changes) {
    this.apexTypeName = apexTypeName;
    this.changes = changes;
  }
}

/** Value of the class Database.DeletedRecord. */
class DeletedRecord {
  readonly apexTypeName = "Database.DeletedRecord";
  readonly id: string;
  readonly date: ApexDate;

  constructor(id: string, date: ApexDate) {
    this.id = id;
    this.date = date;
  }
}

function asked(kind: "updated" | "deleted", resultClass: string): Implementation {
  return (name: string | null, start: ApexDatetime | null, end: ApexDatetime | null) => {
    if (name === null || start === null || end === null) throw nullArgument();
    const { tx, soql } = apexContext();
    const type = tx.schema.object(name);
    if (!type) throw apexError("System.InvalidParameterValueException", `sObject type '${name}' is not supported.`);
    const options = { ...accessOptions(undefined), countLimits: true };
    try {
      return new ReplicationResult(resultClass, changesWithin(tx, soql, kind, type, { start, end }, options));
    } catch (problem) {
      if (problem instanceof ReplicationError)
        throw apexError("System.InvalidParameterValueException", problem.message);
      throw problem;
    }
  };
}

/** The results' dates are those of Coordinated Universal Time. */
function dateOf(time: ApexDatetime): ApexDate {
  return ApexDate.fromEpochDay(Math.floor(time.epochMilliseconds / (24 * 60 * 60_000)));
}

const latestDateCovered = {
  "Date getLatestDateCovered()": ({ changes }: ReplicationResult) => dateOf(changes.covered)
};

export const replicationMembers: Readonly<Record<string, Implementation>> = {
  "static Database.GetUpdatedResult getUpdated(String sObjectType, Datetime startDate, Datetime endDate)": asked(
    "updated",
    "Database.GetUpdatedResult"
  ),
  "static Database.GetDeletedResult getDeleted(String sObjectType, Datetime startDate, Datetime endDate)": asked(
    "deleted",
    "Database.GetDeletedResult"
  )
};

export const replicationClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Database",
    name: "GetUpdatedResult",
    documentation: "Apex Reference Guide: GetUpdatedResult Class",
    members: {
      "List<Id> getIds()": ({ changes }: ReplicationResult) =>
        new ApexList(
          idType,
          changes.rows.map((row) => row.id)
        ),
      ...latestDateCovered
    }
  }),
  defineClass({
    namespace: "Database",
    name: "GetDeletedResult",
    documentation: "Apex Reference Guide: GetDeletedResult Class",
    members: {
      "List<Database.DeletedRecord> getDeletedRecords()": ({ changes }: ReplicationResult) =>
        new ApexList(
          libraryType("Database.DeletedRecord"),
          changes.rows.map((row) => new DeletedRecord(row.id!, dateOf(row.get("SystemModstamp") as ApexDatetime)))
        ),
      "Date getEarliestDateAvailable()": ({ changes }: ReplicationResult) => dateOf(changes.earliestAvailable),
      ...latestDateCovered
    }
  }),
  defineClass({
    namespace: "Database",
    name: "DeletedRecord",
    documentation: "Apex Reference Guide: DeletedRecord Class",
    members: {
      "Date getDeletedDate()": (self: DeletedRecord) => self.date,
      "Id getId()": (self: DeletedRecord) => self.id
    }
  })
];
