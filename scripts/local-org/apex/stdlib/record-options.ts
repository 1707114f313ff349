import type { SObjectRecord } from "../../schema/record.ts";
import { saveOptionsOf, type DmlOptions } from "./dml-options.ts";

const optionsOfRecords = new WeakMap<SObjectRecord, DmlOptions>();

/** "SObject Class: setOptions": for one record alone; what it can say changes nothing that the local org does. */
export const recordOptionMembers = {
  "Database.DMLOptions getOptions()": (self: SObjectRecord) => optionsOfRecords.get(self) ?? null,
  "void setOptions(Database.DMLOptions options)": (self: SObjectRecord, options: DmlOptions | null) => {
    saveOptionsOf(options);
    optionsOfRecords.set(self, options!);
  }
};
