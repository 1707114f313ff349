import { lockedIds, setLocked } from "../../../save/record-locks.ts";
import { DmlError, type SaveResult } from "../../../save/types.ts";
import type { SObjectType } from "../../../schema/types.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import { accessOf } from "../../../security/access.ts";
import { normalizeId } from "../../../values/id.ts";
import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { booleanType, idType, libraryType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { describeMembers } from "../schema/describe-members.ts";
import { PlatformValue, variables, type Members } from "../definition/platform-value.ts";
import { DmlResult, registerResultReader, resultClass } from "../database/save-results.ts";

type LockOutcome = "LockResult" | "UnlockResult";

function idOf(given: unknown): string {
  const text = given instanceof SObjectRecord ? given.id : given;
  if (text === null || text === undefined) throw nullArgument();
  const id = normalizeId(String(text));
  if (id === null) throw apexError("System.StringException", `Invalid id: ${String(text)}`);
  return id;
}

/** Locking and unlocking count as DML ("Apex Governor Limits": Approval.process, lock and unlock are DML statements). */
function change(outcome: LockOutcome, given: unknown, allOrNone: boolean | null): unknown {
  if (given === null || allOrNone === null) throw nullArgument();
  const { tx } = apexContext();
  const ids = (given instanceof ApexList ? given.items : [given]).map(idOf);
  tx.limits.consume("dmlStatements");
  tx.limits.consume("dmlRows", ids.length);
  const results = ids.map((id) => resultFor(id));
  const failures = results.flatMap(({ id, errors }, index) =>
    errors.length > 0 ? [{ index, id, object: objectOf(id!), errors }] : []
  );
  if (allOrNone && failures.length > 0) throw new DmlError("update", failures);
  for (const { id, success } of results) if (success) setLocked(tx, id!, outcome === "LockResult");
  const answers = results.map((result) => new DmlResult(`Approval.${outcome}`, result));
  return given instanceof ApexList ? new ApexList(libraryType(`Approval.${outcome}`), answers) : answers[0]!;
}

function objectOf(id: string): SObjectType {
  const type = apexContext().tx.schema.objectByKeyPrefix(id.slice(0, 3));
  if (!type) throw apexError("System.StringException", `Invalid id: ${id}`);
  return type;
}

function resultFor(id: string): SaveResult {
  const { tx } = apexContext();
  const type = objectOf(id);
  const bin = type.field("IsDeleted") ? ' AND "IsDeleted" = 0' : "";
  const stored = tx.database.all(`SELECT 1 FROM "${type.name}" WHERE "Id" = ?${bin}`, [id]).length > 0;
  const error = !stored
    ? { statusCode: "INVALID_CROSS_REFERENCE_KEY", message: "invalid cross reference id", fields: [] }
    : !accessOf(tx).object(type).edit
      ? {
          statusCode: "INSUFFICIENT_ACCESS_OR_READONLY",
          message: "insufficient access rights on object id",
          fields: []
        }
      : undefined;
  return { id, success: !error, created: false, errors: error ? [error] : [] };
}

function lockMembers(): Record<string, Implementation> {
  const members: Record<string, Implementation> = {};
  for (const [name, outcome] of [
    ["lock", "LockResult"],
    ["unlock", "UnlockResult"]
  ] as const) {
    for (const type of ["Id", "SObject", "List<Id>", "List<SObject>"]) {
      const result = `Approval.${outcome}`;
      const head = `static ${type.startsWith("List") ? `List<${result}>` : result} ${name}(${type} given`;
      members[`${head})`] = (given: unknown) => change(outcome, given, true);
      members[`${head}, Boolean allOrNone)`] = (given: unknown, allOrNone: boolean | null) =>
        change(outcome, given, allOrNone);
    }
  }
  return members;
}

function isLocked(given: unknown): boolean {
  const id = idOf(given);
  return lockedIds(apexContext().tx, [id]).has(id);
}

function areLocked(given: ApexList | null): ApexMap {
  if (given === null) throw nullArgument();
  const ids = given.items.map(idOf);
  const locked = lockedIds(apexContext().tx, ids);
  return new ApexMap(
    idType,
    booleanType,
    ids.map((id) => [id, locked.has(id)] as const)
  );
}

function process(): never {
  throw apexError("System.UnsupportedOperationException", "The local org does not execute approval processes");
}

function accessors(...declarations: string[]): Members {
  const fields = variables(...declarations);
  for (const declaration of declarations) {
    const name = declaration.split(" ").at(-1)!;
    const type = declaration.slice(0, -name.length - 1);
    const key = name.toLowerCase();
    fields[`${type} get${name}()`] = (self: PlatformValue) => self.values[key] ?? null;
    fields[`void set${name}(${type} value)`] = (self: PlatformValue, value: unknown) => {
      self.values[key] = value;
    };
  }
  return fields;
}

function request(name: string, more: Members): ClassDefinition {
  const fullName = `Approval.${name}`;
  return defineClass({
    namespace: "Approval",
    name,
    documentation: `Apex Reference Guide: ${name} Class`,
    ...(name === "ProcessRequest" ? {} : { extends: "Approval.ProcessRequest" }),
    members: { [`${name}()`]: () => new PlatformValue(fullName), ...more }
  });
}

/** "Apex Reference Guide: ProcessResult Class"; only tests make them, from JSON. */
class ProcessResult extends DmlResult {
  readonly actorIds: readonly string[];
  readonly newWorkitemIds: readonly string[];
  readonly entityId: string | null;
  readonly instanceId: string | null;
  readonly instanceStatus: string | null;

  constructor(result: SaveResult, texts: (name: string) => string | null, lists: (name: string) => readonly string[]) {
    super("Approval.ProcessResult", result);
    this.actorIds = lists("actorIds");
    this.newWorkitemIds = lists("newWorkitemIds");
    this.entityId = texts("entityId");
    this.instanceId = texts("instanceId");
    this.instanceStatus = texts("instanceStatus");
  }
}

registerResultReader("Approval.LockResult", (result) => new DmlResult("Approval.LockResult", result));
registerResultReader("Approval.UnlockResult", (result) => new DmlResult("Approval.UnlockResult", result));
registerResultReader("Approval.ProcessResult", (result, members) => {
  const texts = (name: string) => (members.get(name) as string | undefined) ?? null;
  const lists = (name: string) => {
    const items = members.get(name);
    return Array.isArray(items) ? items.map(String) : [];
  };
  return new ProcessResult(result, texts, lists);
});

const ids = (values: readonly string[]): ApexList => new ApexList(idType, [...values]);

export const approvalClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "Approval",
    documentation: "Apex Reference Guide: Approval Class",
    members: {
      ...lockMembers(),
      "static Boolean isLocked(Id given)": isLocked,
      "static Boolean isLocked(SObject given)": isLocked,
      "static Map<Id, Boolean> isLocked(List<Id> given)": areLocked,
      "static Map<Id, Boolean> isLocked(List<SObject> given)": areLocked,
      "static Approval.ProcessResult process(Approval.ProcessRequest request)": process,
      "static Approval.ProcessResult process(Approval.ProcessRequest request, Boolean allOrNone)": process,
      "static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests)": process,
      "static List<Approval.ProcessResult> process(List<Approval.ProcessRequest> requests, Boolean allOrNone)": process
    }
  }),
  resultClass("Approval", "LockResult"),
  resultClass("Approval", "UnlockResult"),
  defineClass({
    namespace: "Approval",
    name: "ProcessResult",
    documentation: "Apex Reference Guide: ProcessResult Class",
    members: describeMembers<ProcessResult>({
      ActorIds: ["List<Id>", (self) => ids(self.actorIds)],
      EntityId: ["String", (self) => self.entityId],
      Errors: ["List<Database.Error>", (self) => self.errors],
      InstanceId: ["String", (self) => self.instanceId],
      InstanceStatus: ["String", (self) => self.instanceStatus],
      NewWorkitemIds: ["List<Id>", (self) => ids(self.newWorkitemIds)],
      Success: ["Boolean", (self) => self.result.success]
    })
  }),
  request("ProcessRequest", accessors("String Comments", "List<Id> NextApproverIds")),
  request(
    "ProcessSubmitRequest",
    accessors("String ObjectId", "String ProcessDefinitionNameOrId", "Boolean SkipEntryCriteria", "String SubmitterId")
  ),
  request("ProcessWorkitemRequest", accessors("String Action", "String WorkitemId"))
];
