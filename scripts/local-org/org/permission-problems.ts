import type { ProjectSource, SourceProblem, XmlComponent } from "../metadata/types.ts";
import { elementsOf, placeOf, textsOf, type XmlElement } from "../metadata/xml.ts";
import type { Schema } from "../schema/types.ts";
import { isUserPermission } from "../schema/standard/user-permissions.ts";

/** What permission sets and profiles name and nobody knows. */
export function permissionProblems(project: ProjectSource, schema: Schema): SourceProblem[] {
  const components = project.components.filter(({ type }) => type === "PermissionSet" || type === "Profile");
  return components.flatMap((component) => {
    const { path, xml, type, name } = component;
    return unknownNames(component, project, schema).map(({ name: unknown, message }) => ({
      path,
      ...placeOf(xml, unknown),
      message,
      componentType: type,
      componentName: name
    }));
  });
}

function unknownNames(
  component: XmlComponent,
  project: ProjectSource,
  schema: Schema
): { readonly name: string; readonly message: string }[] {
  const element = component.content as XmlElement;
  const named = (list: string, key: string) => elementsOf(element, list).flatMap((one) => textsOf(one, key));
  const objects = named("objectPermissions", "object").filter((name) => !schema.object(name));
  const fields = named("fieldPermissions", "field").filter(
    (name) => !schema.object(name.split(".")[0]!)?.field(name.split(".")[1] ?? "")
  );
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
