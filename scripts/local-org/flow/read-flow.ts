import { elementOf, elementsOf, flagOf, textOf, textsOf, type XmlElement } from "../metadata/xml.ts";
import type { XmlComponent } from "../metadata/types.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import type * as Flows from "./definition.ts";
import { formulaTypeOfData } from "./values.ts";

/** Something in a flow that the local org does not run. */
export class NotRun extends Error {
  /** The metadata element, and the name of the one at fault where it has one. */
  readonly near: string;

  constructor(near: string, message: string) {
    super(message);
    this.near = near;
  }
}

/** What says something about a flow or its picture, and does nothing. */
const SAID =
  /^(apiVersion|areMetricsLoggedToDataCloud|description|environments|fullName|interviewLabel|isAdditionalPermissionRequiredToRun|isOverridable|isTemplate|label|migratedFromWorkflowRuleName|overriddenFlow|processMetadataValues|processType|runInMode|sourceTemplate|start|startElementReference|status|timeZoneSidKey|triggerOrder|segment|\?xml|@_.*)$/;

const TIMINGS: Readonly<Record<string, Flows.Timing>> = {
  RecordBeforeSave: "beforeSave",
  RecordAfterSave: "afterSave",
  RecordBeforeDelete: "beforeDelete"
};

/**
 * Whether the local org runs flows of this kind: active ones without screens that a record's save, Apex, an API client or
 * another flow starts. Screen flows, processes, scheduled flows and those of platform events are kept and not run.
 */
export function isRun({ content }: XmlComponent): boolean {
  const flow = content as XmlElement;
  const trigger = triggerOf(flow);
  return isAutolaunched(flow) && textOf(flow, "status") === "Active" && (trigger === "None" || trigger in TIMINGS);
}

/** Whether it is a flow that nothing starts by itself, and that is not active. */
export function isInactive({ content }: XmlComponent): boolean {
  const flow = content as XmlElement;
  return isAutolaunched(flow) && textOf(flow, "status") !== "Active" && triggerOf(flow) === "None";
}

function isAutolaunched(flow: XmlElement): boolean {
  return textOf(flow, "processType") === "AutoLaunchedFlow";
}

function triggerOf(flow: XmlElement): string {
  return textOf(elementOf(flow, "start") ?? {}, "triggerType") ?? "None";
}

/**
 * Reads a flow that {@link isRun}.
 *
 * @throws NotRun at the first element that the local org does not run
 */
export function readFlow({ name, content }: XmlComponent): Flows.Flow {
  const flow = content as XmlElement;
  const elements = new Map<string, Flows.Element>();
  const resources = new Map<string, Flows.Resource>();
  for (const [kind, value] of Object.entries(flow)) {
    if (value === undefined || SAID.test(kind)) continue;
    const read = READERS[kind];
    if (!read) throw new NotRun(kind, `The local org does not run ${kind} of flows`);
    for (const one of elementsOf(flow, kind)) {
      const part = read(one);
      if (isResource(part)) resources.set(part.name, part);
      else elements.set(part.name, part);
    }
  }
  return {
    name,
    label: textOf(flow, "label") ?? name,
    start: readStart(flow),
    elements,
    resources,
    withSharing: textOf(flow, "runInMode") === "SystemModeWithSharing"
  };
}

const RESOURCE_KINDS = new Set(["variable", "constant", "formula", "textTemplate"]);

function isResource(part: Flows.Element | Flows.Resource): part is Flows.Resource {
  return RESOURCE_KINDS.has(part.kind);
}

const READERS: Readonly<Record<string, (element: XmlElement) => Flows.Element | Flows.Resource>> = {
  actionCalls: readAction,
  assignments: readAssignment,
  collectionProcessors: readCollectionProcessor,
  constants: (element) => ({
    kind: "constant",
    name: nameOf(element),
    dataType: textOf(element, "dataType") ?? "String",
    value: givenOf(elementOf(element, "value"))
  }),
  customErrors: readCustomError,
  decisions: readDecision,
  formulas: readFormula,
  loops: readLoop,
  recordCreates: readCreate,
  recordDeletes: (element) => ({ kind: "deleteRecords", ...fallible(element), ...chosen(element) }),
  recordLookups: readLookup,
  recordUpdates: (element) => ({
    kind: "updateRecords",
    ...fallible(element),
    ...chosen(element),
    values: fieldInputs(element)
  }),
  subflows: readSubflow,
  textTemplates: (element) => ({ kind: "textTemplate", name: nameOf(element), text: textOf(element, "text") ?? "" }),
  variables: readVariable
};

