import type { SObjectRecord } from "../../schema/record.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { z } from "zod";
import { bodyOf, typedRecord } from "../http/body.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { recordFromJson, requireObject, type RecordInput } from "../records/from-json.ts";
import { saveInputs, type CollectionResult } from "./collections.ts";

/** "REST API Developer Guide: sObject Tree". */
const MAX_RECORDS = 200;
const MAX_DEPTH = 5;

interface TreeNode {
  readonly referenceId: string;
  readonly input: RecordInput;
  readonly parent?: { readonly record: SObjectRecord; readonly field: string };
  readonly depth: number;
}

type TreeFailure = { readonly referenceId: string; readonly errors: CollectionResult["errors"] };

/** Ends the transaction: a tree is saved whole or not at all. */
class TreeRejected extends Error {
  readonly failures: readonly TreeFailure[];
  constructor(failures: readonly TreeFailure[]) {
    super("tree rejected");
    this.failures = failures;
  }
}

export function addTreeRoutes(router: Router): void {
  router.on("POST /services/data/:version/composite/tree/:object", saveTree);
}

function saveTree(request: ApiRequest): ApiResponse {
  try {
    const results = request.transaction((tx) => {
      const root = requireObject(tx.schema, request.parameters["object"]!);
      const nodes = readTree(tx, root, bodyOf(request, treeShape).records);
      return saveLevels(request, tx, nodes);
    });
    return { status: 201, body: { hasErrors: false, results } };
  } catch (error) {
    if (!(error instanceof TreeRejected)) throw error;
    return { status: 400, body: { hasErrors: true, results: error.failures } };
  }
}

const treeShape = z.object({ records: z.array(typedRecord) });
type TreeRecord = z.output<typeof typedRecord>;

function readTree(tx: Transaction, root: SObjectType, records: readonly TreeRecord[]): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (const record of records) readNode(tx, root, record, nodes, 1);
  if (nodes.length > MAX_RECORDS)
    throw new ApiError(400, "LIMIT_EXCEEDED", `A tree can have at most ${MAX_RECORDS} records`);
  return nodes;
}

function readNode(
  tx: Transaction,
  type: SObjectType,
  body: TreeRecord,
  nodes: TreeNode[],
  depth: number,
  parent?: TreeNode["parent"]
): void {
  if (depth > MAX_DEPTH) throw new ApiError(400, "LIMIT_EXCEEDED", `A tree can be at most ${MAX_DEPTH} levels deep`);
  const referenceId = body.attributes?.referenceId;
  if (!referenceId)
    throw new ApiError(400, "INVALID_INPUT", "Each record of a tree needs attributes with a referenceId");
  if (nodes.some((node) => node.referenceId === referenceId))
    throw new ApiError(400, "INVALID_INPUT", `Duplicate ReferenceId provided in the request: ${referenceId}`);
  const own = Object.entries(body).filter(([name]) => !isChildren(type, name));
  const input = recordFromJson(tx.schema, type, Object.fromEntries(own));
  nodes.push({ referenceId, input, depth, ...(parent ? { parent } : {}) });
  for (const [name, children] of Object.entries(body)) {
    const relationship = isChildren(type, name) ? type.childRelationship(name) : undefined;
    if (!relationship) continue;
    const childType = requireObject(tx.schema, relationship.childObject);
    for (const child of childrenOf(name, children)) {
      readNode(tx, childType, child, nodes, depth + 1, { record: input.record, field: relationship.field });
    }
  }
}

/** "sObject Tree": children come as `{"records": […]}`; null stands for none. */
function childrenOf(name: string, children: unknown): readonly TreeRecord[] {
  return children === null
    ? []
    : bodyOf({ json: () => ({ [name]: children }) }, z.object({ [name]: treeShape }))[name]!.records;
}

function isChildren(type: SObjectType, name: string): boolean {
  return type.field(name) === undefined && type.childRelationship(name) !== undefined;
}

function saveLevels(
  request: ApiRequest,
  tx: Transaction,
  nodes: readonly TreeNode[]
): { referenceId: string; id: string }[] {
  for (let depth = 1; depth <= MAX_DEPTH; depth++) {
    const level = nodes.filter((node) => node.depth === depth);
    for (const { input, parent } of level) if (parent) input.record.set(parent.field, parent.record.id);
    const results =
      level.length > 0
        ? saveInputs(
            request,
            tx,
            "insert",
            level.map((node) => node.input),
            false
          )
        : [];
    const failures = results.flatMap((result, index) =>
      result.success ? [] : [{ referenceId: level[index]!.referenceId, errors: result.errors }]
    );
    if (failures.length > 0) throw new TreeRejected(failures);
  }
  return nodes.map(({ referenceId, input }) => ({ referenceId, id: input.record.id! }));
}
