import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, test as anyTest } from "node:test";
import type { Browser } from "playwright-core";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, DESKTOP, openWindow, overflows, PHONE, type Window } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createRecord } from "./records.ts";
import { pageAddressOf } from "./role-user.ts";

/** A user's window: the permission set's name as it ends ("Agent"), the language, and how large it is. */
export interface WindowOf {
  readonly role: string;
  readonly language?: string;
  /** For what the org and not the app gives, such as opportunities; the least profile where it is left out. */
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** What the browser tests of one file share: an org with data, a browser, and windows of users. */
export interface Stage<Name extends string> {
  /** A test that is skipped where there is no browser. */
  readonly test: (name: string, steps: () => Promise<void>) => void;
  readonly org: OrgProcess;
  readonly browser: Browser;
  readonly windows: Readonly<Record<Name, Window>>;
  /** Creates a record over the API, as the administrator. */
  readonly create: (object: string, fields: object) => Promise<string>;
  /** A further window, which the test closes. */
  readonly open: (of: WindowOf) => Promise<Window>;
  /** The page is accessible, no wider than its window, and complains about nothing; kept as a picture where PICTURES names a folder. */
  readonly looksRight: (window: Window, picture: string) => Promise<void>;
}

/**
 * Starts the org once for the tests of a file, and ends it after them. After each test no window has complained.
 *
 * @param createData called as an administrator of the app, before the windows are opened
 * @param project folder of another project than this one
 */
export async function browserStage<Name extends string>(
  windows: Readonly<Record<Name, WindowOf>>,
  createData: (stage: Stage<Name>) => Promise<void>,
  project?: string
): Promise<Stage<Name>> {
  const skip = await unavailable("browser");
  const running: { org?: OrgProcess; browser?: Browser; windows: Partial<Record<Name, Window>> } = { windows: {} };
  const stage: Stage<Name> = {
    test: (name, steps) => void anyTest(name, { skip }, steps),
    get org() {
      return running.org!;
    },
    get browser() {
      return running.browser!;
    },
    windows: running.windows as Record<Name, Window>,
    create: (object, fields) => createRecord(running.org!, object, fields),
    open: async ({ role, language, profile, viewport = DESKTOP }) =>
      openWindow(running.browser!, await pageAddressOf(running.org!, role, language, profile), viewport),
    looksRight
  };
  before(async () => {
    if (skip) return;
    // Where one of the two does not start, the other has to be ended after all.
    const [org, browser] = await Promise.allSettled([
      startOrg(project === undefined ? [] : ["--project", project]),
      launchBrowser()
    ]);
    if (browser.status === "fulfilled") running.browser = browser.value;
    if (org.status === "rejected") throw org.reason;
    running.org = org.value;
    if (browser.status === "rejected") throw browser.reason;
    await assignPermissionSet(running.org, "Loyalty_Administrator");
    await createData(stage);
    for (const [name, of] of Object.entries(windows) as [Name, WindowOf][])
      running.windows[name] = await stage.open(of);
  });
  after(async () => {
    await running.browser?.close();
    await running.org?.stop();
  });
  afterEach(() => {
    const complaints = Object.values<Window | undefined>(running.windows).flatMap(
      (window) => window?.takeErrors() ?? []
    );
    assert.deepEqual(complaints, []);
  });
  return stage;
}

async function looksRight(window: Window, picture: string): Promise<void> {
  const folder = process.env["PICTURES"];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    const { width } = window.page.viewportSize() ?? PHONE;
    await window.page.screenshot({ path: join(folder, `${picture}-${width}.png`), fullPage: true });
  }
  assert.deepEqual(await accessibilityProblems(window.page), []);
  assert.equal(await overflows(window.page), false);
  assert.deepEqual(window.takeErrors(), []);
}
