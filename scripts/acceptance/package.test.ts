/** What `npm run package` writes, in the hands of the Salesforce CLI. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { writeDeployableTree } from "../build/deployable-tree.ts";
import { writePackageProject } from "../build/package-project.ts";
import { startOrg, type OrgProcess } from "./org-process.ts";
import { openCli, type SalesforceCli } from "./sf-process.ts";

let project: string;
let cli: SalesforceCli;
let org: OrgProcess;
/** The CLI holds sfdx-project.json against its own schema. */
const inProject = (): object => ({ cwd: project, environment: { SF_SCHEMA_VALIDATE: "true" } });

before(async () => {
  project = mkdtempSync(join(tmpdir(), "package-"));
  await writeDeployableTree(project);
  writePackageProject(project, "1.2.3");
  cli = openCli();
  org = await startOrg(["--empty"]);
  await cli.login(org, "shop");
});

after(async () => {
  await org?.stop();
  cli?.close();
  rmSync(project, { recursive: true, force: true });
});

test("the project names its package, its version and the org that versions are made in", () => {
  const { packageDirectories } = JSON.parse(readFileSync(join(project, "sfdx-project.json"), "utf8")) as {
    packageDirectories: { definitionFile?: string }[];
  };
  assert.deepEqual(packageDirectories[0], {
    path: "force-app",
    default: true,
    package: "Sadakat",
    versionName: "1.2.3",
    versionNumber: "1.2.3.NEXT",
    definitionFile: "config/project-scratch-def.json"
  });
  const definition = JSON.parse(readFileSync(join(project, packageDirectories[0].definitionFile), "utf8")) as {
    settings: { languageSettings: object };
  };
  assert.deepEqual(definition.settings.languageSettings, {
    enableTranslationWorkbench: true,
    enableEndUserLanguages: true
  });
});

test("components are JavaScript, and translations are in the package", () => {
  const files = readdirSync(join(project, "force-app"), { recursive: true, encoding: "utf8" });
  assert.deepEqual(
    files.filter((file) => file.endsWith(".ts")),
    []
  );
  assert.ok(files.some((file) => file.endsWith(".translation-meta.xml")));
  assert.ok(files.some((file) => file.endsWith(".objectTranslation-meta.xml")));
});

test("from its own folder the CLI deploys it whole", async () => {
  const deployed = await cli.run<{ status: string; files: { type: string; fullName: string }[] }>(
    ["project", "deploy", "start", "--source-dir", "force-app", "--source-dir", "languages", "--target-org", "shop"],
    inProject()
  );
  assert.equal(deployed.status, "Succeeded");
  const kinds = new Set(deployed.files.map(({ type }) => type));
  for (const kind of ["ApexClass", "LightningComponentBundle", "Translations", "CustomObjectTranslation"])
    assert.ok(kinds.has(kind), kind);
  const { totalSize } = await org.connection.query("SELECT Id FROM LoyaltyProgram__c");
  assert.equal(totalSize, 0);
});
