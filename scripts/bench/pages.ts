/**
 * `npm run bench:pages [NAME...]`: how long each page of the samples takes until it can be used, as the administrator sees it in
 * Chromium, with a member and an account of the extremes (200 vouchers, 60 rewards, ten digits, names of 80 letters); names choose
 * pages by a part of theirs.
 *
 * A page is opened by its address, warm: it was opened before, so that the browser has its scripts and the org its code. It can be
 * used when its own parts show what they are about (bench/page-kinds.ts), nothing spins, and the browser has painted and is free
 * again. What it asks for afterwards is counted as well, until nothing is asked for half a second.
 */
import { spawn } from "node:child_process";
import { cpus } from "node:os";
import { createInterface } from "node:readline";
import { Connection } from "jsforce";
import type { CDPSession, Page } from "playwright-core";
import { openWindow } from "../acceptance/browser-pages.ts";
import { createExtremeMembers } from "../acceptance/extreme-members.ts";
import { launchBrowser } from "../acceptance/launch-browser.ts";
import { pageKinds, type PageKind } from "./page-kinds.ts";

const ROUNDS = 5;

interface Visit {
  /** Milliseconds until the page can be used. */
  readonly usable: number;
  /** Those that went over the network. */
  readonly requests: number;
  readonly bytes: number;
}

const samples = await startSamples();
const browser = await launchBrowser();
try {
  const { connection } = samples;
  const { large } = await createExtremeMembers({ connection });
  const extreme = await connection.sobject("LoyaltyMember__c").retrieve(large);
  const kinds = await pageKinds(connection, { member: large, account: String(extreme["Account__c"]) });
  const { page } = await openWindow(browser, samples.address);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, medians of ${ROUNDS}\n`);
  console.log("| page | can be used | requests | bytes |");
  console.log("| ---- | ----------- | -------- | ----- |");
  const asked = process.argv.slice(2);
  for (const kind of kinds.filter(({ name }) => asked.length === 0 || asked.some((part) => name.includes(part)))) {
    await visit(page, session, kind);
    const visits: Visit[] = [];
    for (let round = 0; round < ROUNDS; round++) visits.push(await visit(page, session, kind));
    print(kind, visits);
  }
} finally {
  await browser.close();
  samples.stop();
}

async function visit(page: Page, session: CDPSession, { name, address, shows }: PageKind): Promise<Visit> {
  await page.goto("about:blank");
  const traffic = watch(session);
  await page.goto(new URL(address, samples.address).toString(), { waitUntil: "commit" });
  for (const shown of shows)
    await page
      .locator(shown)
      .first()
      .waitFor()
      .catch((error: Error) => Promise.reject(new Error(`${name}: ${error.message}`)));
  await page.locator("lightning-spinner").first().waitFor({ state: "detached" });
  const usable = await page.evaluate<number>(
    "new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))))"
  );
  await page.waitForLoadState("networkidle");
  return { usable, ...traffic.end() };
}

/** What goes over the network from now on, by Chromium's count. */
function watch(session: CDPSession): { end(): Pick<Visit, "requests" | "bytes"> } {
  const sent = new Set<string>();
  let bytes = 0;
  const listeners = {
    "Network.requestWillBeSent": ({ requestId, request }: { requestId: string; request: { url: string } }) =>
      void (request.url.startsWith("http") && sent.add(requestId)),
    "Network.requestServedFromCache": ({ requestId }: { requestId: string }) => void sent.delete(requestId),
    "Network.responseReceived": (event: { requestId: string; response: { fromDiskCache?: boolean } }) =>
      void (event.response.fromDiskCache && sent.delete(event.requestId)),
    "Network.loadingFinished": ({ encodedDataLength }: { encodedDataLength: number }) =>
      void (bytes += encodedDataLength)
  } as const;
  for (const [name, listener] of Object.entries(listeners)) session.on(name as never, listener as never);
  return {
    end: () => {
      for (const [name, listener] of Object.entries(listeners)) session.off(name as never, listener as never);
      return { requests: sent.size, bytes };
    }
  };
}

function print({ name }: PageKind, visits: readonly Visit[]): void {
  const middle = (figure: keyof Visit): number =>
    visits.map((one) => one[figure]).sort((one, other) => one - other)[Math.floor(visits.length / 2)]!;
  const kilobytes = `${(middle("bytes") / 1000).toFixed(0)} KB`;
  console.log(`| ${name} | ${middle("usable").toFixed(0)} ms | ${middle("requests")} | ${kilobytes} |`);
}

interface Samples {
  readonly address: string;
  readonly connection: Connection;
  stop(): void;
}

/** `npm start`, until it tells where it is. */
async function startSamples(): Promise<Samples> {
  const child = spawn(process.execPath, ["scripts/launch.js", "start/main"], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Open (\S+)$/.exec(line)?.[1];
    if (address === undefined) continue;
    const { origin, searchParams } = new URL(address);
    const accessToken = searchParams.get("sid") ?? "";
    return {
      address,
      connection: new Connection({ instanceUrl: origin, accessToken, version: "66.0" }),
      stop: () => void child.kill()
    };
  }
  throw new Error("npm start ended before it told where the samples are");
}
