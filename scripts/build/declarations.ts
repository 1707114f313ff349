import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ApexProgram } from "../local-org/apex/runtime/program.ts";
import {
  annotation,
  hasAnnotation,
  type ApexClassInfo,
  type MethodInfo
} from "../local-org/apex/runtime/reflection.ts";
import type { RuntimeType } from "../local-org/apex/runtime/runtime-type.ts";
import type { ProjectSource } from "../local-org/metadata/types.ts";

/**
 * One declaration file per kind: a module per `@AuraEnabled` method with the types of its parameters and result, one
 * per custom label, and `c/*` paths for the compiler. A wrong field or an unknown method is then a compile error.
 * Returns how many modules were declared.
 */
export function writeDeclarations(program: ApexProgram, project: ProjectSource, folder: string): number {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const methods = program.classes.flatMap((info) =>
    info.methods.filter((method) => method.static && hasAnnotation(method, "AuraEnabled"))
  );
  writeFileSync(join(folder, "apex.d.ts"), new ApexDeclarations(program).text(methods));
  writeFileSync(
    join(folder, "labels.d.ts"),
    project.labels
      .map(
        (label) =>
          `declare module "@salesforce/label/c.${label.name}" {\n  const text: string;\n  export default text;\n}\n`
      )
      .join("")
  );
  return methods.length + project.labels.length;
}

class ApexDeclarations {
  private readonly interfaces = new Map<string, string>();
  private readonly program: ApexProgram;

  constructor(program: ApexProgram) {
    this.program = program;
  }

  text(methods: readonly MethodInfo[]): string {
    const modules = methods.map((method) => this.moduleOf(method));
    const types = [...this.interfaces.values()].join("\n");
    return `/** Written by \`npm run build\` from the Apex classes. */\ndeclare module "apex-types" {\n${types}\n}\n\n${modules.join("\n")}`;
  }

  private moduleOf(method: MethodInfo): string {
    const reference = `${method.declaringClass.fullName}.${method.name}`;
    const parameters = method.parameters.map(({ name, type }) => `${name}: ${this.typeOf(type, "input")}`).join("; ");
    const result = method.returnType.name === "void" ? "void" : this.typeOf(method.returnType, "output");
    const argument = parameters === "" ? "" : `parameters: { ${parameters} }`;
    const cacheable = annotation(method, "AuraEnabled")?.arguments.get("cacheable") === true;
    const call = `((${argument}) => Promise<${result}>)`;
    return `declare module "@salesforce/apex/${reference}" {\n  const method: ${call}${cacheable ? ` & import("lwc-wire").WireAdapter<${result}>` : ""};\n  export default method;\n}\n`;
  }

  private typeOf(type: RuntimeType, direction: "input" | "output"): string {
    switch (type.kind) {
      case "list":
      case "set": {
        const element = this.typeOf(type.arguments[0]!, direction).replace(/ \| null$/, "");
        return /[| ]/.test(element) ? `(${element})[]` : `${element}[]`;
      }
      case "map":
        return `Record<string, ${this.typeOf(type.arguments[1]!, direction)}>`;
      case "sobject":
        return "Record<string, unknown>";
      case "primitive":
        return `${primitive(type.name)} | null`;
      default: {
        const info = this.program.classByName(type.name);
        return info ? `${this.reference(info)} | null` : "unknown";
      }
    }
  }

  private reference(info: ApexClassInfo): string {
    const name = info.fullName.replaceAll(".", "_");
    if (!this.interfaces.has(name)) {
      this.interfaces.set(name, "");
      const members = [...variablesOf(info)].map(
        (variable) => `    readonly ${variable.name}: ${this.typeOf(variable.type, "output")};`
      );
      this.interfaces.set(
        name,
        info.kind === "enum"
          ? `  export type ${name} = string;`
          : `  export interface ${name} {\n${members.join("\n")}\n  }`
      );
    }
    return `import("apex-types").${name}`;
  }
}

function* variablesOf(info: ApexClassInfo): Generator<ApexClassInfo["variables"][number]> {
  if (info.superclass) yield* variablesOf(info.superclass);
  for (const variable of info.variables) if (!variable.static && hasAnnotation(variable, "AuraEnabled")) yield variable;
}

function primitive(name: string): string {
  if (["Integer", "Long", "Double", "Decimal"].includes(name)) return "number";
  return name === "Boolean" ? "boolean" : "string";
}
