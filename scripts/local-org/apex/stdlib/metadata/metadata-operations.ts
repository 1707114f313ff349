/** "Apex Reference Guide: Metadata Namespace": custom metadata as code reads it and would deploy it. */
import type { SObjectRecord } from "../../../schema/record.ts";
import type { SObjectType } from "../../../schema/types.ts";
import { testState } from "../../testing/test-context.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { ApexEnum } from "../../runtime/object.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { PlatformValue, valueClassOf, variables } from "../definition/platform-value.ts";
import { libraryRows } from "../database/rows.ts";
import { statusCodeEnum } from "../system/status-code.ts";

const valueClass = valueClassOf("Metadata");

function enumOf(name: string, constants: readonly string[]): ClassDefinition {
  return defineClass({
    namespace: "Metadata",
    name,
    documentation: `Apex Reference Guide: Metadata.${name} Enum`,
    kind: "enum",
    constants
  });
}

/** Value of the class Metadata.DeployContainer. */
class DeployContainer {
  readonly apexTypeName = "Metadata.DeployContainer";
  private readonly components: PlatformValue[] = [];

  add(component: PlatformValue | null): void {
    if (component === null) throw nullArgument();
    this.components.push(component);
  }

  list(): ApexList {
    return new ApexList(libraryType("Metadata.Metadata"), [...this.components]);
  }

  remove(matches: (component: PlatformValue) => boolean): boolean {
    const index = this.components.findIndex(matches);
    if (index >= 0) this.components.splice(index, 1);
    return index >= 0;
  }
}

/** "Apex Developer Guide: Testing Metadata Deployments": a test cannot deploy. Nor does the local org from Apex. */
function enqueueDeployment(): never {
  if (testState()) throw apexError("System.AsyncException", "Metadata cannot be deployed from within a test");
  throw apexError(
    "System.UnsupportedOperationException",
    "Metadata.Operations.enqueueDeployment is not supported by the local org"
  );
}

function retrieve(kind: ApexEnum | null, names: ApexList | null): ApexList {
  if (kind === null || names === null) throw nullArgument();
  if (kind.name !== "CustomMetadata")
    throw apexError(
      "System.UnsupportedOperationException",
      `Metadata.Operations.retrieve of ${kind.name} is not supported by the local org`
    );
  const found = (names.items as string[]).flatMap((name) => customMetadata(name) ?? []);
  return new ApexList(libraryType("Metadata.Metadata"), found);
}

/** The record of a full name, `Type.Record` or `Type__mdt.Record`. */
function customMetadata(fullName: string): PlatformValue | undefined {
  const [type = "", developerName = ""] = fullName.split(".");
  const object = apexContext().tx.schema.object(type.endsWith("__mdt") ? type : `${type}__mdt`);
  if (object?.kind !== "customMetadata") return undefined;
  const names = ["MasterLabel", ...customFields(object)];
  const [row] = libraryRows(`SELECT ${names.join(", ")} FROM ${object.name} WHERE DeveloperName = :name`, {
    name: developerName
  });
  if (!row) return undefined;
  return new PlatformValue("Metadata.CustomMetadata", {
    fullname: fullName,
    label: row.get("MasterLabel"),
    protected: false,
    values: valuesOf(object, row)
  });
}

function customFields(object: SObjectType): string[] {
  return object.fields.filter((field) => field.custom).map((field) => field.name);
}

function valuesOf(object: SObjectType, row: SObjectRecord): ApexList {
  return new ApexList(
    libraryType("Metadata.CustomMetadataValue"),
    customFields(object).map(
      (field) => new PlatformValue("Metadata.CustomMetadataValue", { field, value: row.get(field) })
    )
  );
}

const documentation = "Apex Reference Guide: Metadata Namespace";

