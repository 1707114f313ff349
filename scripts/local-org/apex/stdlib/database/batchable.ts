import { defineClass, type ClassDefinition } from "../definition/define.ts";

export const batchClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Database",
    name: "Batchable",
    documentation: "Apex Reference Guide: Database.Batchable Interface",
    kind: "interface",
    typeParameters: ["T"],
    members: {
      "Iterable<T> start(Database.BatchableContext context)": null,
      "void execute(Database.BatchableContext context, List<T> scope)": null,
      "void finish(Database.BatchableContext context)": null
    }
  }),
  defineClass({
    namespace: "Database",
    name: "BatchableContext",
    documentation: "Apex Reference Guide: Database.BatchableContext Interface",
    kind: "interface",
    members: { "Id getJobId()": null, "Id getChildJobId()": null }
  }),
  ...["Stateful", "AllowsCallouts", "RaisesPlatformEvents"].map((name) =>
    defineClass({
      namespace: "Database",
      name,
      documentation: `Apex Reference Guide: Database.${name} Interface`,
      kind: "interface"
    })
  )
];
