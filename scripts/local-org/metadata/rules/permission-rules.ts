import type { Field, Schema, SObjectType } from "../../schema/types.ts";
import { isUserPermission } from "../../schema/standard/user-permissions.ts";
import type { ProjectSource, SourceProblem, XmlComponent } from "../types.ts";
import { elementsOf, flagOf, placeOf, textOf, textsOf, type XmlElement } from "../xml.ts";

interface Refusal {
  /** A text near the mistake. */
  readonly name: string;
  readonly message: string;
}

/** What an org refuses of permission sets and profiles: names that nobody knows, and permissions without those they need. */
export function permissionProblems(project: ProjectSource, schema: Schema): SourceProblem[] {
  const components = project.components.filter(({ type }) => type === "PermissionSet" || type === "Profile");
  return components.flatMap((component) => {
    const { path, xml, type, name } = component;
    const content = component.content as XmlElement;
    return [
      ...unknownNames(content, project, schema),
      ...fieldRefusals(content, schema),
      ...objectRefusals(content, schema),
      ...userRefusals(content, component)
    ].map((refusal) => ({
      path,
      ...placeOf(xml, refusal.name),
      message: refusal.message,
      componentType: type,
      componentName: name
    }));
  });
}

function unknownNames(element: XmlElement, project: ProjectSource, schema: Schema): Refusal[] {
  const named = (list: string, key: string) => elementsOf(element, list).flatMap((one) => textsOf(one, key));
  const objects = named("objectPermissions", "object").filter((name) => !schema.object(name));
  const fields = named("fieldPermissions", "field").filter((name) => fieldOf(schema, name) === undefined);
  const classes = named("classAccesses", "apexClass").filter(
    (name) => !project.classes.some((known) => known.name.toLowerCase() === name.toLowerCase())
  );
  return [
    ...[...objects, ...fields, ...classes].map((name) => {
      const isField = name.includes(".");
      return {
        name,
        message: `In field: ${isField ? "field" : "name"} - no ${isField ? "CustomField" : "component"} named ${name} found`
      };
    }),
    ...named("userPermissions", "name")
      .filter((name) => !isUserPermission(name))
      .map((name) => ({ name, message: `Unknown user permission: ${name}` }))
  ];
}

/**
 * Fields that always have a value are seen and edited by whoever sees and edits the record ("Salesforce Help: Field-Level
 * Security"; the words as deployments to orgs print them); what is edited is read ("Object Reference: FieldPermissions").
 */
function fieldRefusals(element: XmlElement, schema: Schema): Refusal[] {
  return elementsOf(element, "fieldPermissions").flatMap((permission) => {
    const name = textOf(permission, "field") ?? "";
    const field = fieldOf(schema, name);
    if (field === undefined || !(flagOf(permission, "readable") || flagOf(permission, "editable"))) return [];
    if (alwaysHasValue(field)) return [{ name, message: `You cannot deploy to a required field: ${name}` }];
    if (flagOf(permission, "editable") && textOf(permission, "readable") === "false")
      return [{ name, message: `Permission Edit ${name} depends on permission(s): Read ${name}` }];
    return [];
  });
}

function alwaysHasValue(field: Field): boolean {
  return field.custom && (field.required || field.masterDetail);
}

type Right = "Create" | "Read" | "Edit" | "Delete" | "Read All" | "Edit All";

const elements: Readonly<Record<Right, string>> = {
  Create: "allowCreate",
  Read: "allowRead",
  Edit: "allowEdit",
  Delete: "allowDelete",
  "Read All": "viewAllRecords",
  "Edit All": "modifyAllRecords"
};

/** "Object Reference: ObjectPermissions": which rights on an object need which others on it. */
const needed: readonly (readonly [Right, readonly Right[]])[] = [
  ["Create", ["Read"]],
  ["Edit", ["Read"]],
  ["Delete", ["Read", "Edit"]],
  ["Read All", ["Read"]],
  ["Edit All", ["Read", "Edit", "Delete", "Read All"]]
];

/** Of these the rights on a detail need the same on each master, as refusals of real orgs name them. */
const neededOnMaster: readonly Right[] = ["Read", "Read All"];

function objectRefusals(element: XmlElement, schema: Schema): Refusal[] {
  const permissions = elementsOf(element, "objectPermissions");
  const granted = new Map(permissions.map((one) => [(textOf(one, "object") ?? "").toLowerCase(), one]));
  const has = (object: string, right: Right): boolean => {
    const permission = granted.get(object.toLowerCase());
    return permission !== undefined && flagOf(permission, elements[right]);
  };
  return permissions.flatMap((permission) => {
    const type = schema.object(textOf(permission, "object") ?? "");
    if (type === undefined) return [];
    const object = type.name;
    return [
      ...needed
        .filter(([right]) => has(object, right))
        .map(([right, others]) =>
          missing(
            right,
            object,
            others.filter((other) => !has(object, other)),
            object
          )
        ),
      ...mastersOf(type).flatMap((master) =>
        neededOnMaster
          .filter((right) => has(object, right) && !has(master, right))
          .map((right) => missing(right, object, [right], master))
      )
    ].filter((refusal) => refusal !== undefined);
  });
}

function missing(right: Right, object: string, others: readonly Right[], owner: string): Refusal | undefined {
  if (others.length === 0) return undefined;
  const list = others.map((other) => `${other} ${owner}`).join(", ");
  return { name: `<object>${object}<`, message: `Permission ${right} ${object} depends on permission(s): ${list}` };
}

function mastersOf(type: SObjectType): string[] {
  return type.fields.filter((field) => field.custom && field.masterDetail).flatMap((field) => field.referenceTo);
}

/** "Tooling API: PermissionDependency" names the first; refusals that users of real orgs quote name the others. */
const neededUserPermissions: readonly (readonly [string, readonly string[]])[] = [
  ["ModifyAllData", ["ViewAllData"]],
  ["ManageUsers", ["ViewRoles"]]
];

/** A profile keeps what its file does not name, so only a permission set can lack a permission. */
function userRefusals(element: XmlElement, component: XmlComponent): Refusal[] {
  if (component.type !== "PermissionSet") return [];
  const granted = new Set(
    elementsOf(element, "userPermissions")
      .filter((one) => flagOf(one, "enabled"))
      .map((one) => textOf(one, "name"))
  );
  return neededUserPermissions
    .filter(([name]) => granted.has(name))
    .flatMap(([name, others]) => {
      const absent = others.filter((other) => !granted.has(other));
      return absent.length === 0
        ? []
        : [{ name: `<name>${name}<`, message: `Permission ${name} depends on permission(s): ${absent.join(", ")}` }];
    });
}

function fieldOf(schema: Schema, name: string): Field | undefined {
  const [object = "", field = ""] = name.split(".");
  return schema.object(object)?.field(field);
}
