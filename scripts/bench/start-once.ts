/** Starts the local org with the project, its pages compiled, and ends; the argument is the cache's folder. */
import { openOrg } from "../local-org/org/embedded-org.ts";
import { readProjectOrFail } from "../local-org/cli/options.ts";
import { serveOrg } from "../local-org/server.ts";

const org = openOrg();
const { problems } = org.deploy(readProjectOrFail("."));
if (problems.length > 0) throw new Error(problems.map(({ path, message }) => `${path} ${message}`).join("\n"));
const server = await serveOrg({ org, port: 0, cacheFolder: process.argv[2]! });
await server.buildPages();
const answer = await fetch(server.pageAddress(), { redirect: "manual" });
if (answer.status !== 302) throw new Error(`the login answers ${answer.status}`);
await server.close();
org.close();
