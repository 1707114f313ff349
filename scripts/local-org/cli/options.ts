import { existsSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { pageProblems } from "../lightning/pages/flexi-page.ts";
import { readProject } from "../metadata/project.ts";
import type { ProjectSource } from "../metadata/types.ts";
import type { Org } from "../org/types.ts";
import { CommandFailure, problemText } from "./failure.ts";

export const cacheFolder = join(".cache", "local-org");

export function addProjectOption(command: Command): Command {
  return command.option("--project <folder>", "an SFDX project", ".");
}

export function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("a port number is expected");
  return value;
}

/** Reads a project; refuses a folder that is none. */
export function readProjectOrFail(folder: string): ProjectSource {
  if (!existsSync(join(folder, "sfdx-project.json")))
    throw new CommandFailure(`${folder} is not an SFDX project: it has no sfdx-project.json`);
  return readProject(folder);
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
