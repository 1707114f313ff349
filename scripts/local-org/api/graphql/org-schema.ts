/** "GraphQL API Developer Guide: Query Objects": what may be asked of an org, made of its describes. */
import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigMap,
  type GraphQLOutputType
} from "graphql";
import type { SObjectRecord } from "../../schema/record.ts";
import type { Field, Schema, SObjectType } from "../../schema/types.ts";
import { connectionOf, recordOf, type ConnectionArguments, type GraphContext } from "./connection.ts";
import { shownValue, ValueTypes } from "./field-values.ts";
import { FilterTypes, parentOf } from "./filters.ts";

type Fields = GraphQLFieldConfigMap<unknown, GraphContext>;

const schemas = new WeakMap<Schema, GraphQLSchema>();

export function graphSchemaOf(schema: Schema): GraphQLSchema {
  let made = schemas.get(schema);
  if (made === undefined) schemas.set(schema, (made = new OrgGraph(schema).schema()));
  return made;
}

const pageInfo = new GraphQLObjectType({
  name: "PageInfo",
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString }
  }
});

const scopes = new GraphQLEnumType({ name: "SupportedScopes", values: { EVERYTHING: {}, MINE: {} } });

class OrgGraph {
  private readonly org: Schema;
  private readonly values = new ValueTypes();
  private readonly filters: FilterTypes;
  private readonly records = new Map<string, GraphQLObjectType>();
  private readonly connections = new Map<string, GraphQLObjectType>();

  constructor(org: Schema) {
    this.org = org;
    this.filters = new FilterTypes(org, this.values);
  }

  schema(): GraphQLSchema {
    const objects = [...this.org.objects()].filter(isShown);
    const queries = Object.fromEntries(objects.map((type) => [type.name, this.connectionField(type)]));
    const record = new GraphQLObjectType({ name: "RecordQuery", fields: queries });
    const uiapi = new GraphQLObjectType({ name: "UIAPI", fields: { query: below(record) } });
    return new GraphQLSchema({ query: new GraphQLObjectType({ name: "Query", fields: { uiapi: below(uiapi) } }) });
  }

  private record(type: SObjectType): GraphQLObjectType {
    return once(this.records, type.name, () => ({
      Id: { type: new GraphQLNonNull(GraphQLID), resolve: (source) => (source as SObjectRecord).id },
      ApiName: { type: new GraphQLNonNull(GraphQLString), resolve: () => type.name },
      ...Object.fromEntries(type.fields.flatMap((field) => this.ofField(type, field))),
      ...Object.fromEntries(this.children(type))
    }));
  }

  private ofField(type: SObjectType, field: Field): [string, GraphQLFieldConfig<unknown, GraphContext>][] {
    if (["id", "address", "location", "base64", "anyType"].includes(field.type)) return [];
    const own: GraphQLFieldConfig<unknown, GraphContext> = {
      type: this.values.of(field),
      resolve: (source, _given, { tx }) => shownValue(tx, source as SObjectRecord, field)
    };
    return [[field.name, own], ...this.parent(type, field)];
  }

  private parent(type: SObjectType, field: Field): [string, GraphQLFieldConfig<unknown, GraphContext>][] {
    const name = field.relationshipName;
    if (name === undefined) return [];
    const single = parentOf(this.org, field);
    if (single !== undefined) {
      const resolve = (source: unknown): unknown => (source as SObjectRecord).parents?.[name] ?? null;
      return [[name, { type: this.record(single), resolve }]];
    }
    const targets = field.referenceTo.map((one) => this.org.object(one)).filter((one) => one && isShown(one));
    if (targets.length === 0) return [];
    return [
      [name, { type: this.union(`${type.name}_${name}`, targets as SObjectType[]), resolve: this.anyParent(field) }]
    ];
  }

  /** A reference to objects of several kinds is followed by what its id says. */
  private anyParent(field: Field): GraphQLFieldConfig<unknown, GraphContext>["resolve"] {
    return (source, _given, context, info) => {
      const id = (source as SObjectRecord).get(field.name) as string | null;
      const type = id === null ? undefined : this.org.objectByKeyPrefix(id.slice(0, 3));
      return type === undefined ? null : recordOf(context, type, id!, info);
    };
  }

  private union(name: string, types: readonly SObjectType[]): GraphQLOutputType {
    return new GraphQLUnionType({
      name: `${name}_Union`,
      types: () => types.map((type) => this.record(type)),
      resolveType: (source) => (source as SObjectRecord).type.name
    });
  }

  private children(type: SObjectType): [string, GraphQLFieldConfig<unknown, GraphContext>][] {
    return type.childRelationships.flatMap(({ childObject, field, relationshipName }) => {
      const child = this.org.object(childObject);
      if (relationshipName === undefined || child === undefined || !isShown(child)) return [];
      return [[relationshipName, this.connectionField(child, field)]];
    });
  }

  /** `field` leads from the records to the one that they are asked of. */
  private connectionField(type: SObjectType, field?: string): GraphQLFieldConfig<unknown, GraphContext> {
    return {
      type: this.connection(type),
      args: {
        first: { type: GraphQLInt },
        after: { type: GraphQLString },
        where: { type: this.filters.where(type) },
        orderBy: { type: this.filters.orderBy(type) },
        ...(field === undefined && type.field("OwnerId") !== undefined ? { scope: { type: scopes } } : {})
      },
      resolve: (source, given, context, info) => {
        const parent = field === undefined ? undefined : { field, id: (source as SObjectRecord).id! };
        return connectionOf(context, type, given as ConnectionArguments, info, parent);
      }
    };
  }

  private connection(type: SObjectType): GraphQLObjectType {
    return once(this.connections, `${type.name}Connection`, () => ({
      edges: { type: new GraphQLList(this.edge(type)) },
      pageInfo: { type: new GraphQLNonNull(pageInfo) },
      pageResultCount: { type: new GraphQLNonNull(GraphQLInt) },
      totalCount: { type: new GraphQLNonNull(GraphQLInt) }
    }));
  }

  private edge(type: SObjectType): GraphQLObjectType {
    return once(this.connections, `${type.name}Edge`, () => ({
      node: { type: this.record(type) },
      cursor: { type: new GraphQLNonNull(GraphQLString) }
    }));
  }
}

/** Settings and metadata are no objects of the User Interface API. */
function isShown(type: SObjectType): boolean {
  return type.queryable && (type.kind === "standard" || type.kind === "custom");
}

function below(type: GraphQLObjectType): GraphQLFieldConfig<unknown, GraphContext> {
  return { type: new GraphQLNonNull(type), resolve: () => ({}) };
}

function once(made: Map<string, GraphQLObjectType>, name: string, fields: () => Fields): GraphQLObjectType {
  let type = made.get(name);
  if (type === undefined) made.set(name, (type = new GraphQLObjectType({ name, fields })));
  return type;
}
