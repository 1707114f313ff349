import { join } from "node:path";
import { Connection } from "jsforce";
import { pageProblems } from "../local-org/lightning/pages/flexi-page.ts";
import { readProject } from "../local-org/metadata/project.ts";
import type { SourceProblem } from "../local-org/metadata/types.ts";
import { openOrg } from "../local-org/org/embedded-org.ts";
import { serveOrg } from "../local-org/server.ts";
import { StartFailure, step } from "./step.ts";

export interface StartedOrg {
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly connection: Connection;
  pageAddress(path?: string): string;
  siteAddress(): string | undefined;
  buildPages(): Promise<unknown>;
  close(): Promise<void>;
}

/** What the sample programs need besides the app. */
const SAMPLE_METADATA = join("config", "sample", "sales");

/** Opens an org, deploys this project into it with what the samples need, and serves it. */
export async function deployApp({ port, dataFolder }: { port: number; dataFolder?: string }): Promise<StartedOrg> {
  const org = await step("open the embedded org", () => openOrg(dataFolder === undefined ? {} : { dataFolder }));
  await step("deploy force-app", () => {
    const project = readProject(".", undefined, [SAMPLE_METADATA]);
    const unshown = pageProblems(project);
    refuse(unshown.length > 0 ? [...unshown, ...org.check(project)] : org.deploy(project).problems);
  });
  const server = await serveOrg({ org, port, cacheFolder: join(".cache", "local-org") });
  return {
    instanceUrl: server.origin,
    accessToken: server.accessToken,
    connection: new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" }),
    pageAddress: (path) => server.pageAddress(path),
    siteAddress: () => server.siteAddress(),
    buildPages: () => server.buildPages(),
    close: async () => {
      await server.close();
      org.close();
    }
  };
}

function refuse(problems: readonly SourceProblem[]): void {
  if (problems.length === 0) return;
  throw new StartFailure(
    problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`).join("\n")
  );
}
