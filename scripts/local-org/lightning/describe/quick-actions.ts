import { z } from "zod";
import { bodyOf, fieldValues, text } from "../../api/http/body.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../../api/http/exchange.ts";
import { recordFromJson, requireObject } from "../../api/records/from-json.ts";
import { wordingOf } from "../../metadata/wording.ts";
import { elementsOf, textOf, type XmlElement } from "../../metadata/xml.ts";
import type { XmlComponent } from "../../metadata/types.ts";
import { namespaced } from "../../schema/namespace.ts";
import { valueFromText } from "../../schema/text-value.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { valueToJson } from "../../api/records/to-json.ts";
import { normalizeId } from "../../values/id.ts";

/** An action as a client sees it: what it makes or changes, with which fields. */
interface ClientAction {
  /** `Account.New_Claim`, or without an object where it is global. */
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly contextObject: string | undefined;
  readonly target: SObjectType | undefined;
  readonly fields: readonly string[];
  /** The field of the target that points to the record that the action was begun on. */
  readonly parentField: string | undefined;
  readonly predefined: Readonly<Record<string, string>>;
}

/** "Salesforce Help: Default Actions": what a new org has besides the project's own. */
const LOG_A_CALL = {
  name: "LogACall",
  label: "Log a Call",
  type: "LogACall",
  target: "Task",
  fields: ["Subject", "Description", "WhoId", "WhatId"],
  parentField: "WhatId",
  predefined: { Subject: "Call", Status: "Completed", TaskSubtype: "Call" }
} as const;

/** "REST API Developer Guide: Quick Actions", "sObject Quick Actions": all global ones, or those of an object with them. */
export function listActions(request: ApiRequest): ApiResponse {
  const object = request.parameters["object"];
  const type = object === undefined ? undefined : requireObject(request.org.schema, object);
  const listed = actionsOf(request).filter(
    ({ contextObject }) => contextObject === undefined || contextObject === type?.name
  );
  return ok(listed.map((action) => summaryOf(request, action)));
}

/** "REST API Developer Guide: sObject Quick Action Describe". */
export function describeAction(request: ApiRequest): ApiResponse {
  const action = requireAction(request);
  return ok({
    ...(summaryOf(request, action) as object),
    contextSobjectType: action.contextObject ?? null,
    defaultValues: Object.entries(action.predefined).map(([field, defaultValue]) => ({ defaultValue, field })),
    layout: layoutOf(request, action),
    targetParentField: action.parentField ?? null,
    targetSobjectType: action.target?.name ?? null
  });
}

/** "REST API Developer Guide: sObject Quick Action Default Values", also "… by ID": on the record that it is begun on. */
export function defaultValues(request: ApiRequest): ApiResponse {
  const action = requireAction(request);
  const values = defaultsOf(action, request.parameters["context"]);
  const names = [...new Set([...action.fields, ...Object.keys(values)])];
  return ok({
    attributes: { type: action.target?.name ?? null },
    ...Object.fromEntries(names.map((name) => [name, valueToJson(values[name] ?? null)]))
  });
}

const executionShape = z.object({ contextId: text, record: fieldValues.optional() });

/** "REST API Developer Guide: sObject Quick Actions", POST: makes a record, or changes the one that it is begun on. */
export function runAction(request: ApiRequest): ApiResponse {
  const action = requireAction(request);
  const { contextId, record: given = {} } = bodyOf(request, executionShape);
  const changes = action.type === "Update";
  if (action.target === undefined)
    throw new ApiError(400, "INVALID_INPUT", `The local org runs no quick action of type ${action.type} for a client`);
  const target = action.target;
  const id = request.transaction((tx) => {
    const { record } = recordFromJson(tx.schema, target, given);
    for (const [name, value] of Object.entries(defaultsOf(action, contextId)))
      if (record.values[name] === undefined) record.set(name, value);
    if (changes) record.set("Id", normalizeId(contextId ?? ""));
    const options = { allOrNone: true, accessMode: "user", withSharing: true, countLimits: false } as const;
    return request.org.saving.save(tx, changes ? "update" : "insert", [record], options)[0]!.id;
  });
  return {
    status: changes ? 200 : 201,
    body: { contextId: contextId ?? null, created: !changes, errors: [], feedItemIds: [], id, success: true }
  };
}

