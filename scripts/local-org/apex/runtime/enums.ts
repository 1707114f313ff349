import type { ClassDefinition } from "../stdlib/definition/define.ts";
import { ApexEnum } from "./object.ts";

const made = new WeakMap<ClassDefinition, ReadonlyMap<string, ApexEnum>>();

/** The constants of one of the library's enums, by name as defined; always the same instances. */
export function enumConstants(definition: ClassDefinition): ReadonlyMap<string, ApexEnum> {
  let constants = made.get(definition);
  if (!constants) {
    const namespace = definition.namespace ?? "System";
    const fullName = namespace === "System" ? definition.name : `${namespace}.${definition.name}`;
    constants = new Map(
      (definition.constants ?? []).map((name, ordinal) => [name, new ApexEnum(fullName, name, ordinal)])
    );
    made.set(definition, constants);
  }
  return constants;
}

/** One constant of one of the library's enums, by name in any case; throws where there is none. */
export function enumConstant(definition: ClassDefinition, name: string): ApexEnum {
  const constants = enumConstants(definition);
  const found =
    constants.get(name) ??
    [...constants.values()].find((constant) => constant.name.toLowerCase() === name.toLowerCase());
  if (!found) throw new Error(`${definition.name} has no constant ${name}`);
  return found;
}
