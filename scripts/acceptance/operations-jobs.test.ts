/** What operations look at and do each day: runs of the sync with what they rejected, and checks of the books; by an administrator. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Locator } from "playwright-core";
import { loadPartnerClub, loadPrograms } from "../start/sample-programs.ts";
import { PHONE, type Window } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { runApex } from "./run-apex.ts";
import { tokenOf } from "./role-user.ts";

const MAPPING = "config/sync/sample-erp.json";
const folder = mkdtempSync(join(tmpdir(), "operations-"));
let integration: string;

const stage = await browserStage(
  {
    administrator: { role: "Administrator" },
    phone: { role: "Administrator", viewport: PHONE, language: "tr" },
    polish: { role: "Administrator", language: "pl" }
  },
  async ({ org }) => {
    await loadPrograms(org.connection);
    await loadPartnerClub(org.connection);
    await runApex(org, "");
    integration = await tokenOf(org, "Integration");
    const spoiled = readFileSync("config/sample/erp-export.csv", "utf8").split("\n").slice(0, 60);
    spoiled[3] = spoiled[3]!.replace("18.90", "a lot");
    const file = join(folder, "export.csv");
    writeFileSync(file, `${spoiled.join("\n")}\n`);
    assert.equal(await sync(["run", "--mapping", MAPPING, "--input", file, "--work-dir", folder]), 3);
  }
);
const { test, windows, looksRight } = stage;
const rejects = ({ page }: Window): Locator => page.locator("c-sync-rejects");

/** As operations type it; answers the exit code. */
async function sync(words: readonly string[]): Promise<number> {
  const env = { ...process.env, SF_INSTANCE_URL: stage.org.instanceUrl, SF_ACCESS_TOKEN: integration };
  try {
    await promisify(execFile)(process.execPath, ["scripts/launch.js", "sync/main", ...words], { env });
    return 0;
  } catch (error) {
    return (error as { code: number }).code;
  }
}

async function openRun(window: Window, list: string): Promise<void> {
  await window.open(`/lightning/o/LoyaltySyncRun__c/list?filterName=${list}`);
  await window.page.locator("tbody a").first().click();
  await window.page.waitForURL(/LoyaltySyncRun__c\/\w+\/view/);
}

test("a run of the sync says row by row what it could not use, why, and what to do", async () => {
  const { administrator } = windows;
  await openRun(administrator, "NeedsAttention");
  const bad = rejects(administrator).locator("section").filter({ hasText: "a lot" }).first();
  await bad.getByText(/^Put the value right in the rejects file or in the ERP/).waitFor();
  assert.match((await bad.getAttribute("data-code")) ?? "", /^BAD_/);
  await bad.getByRole("rowheader", { name: /4/ }).first().waitFor();
  await looksRight(administrator, "sync-rejects");
});

test("the command beside it, with the mended file, takes what was rejected", async () => {
  const { administrator } = windows;
  const command = await rejects(administrator).locator("code").innerText();
  const [, mapping, file] = /^npm run sync -- replay --mapping (\S+) --rejects (\S+) --target-org ALIAS$/.exec(
    command
  )!;
  writeFileSync(file!, readFileSync(file!, "utf8").replaceAll("a lot", "18.90"));
  assert.equal(await sync(["replay", "--mapping", mapping!, "--rejects", file!, "--work-dir", folder]), 0);
  await openRun(administrator, "All");
  const { records } = await stage.org.connection.query<{ State__c: string }>(
    "SELECT State__c FROM LoyaltySyncRun__c ORDER BY StartedAt__c"
  );
  assert.deepEqual(
    records.map(({ State__c }) => State__c),
    ["Rejects", "Succeeded"]
  );
});

test("a check of the books has all its lines on its page, part by part", async () => {
  const { administrator } = windows;
  const [check] = await stage.org.connection.sobject("LoyaltyBookCheck__c").find({}, ["Id"]);
  const { totalSize } = await stage.org.connection.query(
    `SELECT Id FROM LoyaltyLiability__c WHERE Check__c = '${check!.Id}'`
  );
  await administrator.open(`/lightning/r/LoyaltyBookCheck__c/${check!.Id}/view`);
  await administrator.page.locator("local-detail").getByText("Balanced").first().waitFor();
  const related = administrator.page.getByRole("tab", { name: "Related" });
  if (await related.isVisible()) await related.click();
  await administrator.page.getByRole("link", { name: "View all: Loyalty Liabilities" }).click();
  const rows = administrator.page.locator("main tbody tr");
  await rows.first().waitFor();
  const more = administrator.page.getByRole("button", { name: "Load more" });
  while (await more.isVisible()) await more.click();
  await rows.nth(totalSize - 1).waitFor();
  assert.equal(await rows.count(), totalSize);
  await looksRight(administrator, "book-check-lines");
});

test("on a phone, in Turkish, and in Polish the page is whole", async () => {
  for (const [window, heading] of [
    [windows.phone, "Kullanılamayanlar"],
    [windows.polish, "Czego nie dało się użyć"]
  ] as const) {
    await openRun(window, "NeedsAttention");
    await rejects(window).getByRole("heading", { name: heading }).waitFor();
    await rejects(window).locator("section").first().waitFor();
    await looksRight(window, "sync-rejects-translated");
  }
});
