import { componentAttributes } from "../../apex/stdlib/apexpages/standard-components.ts";
import type { ClassDefinition } from "../../apex/stdlib/definition/define.ts";
import { platformClasses } from "../../apex/stdlib/definition/platform-classes.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";

interface Method {
  readonly argTypes: readonly string[];
  readonly isStatic: boolean;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly returnType: string;
}

/** "Tooling API: REST Resources: /completions?type=": of Apex or of Visualforce, what the local org knows. */
export function completions(request: ApiRequest): ApiResponse {
  switch (request.query.get("type")) {
    case "apex":
      return ok({ publicDeclarations: apexDeclarations() });
    case "visualforce":
      return ok({ completions: visualforceComponents() });
    default:
      throw new ApiError(400, "INVALID_INPUT", "The parameter type is apex or visualforce");
  }
}

/** By namespace, then by class. */
function apexDeclarations(): Record<string, Record<string, unknown>> {
  const declarations: Record<string, Record<string, unknown>> = {};
  for (const definition of platformClasses)
    (declarations[definition.namespace ?? "System"] ??= {})[definition.name] = declarationOf(definition);
  return declarations;
}

function declarationOf({ members = {} }: ClassDefinition): unknown {
  const callable = Object.keys(members).flatMap((signature) => methodOf(signature) ?? []);
  return {
    constructors: callable
      .filter(({ returnType }) => returnType === "")
      .map(({ name, parameters }) => ({ name, parameters })),
    methods: callable.filter(({ returnType }) => returnType !== ""),
    properties: Object.keys(members)
      .filter((signature) => !signature.includes("("))
      .map((signature) => ({ name: signature.split(" ").at(-1) }))
  };
}

/** `static String valueOf(Date date)`; a constructor has no type before its name. */
function methodOf(signature: string): Method | undefined {
  const [, isStatic, returnType = "", name, list = ""] = /^(static )?(?:(.+) )?(\w+)\((.*)\)$/.exec(signature) ?? [];
  if (name === undefined) return undefined;
  // A comma between the parameters of a type stands within its angle brackets.
  const parameters = list
    .split(/,\s*(?![^<]*>)/)
    .filter(Boolean)
    .map((parameter) => {
      const at = parameter.lastIndexOf(" ");
      return { name: parameter.slice(at + 1), type: parameter.slice(0, at) };
    });
  return {
    argTypes: parameters.map(({ type }) => type),
    isStatic: isStatic !== undefined,
    name,
    parameters,
    returnType
  };
}

/** `apex:outputText` with its attributes. */
function visualforceComponents(): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(componentAttributes).map(([name, attributes]) => {
      const [library = "", component = ""] = name.split(".");
      const tag = `${library.toLowerCase()}:${component.charAt(0).toLowerCase()}${component.slice(1)}`;
      return [tag, { attribs: Object.fromEntries(attributes.map((attribute) => [attribute, {}])), simple: false }];
    })
  );
}
