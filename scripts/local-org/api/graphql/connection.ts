import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { Org } from "../../org/types.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import type { SObjectType } from "../../schema/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { Binds, conditionOf, orderOf, type Filter } from "./filters.ts";
import { columnsOf, fieldsBelow, writtenKeys } from "./selection.ts";

/** What resolvers work with. */
export interface GraphContext {
  readonly org: Org;
  readonly tx: Transaction;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ConnectionArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly where?: Filter | null;
  readonly orderBy?: Filter | null;
  readonly scope?: "EVERYTHING" | "MINE" | null;
}

/** "GraphQL API Developer Guide: Paginate Results": ten records where nothing else is asked for, 2,000 at most. */
const defaultPage = 10;
const largestPage = 2_000;

const asUser = { accessMode: "user", withSharing: true, countLimits: false } as const;

/** The records of an object, or those of a parent, as a connection that knows its pages. */
export function connectionOf(
  context: GraphContext,
  type: SObjectType,
  given: ConnectionArguments,
  info: GraphQLResolveInfo,
  parent?: { readonly field: string; readonly id: string }
): unknown {
  const { tx } = context;
  const first = given.first ?? defaultPage;
  if (first < 0 || first > largestPage) throw new GraphQLError(`first must be between 0 and ${largestPage}`);
  const offset = given.after === null || given.after === undefined ? 0 : offsetOf(given.after);
  const binds = new Binds();
  const conditions = [
    parent && `${parent.field} = ${binds.add(parent.id)}`,
    given.where && conditionOf(tx.schema, type, given.where, binds),
    given.scope === "MINE" ? `OwnerId = ${binds.add(tx.user.id)}` : undefined
  ].filter((part) => part !== undefined && part !== null);
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  const rows = run(
    context,
    `SELECT ${selected(context, type, info)} FROM ${type.name}${where}${orderBy(context, type, given, info)} LIMIT ${offset + first + 1}`,
    binds
  );
  const edges = rows
    .slice(offset, offset + first)
    .map((node, index) => ({ node, cursor: cursorOf(offset + index + 1) }));
  return {
    edges,
    pageResultCount: edges.length,
    totalCount: () =>
      context.org.soql.execute(
        tx,
        context.org.soql.analyze(`SELECT COUNT() FROM ${type.name}${where}`, tx.schema),
        binds.values,
        asUser
      ).size,
    pageInfo: {
      hasNextPage: rows.length > offset + first,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null
    }
  };
}

/** One record by its id, with the fields that are asked for on objects of its kind; null where the user may not see it. */
export function recordOf(
  context: GraphContext,
  type: SObjectType,
  id: string,
  info: GraphQLResolveInfo
): SObjectRecord | null {
  const columns = columnsOf(context.tx.schema, type, fieldsBelow(info, info.fieldNodes, type.name), info);
  const binds = new Binds();
  const text = `SELECT ${distinct(["Id", ...columns])} FROM ${type.name} WHERE Id = ${binds.add(id)}`;
  return run(context, text, binds)[0] ?? null;
}

function run({ org, tx }: GraphContext, text: string, binds: Binds): readonly SObjectRecord[] {
  return org.soql.execute(tx, org.soql.analyze(text, tx.schema), binds.values, asUser).records;
}

function selected({ tx }: GraphContext, type: SObjectType, info: GraphQLResolveInfo): string {
  const below = (nodes: GraphQLResolveInfo["fieldNodes"], typeName: string, name: string) =>
    fieldsBelow(info, nodes, typeName).filter((node) => node.name.value === name);
  const edges = below(info.fieldNodes, `${type.name}Connection`, "edges");
  const nodes = below(edges, `${type.name}Edge`, "node");
  return distinct(["Id", ...columnsOf(tx.schema, type, fieldsBelow(info, nodes, type.name), info)]);
}

function distinct(columns: readonly string[]): string {
  return [...new Set(columns)].join(", ");
}

function orderBy(
  { tx, variables }: GraphContext,
  type: SObjectType,
  given: ConnectionArguments,
  info: GraphQLResolveInfo
): string {
  if (given.orderBy === null || given.orderBy === undefined) return "";
  const node = info.fieldNodes[0]!.arguments?.find(({ name }) => name.value === "orderBy")?.value;
  const parts = orderOf(type, given.orderBy, tx.schema, (_order, path) => writtenKeys(node, path, variables));
  return parts.length === 0 ? "" : ` ORDER BY ${parts.join(", ")}`;
}

/** How many records stand up to one, in a form that tells clients nothing. */
function cursorOf(position: number): string {
  return Buffer.from(JSON.stringify({ position })).toString("base64");
}

function offsetOf(cursor: string): number {
  const [, position] = /^\{"position":(\d{1,7})\}$/.exec(Buffer.from(cursor, "base64").toString()) ?? [];
  if (position === undefined) throw new GraphQLError(`Invalid cursor: ${cursor}`);
  return Number(position);
}
