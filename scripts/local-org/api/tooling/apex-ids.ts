import type { Org } from "../../org/types.ts";
import { quoted } from "../../storage/quoted.ts";

/** Ids of the org's classes and triggers by name. */
export function apexIds(org: Org): ReadonlyMap<string, string> {
  return org.transaction(
    org.administrator,
    (tx) =>
      new Map(
        ["ApexClass", "ApexTrigger"].flatMap((object) =>
          tx.database
            .all(`SELECT "Name", "Id" FROM ${quoted(object)}`)
            .map(([name, id]) => [name as string, id as string] as const)
        )
      )
  );
}
