import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
  type ValueNode
} from "graphql";
import type { Schema, SObjectType } from "../../schema/types.ts";
import { parentOf } from "./filters.ts";

/** The fields that are asked for below some fields, on objects of that name, fragments included. */
export function fieldsBelow(info: GraphQLResolveInfo, nodes: readonly FieldNode[], typeName: string): FieldNode[] {
  const flat = (selections: readonly SelectionNode[]): FieldNode[] =>
    selections
      .filter((selection) => isWanted(info, selection))
      .flatMap((selection) => {
        if (selection.kind === Kind.FIELD) return [selection];
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : info.fragments[selection.name.value]!;
        const isOfType = fragment.typeCondition === undefined || fragment.typeCondition.name.value === typeName;
        return isOfType ? flat(fragment.selectionSet.selections) : [];
      });
  return nodes.flatMap((node) => flat(node.selectionSet?.selections ?? []));
}

function isWanted({ variableValues }: GraphQLResolveInfo, selection: SelectionNode): boolean {
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.["if"] !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.["if"] !== false
  );
}

/** What a query has to select so that these fields of its records can be answered; children are queries of their own. */
export function columnsOf(
  schema: Schema,
  type: SObjectType,
  fields: readonly FieldNode[],
  info: GraphQLResolveInfo,
  path = ""
): string[] {
  return fields.flatMap((node) => {
    const name = node.name.value;
    const field = type.field(name);
    if (field !== undefined) return [path + field.name];
    const reference = type.parentRelationship(name);
    if (reference === undefined) return [];
    const parent = parentOf(schema, reference);
    if (parent === undefined) return [path + reference.name];
    const below = fieldsBelow(info, [node], parent.name);
    const inner = `${path}${reference.relationshipName!}.`;
    return [`${inner}Id`, ...columnsOf(schema, parent, below, info, inner)];
  });
}

/** The members of an input object in the order in which they were written, which graphql-js gives up. */
export function writtenKeys(
  node: ValueNode | undefined,
  path: readonly string[],
  variables: Readonly<Record<string, unknown>>
): readonly string[] {
  if (node?.kind === Kind.VARIABLE) {
    const value = path.reduce<unknown>(
      (one, name) => (one as Record<string, unknown> | undefined)?.[name],
      variables[node.name.value]
    );
    return Object.keys(value ?? {});
  }
  if (node?.kind !== Kind.OBJECT) return [];
  const [first, ...rest] = path;
  if (first === undefined) return node.fields.map(({ name }) => name.value);
  return writtenKeys(node.fields.find(({ name }) => name.value === first)?.value, rest, variables);
}
