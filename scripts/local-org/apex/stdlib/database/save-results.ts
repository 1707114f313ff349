import type { RecordError } from "../../../schema/record.ts";
import type { MergeSaveResult } from "../../../save/merge.ts";
import type { SaveResult } from "../../../save/types.ts";
import { ApexList } from "../../runtime/collections.ts";
import { enumConstant } from "../../runtime/enums.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { describeMembers } from "../schema/describe-members.ts";
import type { JsonNode } from "../system/json/json-text.ts";
import { registerReader } from "../system/json/json-types.ts";
import { statusCodeEnum } from "../system/status-code.ts";

/** Value of the class Database.Error. */
class DatabaseError {
  readonly apexTypeName = "Database.Error";
  readonly error: RecordError;

  constructor(error: RecordError) {
    this.error = error;
  }

  get jsonMembers(): Record<string, unknown> {
    const { statusCode, message, fields } = this.error;
    return { statusCode, message, fields: new ApexList(stringType, [...fields]) };
  }

  toString(): string {
    const fields = this.error.fields.join(", ");
    return `Database.Error[getFields=(${fields});getMessage=${this.error.message};getStatusCode=${this.error.statusCode};]`;
  }
}

export function databaseErrors(errors: readonly RecordError[]): ApexList {
  return new ApexList(
    libraryType("Database.Error"),
    errors.map((error) => new DatabaseError(error))
  );
}

/** Value of the classes Database.SaveResult, UpsertResult, DeleteResult … and of Approval's results. */
export class DmlResult {
  readonly apexTypeName: string;
  readonly result: SaveResult;
  readonly errors: ApexList;

  constructor(fullName: string, result: SaveResult) {
    this.apexTypeName = fullName;
    this.result = result;
    this.errors = databaseErrors(result.errors);
  }

  get jsonMembers(): Record<string, unknown> {
    return { success: this.result.success, id: this.result.id, errors: this.errors };
  }

  toString(): string {
    const { id, success } = this.result;
    return `${this.apexTypeName}[getErrors=${success ? "()" : String(this.errors.items.join(", "))};getId=${String(id)};isSuccess=${String(success)};]`;
  }
}

export const databaseErrorClass = defineClass({
  namespace: "Database",
  name: "Error",
  documentation: "Apex Reference Guide: Database.Error Class",
  members: describeMembers<DatabaseError>({
    Fields: ["List<String>", (self) => new ApexList(stringType, [...self.error.fields])],
    Message: ["String", (self) => self.error.message],
    StatusCode: ["StatusCode", (self) => enumConstant(statusCodeEnum, self.error.statusCode)]
  })
});

/** What all results tell: the record's id, whether it went well, and the errors where not. */
export function resultClass(namespace: string, name: string): ClassDefinition {
  return defineClass({
    namespace,
    name,
    documentation: `Apex Reference Guide: ${namespace === "Database" ? "Database." : ""}${name} Class`,
    members: describeMembers<DmlResult>({
      Errors: ["List<Database.Error>", (self) => self.errors],
      // Empty where the operation was not successful.
      Id: ["Id", ({ result }) => (result.success ? result.id : null)],
      Success: ["Boolean", (self) => self.result.success],
      ...(name === "UpsertResult" ? { Created: ["Boolean", (self: DmlResult) => self.result.created] as const } : {})
    })
  });
}

/** "Apex Reference Guide: Database.MergeResult Class". */
export class MergeOutcome extends DmlResult {
  readonly mergedIds: readonly string[];
  readonly relatedIds: readonly string[];

  constructor(result: MergeSaveResult, mergedIds: readonly string[]) {
    super("Database.MergeResult", result);
    this.mergedIds = result.success ? mergedIds : [];
    this.relatedIds = result.success ? result.relatedIds : [];
  }
}

const mergeResultClass = defineClass({
  namespace: "Database",
  name: "MergeResult",
  documentation: "Apex Reference Guide: Database.MergeResult Class",
  members: describeMembers<MergeOutcome>({
    Errors: ["List<Database.Error>", (self) => self.errors],
    Id: ["Id", (self) => self.result.id],
    Success: ["Boolean", (self) => self.result.success],
    MergedRecordIds: ["List<String>", (self) => new ApexList(stringType, [...self.mergedIds])],
    UpdatedRelatedIds: ["List<String>", (self) => new ApexList(stringType, [...self.relatedIds])]
  })
});

export const saveResultClasses: readonly ClassDefinition[] = [
  mergeResultClass,
  databaseErrorClass,
  ...(["SaveResult", "UpsertResult", "DeleteResult", "UndeleteResult", "EmptyRecycleBinResult"] as const).map((name) =>
    resultClass("Database", name)
  )
];

/** `JSON.deserialize('{"success":false,"errors":[…]}', Database.SaveResult.class)`: how tests make results of DML. */
export function registerResultReader(
  fullName: string,
  make: (result: SaveResult, members: ReadonlyMap<string, JsonNode>) => DmlResult
): void {
  registerReader(fullName, (members) => {
    const errors = members.get("errors");
    const result = {
      id: (members.get("id") as string | undefined) ?? null,
      success: members.get("success") === true,
      created: members.get("created") === true,
      errors: Array.isArray(errors) ? errors.map(errorOf) : []
    };
    return make(result, members);
  });
}
for (const name of ["SaveResult", "UpsertResult", "DeleteResult", "UndeleteResult", "EmptyRecycleBinResult"]) {
  registerResultReader(`Database.${name}`, (result) => new DmlResult(`Database.${name}`, result));
}
registerResultReader("Database.MergeResult", (result, members) => {
  const texts = (name: string): string[] => {
    const listed = members.get(name);
    return Array.isArray(listed) ? listed.map(String) : [];
  };
  return new MergeOutcome({ ...result, relatedIds: texts("updatedRelatedIds") }, texts("mergedRecordIds"));
});
registerReader("Database.Error", (members) => new DatabaseError(errorOf(members as JsonNode)));

/** The error that a member of `errors` in JSON stands for. */
export function errorOf(node: JsonNode): RecordError {
  const members = node instanceof Map ? node : new Map<string, JsonNode>();
  const fields = members.get("fields");
  return {
    statusCode: String(members.get("statusCode") ?? "UNKNOWN_EXCEPTION"),
    message: String(members.get("message") ?? ""),
    fields: Array.isArray(fields) ? fields.map(String) : []
  };
}