function defaultsOf(
  { target, parentField, predefined }: ClientAction,
  contextId: string | undefined
): Record<string, FieldValue> {
  const values = Object.entries(predefined).flatMap(([name, value]) => {
    const field = target?.field(name);
    return field ? [[field.name, valueFromText(field, value)] as const] : [];
  });
  const context = contextId === undefined ? null : normalizeId(contextId);
  return { ...Object.fromEntries(values), ...(context && parentField ? { [parentField]: context } : {}) };
}

function requireAction(request: ApiRequest): ClientAction {
  const { object, action } = request.parameters;
  const asked = [action, ...(object === undefined ? [] : [`${object}.${action}`])].map((name) => name!.toLowerCase());
  const found = actionsOf(request).find(({ name }) => asked.includes(name.toLowerCase()));
  if (!found) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return found;
}

function actionsOf({ org, user }: ApiRequest): ClientAction[] {
  const own = (org.source?.components ?? []).filter(({ type }) => type === "QuickAction");
  const words = wordingOf(org.source, user.language);
  const read = own.map((component) => readAction(component, org.source!.namespace, (name) => org.schema.object(name)));
  const named = read.map((action) => {
    const type = action.contextObject === undefined ? undefined : org.schema.object(action.contextObject);
    return { ...action, label: words.quickAction(type, action.name.split(".").at(-1)!, action.label) };
  });
  return [...named, { ...LOG_A_CALL, contextObject: undefined, target: org.schema.object(LOG_A_CALL.target) }];
}

/** "Metadata API Developer Guide: QuickAction". */
function readAction(
  { name, content }: XmlComponent,
  namespace: string,
  objectNamed: (name: string) => SObjectType | undefined
): ClientAction {
  const element = content as XmlElement;
  const type = textOf(element, "type") ?? "";
  const [owner] = name.includes(".") ? name.split(".") : [];
  const contextObject = owner === undefined ? undefined : namespaced(owner, namespace);
  const target = textOf(element, "targetObject") ?? (type === "Update" ? contextObject : undefined);
  const items = elementsOf(element, "quickActionLayout")
    .flatMap((layout) => elementsOf(layout, "quickActionLayoutColumns"))
    .flatMap((column) => elementsOf(column, "quickActionLayoutItems"));
  const parentField = textOf(element, "targetParentField");
  const targetType = target === undefined ? undefined : objectNamed(namespaced(target, namespace));
  const overrides = elementsOf(element, "fieldOverrides").flatMap((one) => {
    const [field, value] = [textOf(one, "field"), textOf(one, "literalValue")];
    return field !== undefined && value !== undefined ? [[field, value] as const] : [];
  });
  return {
    name,
    label: textOf(element, "label") ?? name,
    type,
    contextObject,
    target: targetType,
    fields: items.flatMap((item) => targetType?.field(textOf(item, "field") ?? "")?.name ?? []),
    parentField: parentField === undefined ? undefined : targetType?.field(parentField)?.name,
    predefined: Object.fromEntries(overrides)
  };
}

function summaryOf(request: ApiRequest, { name, label, type, contextObject }: ClientAction): unknown {
  const base = `/services/data/${request.parameters["version"]}`;
  const own = name.split(".").at(-1)!;
  const url =
    contextObject === undefined
      ? `${base}/quickActions/${name}`
      : `${base}/sobjects/${contextObject}/quickActions/${own}`;
  return {
    label,
    name,
    type,
    urls: { defaultValues: `${url}/defaultValues`, describe: `${url}/describe`, quickAction: url }
  };
}

function layoutOf({ org, user }: ApiRequest, { name, target, fields }: ClientAction): unknown {
  const words = wordingOf(org.source, user.language);
  return {
    layoutRows: fields.map((field) => ({
      layoutItems: [
        {
          editable: true,
          label: words.field(target!, target!.field(field)!),
          layoutComponents: [{ displayLines: 1, tabOrder: 1, type: "Field", value: field }],
          placeholder: false,
          required: target!.field(field)!.required
        }
      ],
      numItems: 1
    })),
    name
  };
}
