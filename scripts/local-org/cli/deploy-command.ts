import type { Command } from "commander";
import { openOrg } from "../org/embedded-org.ts";
import { addProjectOption, deployOrFail, readProjectOrFail } from "./options.ts";

interface DeployOptions {
  readonly project: string;
  readonly definitionFile?: string;
  readonly data?: string;
}

export function addDeployCommand(program: Command): void {
  const command = program
    .command("deploy")
    .description("deploys a project into an org folder, or only checks that it would deploy")
    .option("--data <folder>", "the org's folder; without it the project is checked in an org in memory");
  addProjectOption(command).action(({ project: folder, definitionFile, data }: DeployOptions) => {
    const project = readProjectOrFail(folder, definitionFile);
    const org = openOrg(data === undefined ? {} : { dataFolder: data });
    try {
      deployOrFail(org, project);
    } finally {
      org.close();
    }
    const { objects, classes, triggers, bundles, components } = project;
    console.log(
      `${data === undefined ? "checked" : "deployed"}: ${objects.length} objects, ${classes.length} classes, ${triggers.length} triggers, ${bundles.length} components, ${components.length} other parts`
    );
  });
}
