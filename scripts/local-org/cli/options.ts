import { existsSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { pageProblems } from "../lightning/pages/flexi-page.ts";
import { isProject, readProject } from "../metadata/project.ts";
import type { ProjectSource } from "../metadata/types.ts";
import type { Org } from "../org/types.ts";
import { CommandFailure, problemText } from "./failure.ts";

export const cacheFolder = join(".cache", "local-org");

export function addProjectOption(command: Command): Command {
  return command
    .option("--project <folder>", "a Salesforce project, by its sfdx-project.json or package.xml", ".")
    .option("--definition-file <file>", "what its org has, instead of the project's config/project-scratch-def.json");
}

export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("a port number is expected");
  return value;
}

/** Reads a project; refuses a folder that is none, and one whose own description cannot be read. */
export function readProjectOrFail(folder: string, definitionFile?: string): ProjectSource {
  if (definitionFile !== undefined && !existsSync(definitionFile))
    throw new CommandFailure(`There is no scratch org definition ${definitionFile}`);
  if (!isProject(folder))
    throw new CommandFailure(`${folder} is not a Salesforce project: it has no sfdx-project.json and no package.xml`);
  try {
    return readProject(folder, definitionFile);
  } catch (error) {
    throw new CommandFailure((error as Error).message);
  }
}

/**
 * Deploys a project, or refuses it with everything that is wrong with it, by place.
 *
 * @param showsPages false where nobody will look at the project's pages, so that they need not be shown
 */
export function deployOrFail(org: Org, project: ProjectSource, showsPages = true): void {
  const unshown = showsPages ? pageProblems(project) : [];
  const problems = unshown.length > 0 ? [...unshown, ...org.check(project)] : org.deploy(project).problems;
  if (problems.length > 0) throw new CommandFailure(problemText(problems, project.namespace));
}
