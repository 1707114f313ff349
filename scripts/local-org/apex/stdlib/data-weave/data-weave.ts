import { apexError } from "../../runtime/exceptions.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";

/** Value of the class DataWeave.Script. */
class Script {
  readonly apexTypeName = "DataWeave.Script";
  readonly name: string | null;

  constructor(name: string | null) {
    this.name = name;
  }
}

function execute(script: Script): never {
  throw apexError(
    "System.DataWeaveScriptException",
    `The local org does not run DataWeave scripts: ${String(script.name)}`
  );
}

export const dataWeaveClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "DataWeave",
    name: "Result",
    documentation: "Apex Reference Guide: Result Class (DataWeave)",
    members: { "Object getValue()": () => null, "String getValueAsString()": () => null }
  }),
  defineClass({
    namespace: "DataWeave",
    name: "Script",
    documentation: "Apex Reference Guide: Script Class (DataWeave)",
    members: {
      "static DataWeave.Script createScript(String name)": (name: string | null) => new Script(name),
      "static DataWeave.Script createScript(String namespace, String name)": (_: string | null, name: string | null) =>
        new Script(name),
      "DataWeave.Result execute(Map<String, Object> inputs)": execute
    }
  })
];

/** "Apex Developer Guide: DataWeave in Apex": every deployed script is a class of the namespace DataWeaveScriptResource. */
export function dataWeaveScriptClasses(names: readonly string[]): ClassDefinition[] {
  return names.map((name) =>
    defineClass({
      namespace: "DataWeaveScriptResource",
      name,
      documentation: "Apex Developer Guide: DataWeave in Apex",
      extends: "DataWeave.Script",
      members: { [`${name}()`]: () => new Script(name) }
    })
  );
}