export const metadataOperationClasses: readonly ClassDefinition[] = [
  enumOf("MetadataType", ["CustomMetadata", "Layout"]),
  enumOf("DeployStatus", ["Pending", "InProgress", "Succeeded", "SucceededPartial", "Failed", "Canceling", "Canceled"]),
  enumOf("DeployProblemType", ["Warning", "Error", "Info"]),
  enumOf("StatusCode", statusCodeEnum.constants ?? []),
  valueClass("Metadata", variables("String fullName")),
  {
    ...valueClass("CustomMetadata", {
      ...variables("String description", "String label", "List<Metadata.CustomMetadataValue> values"),
      "Boolean protected_x": variables("Boolean protected")["Boolean protected"]!,
      "CustomMetadata()": () =>
        new PlatformValue("Metadata.CustomMetadata", {
          values: new ApexList(libraryType("Metadata.CustomMetadataValue"))
        })
    }),
    extends: "Metadata.Metadata"
  },
  valueClass("CustomMetadataValue", variables("String field", "Object value")),
  valueClass(
    "DeployMessage",
    variables(
      "Boolean changed",
      "Integer columnNumber",
      "String componentType",
      "Boolean created",
      "Datetime createdDate",
      "Boolean deleted",
      "String fileName",
      "String fullName",
      "Id id",
      "Integer lineNumber",
      "String problem",
      "Metadata.DeployProblemType problemType",
      "Boolean success"
    )
  ),
  valueClass("DeployDetails", {
    ...variables("List<Metadata.DeployMessage> componentFailures", "List<Metadata.DeployMessage> componentSuccesses"),
    // A public suite that passes in orgs adds to the list of new details.
    "DeployDetails()": () =>
      new PlatformValue("Metadata.DeployDetails", {
        componentfailures: new ApexList(libraryType("Metadata.DeployMessage")),
        componentsuccesses: new ApexList(libraryType("Metadata.DeployMessage"))
      })
  }),
  valueClass(
    "DeployResult",
    variables(
      "String canceledBy",
      "String canceledByName",
      "Boolean checkOnly",
      "Datetime completedDate",
      "String createdBy",
      "String createdByName",
      "Datetime createdDate",
      "Metadata.DeployDetails details",
      "Boolean done",
      "String errorMessage",
      "Metadata.StatusCode errorStatusCode",
      "Id id",
      "Boolean ignoreWarnings",
      "Datetime lastModifiedDate",
      "List<Metadata.DeployMessage> messages",
      "Integer numberComponentErrors",
      "Integer numberComponentsDeployed",
      "Integer numberComponentsTotal",
      "Boolean rollbackOnError",
      "Datetime startDate",
      "String stateDetail",
      "Metadata.DeployStatus status",
      "Boolean success"
    )
  ),
  {
    // Tests subclass it to answer an id of their own.
    ...valueClass("DeployCallbackContext", {
      "Id getCallbackJobId()": (self: PlatformValue) => self.values["callbackjobid"] ?? null
    }),
    extensible: true
  },
  defineClass({
    namespace: "Metadata",
    name: "DeployCallback",
    documentation: "Apex Reference Guide: DeployCallback Interface",
    kind: "interface",
    members: { "void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context)": null }
  }),
  defineClass({
    namespace: "Metadata",
    name: "DeployContainer",
    documentation: "Apex Reference Guide: DeployContainer Class",
    members: {
      "DeployContainer()": () => new DeployContainer(),
      "void addMetadata(Metadata.Metadata component)": (self: DeployContainer, component: PlatformValue | null) =>
        self.add(component),
      "List<Metadata.Metadata> getMetadata()": (self: DeployContainer) => self.list(),
      "Boolean removeMetadata(Metadata.Metadata component)": (self: DeployContainer, component: PlatformValue | null) =>
        self.remove((one) => one === component),
      "Boolean removeMetadataByFullName(String name)": (self: DeployContainer, name: string | null) =>
        self.remove((one) => one.values["fullname"] === name)
    }
  }),
  defineClass({
    namespace: "Metadata",
    name: "Operations",
    documentation,
    members: {
      "static Id enqueueDeployment(Metadata.DeployContainer container, Metadata.DeployCallback callback)":
        enqueueDeployment,
      "static List<Metadata.Metadata> retrieve(Metadata.MetadataType kind, List<String> names)": retrieve
    }
  })
];
