import type { Command } from "commander";
import { openOrg } from "../org/embedded-org.ts";
import { serveOrg } from "../server.ts";
import { addProjectOption, cacheFolder, port, deployOrFail, readProjectOrFail } from "./options.ts";

interface StartOptions {
  readonly project: string;
  readonly definitionFile?: string;
  readonly empty?: boolean;
  readonly port: number;
  readonly data?: string;
  readonly json?: boolean;
}

export function addStartCommand(program: Command): void {
  const command = program
    .command("start")
    .description("starts an org, deploys the project into it and serves it until it is stopped")
    .option("--empty", "deploys nothing: an org folder keeps what it has")
    .option("--port <number>", "port on 127.0.0.1; any free one by default", port, 0)
    .option("--data <folder>", "keeps the org there between runs; in memory by default")
    .option("--json", "prints one line with instanceUrl, accessToken and pid once the org answers");
  addProjectOption(command).action(start);
}

async function start(options: StartOptions): Promise<void> {
  const org = openOrg(
    options.data === undefined ? {} : { dataFolder: options.data, restoreMetadata: options.empty ?? false }
  );
  if (!options.empty) deployOrFail(org, readProjectOrFail(options.project, options.definitionFile));
  const server = await serveOrg({ org, port: options.port, cacheFolder });
  const { origin: instanceUrl, accessToken } = server;
  if (options.json)
    console.log(
      JSON.stringify({
        instanceUrl,
        accessToken,
        pid: process.pid,
        organizationId: org.id,
        pageAddress: server.pageAddress()
      })
    );
  else
    console.log(
      `The org answers at ${instanceUrl}\naccess token  ${accessToken}\npages         ${server.pageAddress()}\nStop it with Ctrl+C.`
    );
  const stop = (): void => {
    void server.close().then(() => {
      org.close();
      process.exit(0);
    });
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
