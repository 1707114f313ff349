import { setTruncation } from "../../../save/truncation.ts";
import type { SObjectRecord } from "../../../schema/record.ts";
import { saveOptionsOf, type DmlOptions } from "./dml-options.ts";

const optionsOfRecords = new WeakMap<SObjectRecord, DmlOptions>();

/** "SObject Class: setOptions": for one record alone; only truncation changes what the local org does. */
export const recordOptionMembers = {
  "Database.DMLOptions getOptions()": (self: SObjectRecord) => optionsOfRecords.get(self) ?? null,
  "void setOptions(Database.DMLOptions options)": (self: SObjectRecord, options: DmlOptions | null) => {
    setTruncation(self, saveOptionsOf(options).truncatesTexts === true);
    optionsOfRecords.set(self, options!);
  }
};
