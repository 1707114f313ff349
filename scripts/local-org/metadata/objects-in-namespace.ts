import { namespaced } from "../schema/namespace.ts";
import type { Field } from "../schema/types.ts";
import type { ObjectSource } from "./types.ts";

/** The objects of a project under the names that they have in its namespace. Formulas keep the project's own words. */
export function withNamespace(objects: readonly ObjectSource[], namespace: string): readonly ObjectSource[] {
  if (namespace === "") return objects;
  const prefixed = (name: string): string => namespaced(name, namespace);
  return objects.map((object) => ({
    ...object,
    name: prefixed(object.name),
    fields: object.fields.map((field) => fieldWithNamespace(field, prefixed)),
    validationRules: object.validationRules.map((rule) => ({
      ...rule,
      ...(rule.errorField === undefined ? {} : { errorField: prefixed(rule.errorField) })
    })),
    fieldSets: (object.fieldSets ?? []).map((set) => ({
      ...set,
      members: set.members.map((member) => ({ ...member, path: member.path.split(".").map(prefixed).join(".") }))
    }))
  }));
}

function fieldWithNamespace(field: Field, prefixed: (name: string) => string): Field {
  const { summary, relationshipName, childRelationshipName, controllingField, lookupFilter } = field;
  const path = (names: string): string => names.split(".").map(prefixed).join(".");
  return {
    ...field,
    name: prefixed(field.name),
    referenceTo: field.referenceTo.map(prefixed),
    ...(relationshipName === undefined ? {} : { relationshipName: prefixed(relationshipName) }),
    ...(childRelationshipName === undefined ? {} : { childRelationshipName: prefixed(childRelationshipName) }),
    ...(controllingField === undefined ? {} : { controllingField: prefixed(controllingField) }),
    ...(lookupFilter === undefined
      ? {}
      : {
          lookupFilter: {
            ...lookupFilter,
            items: lookupFilter.items.map((item) => ({
              ...item,
              field: path(item.field),
              ...(item.valueField === undefined ? {} : { valueField: path(item.valueField) })
            }))
          }
        }),
    ...(summary === undefined
      ? {}
      : {
          summary: {
            ...summary,
            childObject: prefixed(summary.childObject),
            relationField: prefixed(summary.relationField),
            ...(summary.summarizedField === undefined ? {} : { summarizedField: prefixed(summary.summarizedField) }),
            filters: summary.filters.map((filter) => ({ ...filter, field: prefixed(filter.field) }))
          }
        })
  };
}
