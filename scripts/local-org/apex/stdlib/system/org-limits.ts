import { allocations } from "../../../org/allocations.ts";
import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";

/** Value of the class System.OrgLimit. */
class OrgLimit {
  readonly apexTypeName = "System.OrgLimit";
  readonly name: string;
  readonly limit: number;

  constructor(name: string, limit: number) {
    this.name = name;
    this.limit = limit;
  }

  toString(): string {
    return `${this.name}: 0 of ${this.limit}`;
  }
}

const all = (): OrgLimit[] => Object.entries(allocations).map(([name, limit]) => new OrgLimit(name, limit));

export const orgLimitClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "OrgLimit",
    documentation: "Apex Reference Guide: OrgLimit Class",
    members: {
      "Integer getLimit()": (self: OrgLimit) => self.limit,
      "String getName()": (self: OrgLimit) => self.name,
      // Nothing counts against an allocation in an embedded org.
      "Integer getValue()": () => 0,
      "String toString()": String
    }
  }),
  defineClass({
    name: "OrgLimits",
    documentation: "Apex Reference Guide: OrgLimits Class",
    members: {
      "static List<OrgLimit> getAll()": () => new ApexList(libraryType("OrgLimit"), all()),
      "static Map<String, OrgLimit> getMap()": () =>
        new ApexMap(
          stringType,
          libraryType("OrgLimit"),
          all().map((limit) => [limit.name, limit] as const)
        )
    }
  })
];