function readStart(flow: XmlElement): Flows.Start {
  const start = elementOf(flow, "start") ?? {};
  const next = targetOf(start, "connector") ?? textOf(flow, "startElementReference");
  const timing = TIMINGS[textOf(start, "triggerType") ?? ""];
  const scheduledPaths = elementsOf(start, "scheduledPaths").flatMap(readScheduledPath);
  if (scheduledPaths.length > 0 && timing !== "afterSave")
    throw new NotRun("scheduledPaths", "Only flows that run after the save have scheduled paths");
  return {
    ...optional("next", next),
    ...(timing && { trigger: readTrigger(flow, start, timing) }),
    scheduledPaths
  };
}

/** A path without an element does nothing. */
function readScheduledPath(path: XmlElement): Flows.ScheduledPath[] {
  const next = targetOf(path, "connector");
  if (next === undefined) return [];
  const type = textOf(path, "pathType");
  if (type !== undefined && type !== "AsyncAfterCommit")
    throw new NotRun("scheduledPaths", `The local org does not run the scheduled path type ${type}`);
  const when = {
    offset: Number(textOf(path, "offsetNumber") ?? 0),
    unit: (textOf(path, "offsetUnit") ?? "Minutes") as NonNullable<Flows.ScheduledPath["when"]>["unit"],
    ...optional("field", textOf(path, "recordField"))
  };
  const batchSize = Number(textOf(path, "maxBatchSize") ?? DEFAULT_BATCH_SIZE);
  return [{ name: textOf(path, "name") ?? "", next, ...(type === undefined && { when }), batchSize }];
}

/** "Salesforce Help: Scheduled Paths", batch size. */
const DEFAULT_BATCH_SIZE = 200;

function readTrigger(flow: XmlElement, start: XmlElement, timing: Flows.Timing): Flows.RecordTrigger {
  const when = textOf(start, "recordTriggerType") ?? "Create";
  const order = textOf(flow, "triggerOrder");
  const conditions = filtersOf(start).map(({ field, operator, value }) => ({
    left: ["$Record", ...field.split(".")],
    operator,
    right: value
  }));
  return {
    object: textOf(start, "object") ?? "",
    timing,
    onCreate: when !== "Update" && timing !== "beforeDelete",
    onUpdate: when !== "Create" && timing !== "beforeDelete",
    entry: {
      logic: textOf(start, "filterLogic") ?? "and",
      conditions,
      ...optional("formula", textOf(start, "filterFormula"))
    },
    onlyWhenItBeginsToMeet: flagOf(start, "doesRequireRecordChangedToMeetCriteria"),
    ...(order !== undefined && { order: Number(order) })
  };
}

function readAction(element: XmlElement): Flows.CallAction {
  return {
    kind: "action",
    ...fallible(element),
    type: textOf(element, "actionType") ?? "",
    action: textOf(element, "actionName") ?? "",
    inputs: elementsOf(element, "inputParameters").map(readInput),
    outputs: elementsOf(element, "outputParameters").map(readOutput)
  };
}

function readSubflow(element: XmlElement): Flows.CallFlow {
  return {
    kind: "subflow",
    ...step(element, "connector"),
    flow: textOf(element, "flowName") ?? "",
    inputs: elementsOf(element, "inputAssignments").map(readInput),
    outputs: elementsOf(element, "outputAssignments").map(readOutput)
  };
}

function readInput(element: XmlElement): { readonly name: string; readonly value: Flows.Given } {
  return { name: nameOf(element), value: givenOf(elementOf(element, "value")) };
}

function readOutput(element: XmlElement): { readonly name: string; readonly into: Flows.Path } {
  return { name: nameOf(element), into: pathOf(textOf(element, "assignToReference") ?? "") };
}

function readAssignment(element: XmlElement): Flows.Assign {
  const items = elementsOf(element, "assignmentItems").map((item) => {
    const operator = textOf(item, "operator") ?? "Assign";
    return {
      to: pathOf(textOf(item, "assignToReference") ?? ""),
      operator: known(ASSIGNMENTS, operator, "assignment operator", nameOf(element)),
      value: givenOf(elementOf(item, "value"))
    };
  });
  return { kind: "assignment", ...step(element, "connector"), items };
}

function readDecision(element: XmlElement): Flows.Decide {
  const outcomes = elementsOf(element, "rules").map((rule) => ({
    name: nameOf(rule),
    criteria: criteriaOf(rule, "conditionLogic"),
    onlyWhenItBeginsToMeet: flagOf(rule, "doesRequireRecordChangedToMeetCriteria"),
    ...optional("next", targetOf(rule, "connector"))
  }));
  return { kind: "decision", ...step(element, "defaultConnector"), outcomes };
}

