import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { ApexEnum } from "../../runtime/object.ts";
import { defineClass } from "../definition/define.ts";

/** Value of the class System.AccessLevel. */
export class AccessLevelValue {
  readonly apexTypeName = "System.AccessLevel";
  readonly mode: "user" | "system";

  constructor(mode: "user" | "system") {
    this.mode = mode;
  }
}

const userMode = new AccessLevelValue("user");
const systemMode = new AccessLevelValue("system");

export const accessLevelClass = defineClass({
  name: "AccessLevel",
  documentation: "Apex Reference Guide: AccessLevel Class",
  members: {
    "static readonly AccessLevel USER_MODE": { get: () => userMode },
    "static readonly AccessLevel SYSTEM_MODE": { get: () => systemMode },
    "AccessLevel withPermissionSetId(String id)": () => {
      throw apexError(
        "System.UnsupportedOperationException",
        "AccessLevel.withPermissionSetId, a developer preview, is not supported by the local org"
      );
    }
  }
});

export const accessTypeEnum = defineClass({
  name: "AccessType",
  documentation: "Apex Reference Guide: AccessType Enum",
  kind: "enum",
  constants: ["CREATABLE", "READABLE", "UPDATABLE", "UPSERTABLE"]
});

export type AccessTypeName = "CREATABLE" | "READABLE" | "UPDATABLE" | "UPSERTABLE";

export function accessTypeName(value: ApexEnum | null): AccessTypeName {
  if (value === null) throw apexError("System.NullPointerException", "Argument cannot be null.");
  return value.name as AccessTypeName;
}

/** How queries and DML of the running code see the data: the access level given, with the sharing of the class. */
export function accessOptions(level: AccessLevelValue | null | undefined): {
  accessMode: "user" | "system";
  withSharing: boolean;
} {
  if (level === null) throw apexError("System.NullPointerException", "Argument cannot be null.");
  const { sharing, userMode } = apexContext();
  return {
    accessMode: level?.mode ?? (userMode ? "user" : "system"),
    withSharing: level?.mode === "user" || sharing === 1
  };
}
