import { emptyBin } from "../../../save/deletion.ts";
import type { SaveResult } from "../../../save/types.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import type { Implementation } from "../definition/define.ts";
import { DmlResult } from "./save-results.ts";

/** "Apex Reference Guide: Database Class", emptyRecycleBin: a DML statement whose rows are the records given. */
function empty(given: unknown): unknown {
  if (given === null) throw nullArgument();
  const items = given instanceof ApexList ? given.items : [given];
  const ids = items.map((item) => (item instanceof SObjectRecord ? item.id : (item as string | null)));
  const { tx } = apexContext();
  if (ids.length > 0) tx.limits.consume("dmlStatements");
  tx.limits.consume("dmlRows", ids.length);
  const removed = emptyBin(
    tx,
    ids.filter((id) => id !== null)
  );
  const results = ids.map(
    (id) => new DmlResult("Database.EmptyRecycleBinResult", resultOf(id, id !== null && removed.has(id)))
  );
  return given instanceof ApexList ? new ApexList(libraryType("Database.EmptyRecycleBinResult"), results) : results[0]!;
}

function resultOf(id: string | null, success: boolean): SaveResult {
  const error = { statusCode: "INVALID_ID_FIELD", message: "entity is not in the recycle bin", fields: ["Id"] };
  return { id, success, created: false, errors: success ? [] : [error] };
}

export const recycleBinMembers: Readonly<Record<string, Implementation>> = {
  "static Database.EmptyRecycleBinResult emptyRecycleBin(SObject given)": empty,
  "static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<SObject> given)": empty,
  "static List<Database.EmptyRecycleBinResult> emptyRecycleBin(List<Id> given)": empty
};