function readLoop(element: XmlElement): Flows.Loop {
  const into = textOf(element, "assignNextValueToReference");
  return {
    kind: "loop",
    ...step(element, "noMoreValuesConnector"),
    over: pathOf(textOf(element, "collectionReference") ?? ""),
    descending: textOf(element, "iterationOrder") === "Desc",
    ...(into !== undefined && { into: pathOf(into) }),
    ...optional("each", targetOf(element, "nextValueConnector"))
  };
}

function readLookup(element: XmlElement): Flows.GetRecords {
  const [fields, into] = [textsOf(element, "queriedFields"), textOf(element, "outputReference")];
  const [limit, sortField] = [elementOf(element, "limit"), textOf(element, "sortField")];
  const plainLimit = textOf(element, "limit") ?? (limit && textOf(limit, "numberValue"));
  return {
    kind: "getRecords",
    ...fallible(element),
    object: textOf(element, "object") ?? "",
    filters: filtersOf(element),
    filterLogic: textOf(element, "filterLogic") ?? "and",
    firstOnly:
      flagOf(element, "getFirstRecordOnly") || (into === undefined && element["outputAssignments"] !== undefined),
    ...(plainLimit !== undefined && { limit: Number(plainLimit) }),
    ...(sortField !== undefined && {
      sort: { field: sortField, descending: textOf(element, "sortOrder") === "Desc" }
    }),
    ...(fields.length > 0 && { fields }),
    ...(into !== undefined && { into: pathOf(into) }),
    fieldsInto: elementsOf(element, "outputAssignments").map((one) => ({
      field: textOf(one, "field") ?? "",
      into: pathOf(textOf(one, "assignToReference") ?? "")
    })),
    clearsWhereNoneIsFound: flagOf(element, "assignNullValuesIfNoRecordsFound")
  };
}

function readCreate(element: XmlElement): Flows.CreateRecords {
  const [from, idInto] = [textOf(element, "inputReference"), textOf(element, "assignRecordIdToReference")];
  return {
    kind: "createRecords",
    ...fallible(element),
    ...optional("object", textOf(element, "object")),
    values: fieldInputs(element),
    ...(from !== undefined && { from: pathOf(from) }),
    ...(idInto !== undefined && { idInto: pathOf(idInto) })
  };
}

function readCollectionProcessor(element: XmlElement): Flows.FilterCollection | Flows.SortCollection {
  const kind = textOf(element, "collectionProcessorType") ?? textOf(element, "elementSubtype") ?? "";
  const over = pathOf(textOf(element, "collectionReference") ?? "");
  if (kind === "FilterCollectionProcessor") {
    const formula = textOf(element, "formula");
    const criteria = { ...criteriaOf(element, "conditionLogic"), ...optional("formula", formula) };
    const item = textOf(element, "assignNextValueToReference") ?? "";
    return { kind: "filterCollection", ...step(element, "connector"), over, item, criteria };
  }
  if (kind !== "SortCollectionProcessor")
    throw new NotRun(nameOf(element), `The local org does not run the collection processor ${kind} of flows`);
  const limit = textOf(element, "limit");
  const by = elementsOf(element, "sortOptions").map((option) => ({
    ...optional("field", textOf(option, "sortField")),
    descending: textOf(option, "sortOrder") === "Desc",
    blanksFirst: flagOf(option, "doesPutEmptyStringAndNullFirst")
  }));
  return {
    kind: "sortCollection",
    ...step(element, "connector"),
    over,
    by,
    ...(limit !== undefined && { limit: Number(limit) })
  };
}

function readCustomError(element: XmlElement): Flows.CustomError {
  const messages = elementsOf(element, "customErrorMessages").map((one) => ({
    message: { kind: "template", text: textOf(one, "errorMessage") ?? "" } as const,
    ...(flagOf(one, "isFieldError") && optional("field", textOf(one, "fieldSelection")))
  }));
  return { kind: "customError", ...step(element, "connector"), messages };
}

function readFormula(element: XmlElement): Flows.Resource {
  const scale = textOf(element, "scale");
  return {
    kind: "formula",
    name: nameOf(element),
    type: formulaTypeOfData(textOf(element, "dataType") ?? "String"),
    expression: textOf(element, "expression") ?? "",
    ...(scale !== undefined && { scale: Number(scale) })
  };
}

