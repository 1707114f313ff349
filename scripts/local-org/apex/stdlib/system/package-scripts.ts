import { apexContext } from "../../runtime/context.ts";
import type { ApexObject } from "../../runtime/object.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { invokeMethod } from "../../runtime/reflection.ts";
import { testState } from "../../testing/test-context.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition, type Implementation } from "../definition/define.ts";
import { libraryRows } from "../database/rows.ts";
import type { VersionValue } from "./version.ts";

/** Calls what a class in a test does for a package or a sandbox. The local org itself installs and copies nothing. */
function run(script: ApexObject | null, method: string, context: object): void {
  if (script === null) throw nullArgument();
  if (!testState()) throw apexError("System.TypeException", "This method can only be called from a test");
  invokeMethod(script, method, [context]);
}

function organizationId(): string {
  return libraryRows("SELECT Id FROM Organization LIMIT 1")[0]!.id!;
}

/** "Test Class: testInstall": the version that is installed already, null for none; whether the upgrade is pushed. */
function testInstall(script: ApexObject | null, previous: VersionValue | null, isPush: boolean | null = false): void {
  if (isPush === null) throw nullArgument();
  run(script, "onInstall", {
    apexTypeName: "System.InstallContext",
    organizationId,
    installerId: () => apexContext().tx.user.id,
    isPush: () => isPush,
    isUpgrade: () => previous !== null,
    previousVersion: () => previous
  });
}

function testUninstall(script: ApexObject | null): void {
  run(script, "onUninstall", {
    apexTypeName: "System.UninstallContext",
    organizationId,
    uninstallerId: () => apexContext().tx.user.id
  });
}

/** Value of the class System.SandboxContext. */
class SandboxContext {
  readonly apexTypeName = "System.SandboxContext";
  readonly organizationId: string | null;
  readonly sandboxId: string | null;
  readonly sandboxName: string | null;

  constructor(organization: string | null, sandbox: string | null, name: string | null) {
    this.organizationId = organization;
    this.sandboxId = sandbox;
    this.sandboxName = name;
  }
}

function testSandbox(
  script: ApexObject | null,
  organization: string | null,
  sandbox: string | null,
  name: string | null
): void {
  run(script, "runApexClass", new SandboxContext(organization, sandbox, name));
}

export const packageScriptTests: Readonly<Record<string, Implementation>> = {
  "static void testInstall(InstallHandler script, Version previous)": testInstall,
  "static void testInstall(InstallHandler script, Version previous, Boolean isPush)": testInstall,
  "static void testUninstall(UninstallHandler script)": testUninstall,
  "static void testSandboxPostCopyScript(SandboxPostCopy script, Id organizationId, Id sandboxId, String sandboxName)":
    testSandbox
};

function handler(name: string, method: string): ClassDefinition {
  return defineClass({
    name,
    documentation: `Apex Reference Guide: ${name} Interface`,
    kind: "interface",
    members: { [method]: null }
  });
}

export const packageScriptClasses: readonly ClassDefinition[] = [
  handler("InstallHandler", "void onInstall(InstallContext context)"),
  handler("UninstallHandler", "void onUninstall(UninstallContext context)"),
  handler("SandboxPostCopy", "void runApexClass(SandboxContext context)"),
  defineClass({
    name: "InstallContext",
    documentation: "Apex Reference Guide: InstallHandler Interface",
    kind: "interface",
    members: {
      "Id organizationId()": null,
      "Id installerId()": null,
      "Boolean isUpgrade()": null,
      "Boolean isPush()": null,
      "Version previousVersion()": null
    }
  }),
  defineClass({
    name: "UninstallContext",
    documentation: "Apex Reference Guide: UninstallHandler Interface",
    kind: "interface",
    members: { "Id organizationId()": null, "Id uninstallerId()": null }
  }),
  defineClass({
    name: "SandboxContext",
    documentation: "Apex Reference Guide: SandboxPostCopy Interface",
    members: {
      "Id organizationId()": (self: SandboxContext) => self.organizationId,
      "Id sandboxId()": (self: SandboxContext) => self.sandboxId,
      "String sandboxName()": (self: SandboxContext) => self.sandboxName
    }
  })
];