function readVariable(element: XmlElement): Flows.Resource {
  const value = elementOf(element, "value");
  return {
    kind: "variable",
    name: nameOf(element),
    dataType: textOf(element, "dataType") ?? "String",
    ...optional("object", textOf(element, "objectType")),
    isCollection: flagOf(element, "isCollection"),
    isInput: flagOf(element, "isInput"),
    isOutput: flagOf(element, "isOutput"),
    ...(value && { initial: givenOf(value) })
  };
}

function criteriaOf(element: XmlElement, logic: string): Flows.Criteria {
  const conditions = elementsOf(element, "conditions").map((one) => ({
    left: pathOf(textOf(one, "leftValueReference") ?? ""),
    operator: known(COMPARISONS, textOf(one, "operator") ?? "", "operator", nameOf(element)),
    right: givenOf(elementOf(one, "rightValue"))
  }));
  return { logic: textOf(element, logic) ?? "and", conditions };
}

function filtersOf(element: XmlElement): Flows.Filter[] {
  return elementsOf(element, "filters").map((filter) => ({
    field: textOf(filter, "field") ?? "",
    operator: known(COMPARISONS, textOf(filter, "operator") ?? "", "operator", nameOf(element)),
    value: givenOf(elementOf(filter, "value"))
  }));
}

function fieldInputs(element: XmlElement): Flows.FieldInput[] {
  return elementsOf(element, "inputAssignments").map((one) => ({
    field: textOf(one, "field") ?? "",
    value: givenOf(elementOf(one, "value"))
  }));
}

function chosen(element: XmlElement): Pick<Flows.UpdateRecords, "object" | "filters" | "filterLogic" | "from"> {
  const from = textOf(element, "inputReference");
  return {
    ...optional("object", textOf(element, "object")),
    filters: filtersOf(element),
    filterLogic: textOf(element, "filterLogic") ?? "and",
    ...(from !== undefined && { from: pathOf(from) })
  };
}

function step(element: XmlElement, connector: string): { readonly name: string; readonly next?: string } {
  return { name: nameOf(element), ...optional("next", targetOf(element, connector)) };
}

function fallible(element: XmlElement): { readonly name: string; readonly next?: string; readonly onFault?: string } {
  return { ...step(element, "connector"), ...optional("onFault", targetOf(element, "faultConnector")) };
}

function targetOf(element: XmlElement, connector: string): string | undefined {
  return textOf(elementOf(element, connector) ?? {}, "targetReference");
}

function nameOf(element: XmlElement): string {
  return textOf(element, "name") ?? "";
}

/** `{!Order.Name}` or `Order.Name`. */
export function pathOf(reference: string): Flows.Path {
  return reference.replace(/^\{!\s*|\s*\}$/g, "").split(".");
}

function givenOf(value: XmlElement | undefined): Flows.Given {
  if (value === undefined) return { kind: "literal", value: null };
  const reference = textOf(value, "elementReference");
  if (reference !== undefined) return { kind: "reference", path: pathOf(reference) };
  const text = textOf(value, "stringValue");
  if (text !== undefined)
    return text.includes("{!") ? { kind: "template", text } : { kind: "literal", value: text === "" ? null : text };
  const [number, flag] = [textOf(value, "numberValue"), textOf(value, "booleanValue")];
  if (number !== undefined) return { kind: "literal", value: Decimal.parse(number) };
  if (flag !== undefined) return { kind: "literal", value: flag === "true" };
  const [day, moment] = [textOf(value, "dateValue"), textOf(value, "dateTimeValue")];
  if (day !== undefined) return { kind: "literal", value: ApexDate.parse(day.slice(0, 10)) ?? null };
  if (moment !== undefined) return { kind: "literal", value: ApexDatetime.parseIso(moment) ?? null };
  const unknown = Object.keys(value)[0];
  if (unknown === undefined) return { kind: "literal", value: null };
  throw new NotRun(unknown, `The local org does not know the value ${unknown} of flows`);
}

const COMPARISONS = new Set(
  "EqualTo NotEqualTo GreaterThan LessThan GreaterThanOrEqualTo LessThanOrEqualTo StartsWith EndsWith Contains IsNull IsChanged WasSet WasVisited In NotIn IsBlank IsEmpty HasError".split(
    " "
  )
);

const ASSIGNMENTS = new Set(
  "Assign Add Subtract AddItem AddAtStart AssignCount RemoveAll RemoveFirst RemoveAfterFirst RemoveBeforeFirst RemovePosition RemoveUncommon".split(
    " "
  )
);

function known(all: ReadonlySet<string>, operator: string, what: string, element: string): string {
  if (!all.has(operator)) throw new NotRun(element, `The local org does not know the ${what} ${operator} of flows`);
  return operator;
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;
}
