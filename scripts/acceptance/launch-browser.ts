import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser, type LaunchOptions } from "playwright-core";

/** No browser can be started here; the message says what to do. */
export class BrowserUnavailable extends Error {
  override readonly name = "BrowserUnavailable";
}

/**
 * The one way in which this project starts a browser: the one that CHROME_PATH names; on Linux x64 the Chromium that the
 * packages carry, with fonts and libraries of its own; elsewhere the Chrome that is installed.
 */
export async function launchBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<Browser> {
  const named = environment["CHROME_PATH"];
  if (named) return start({ executablePath: named });
  if (process.platform === "linux" && process.arch === "x64") return launchPackagedBrowser(environment);
  return start({ channel: "chrome" });
}

/** Why there is no browser here, or undefined where one starts. */
export async function whyNoBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  try {
    await (await launchBrowser(environment)).close();
    return undefined;
  } catch (error) {
    if (error instanceof BrowserUnavailable) return error.message;
    throw error;
  }
}

async function start(options: LaunchOptions): Promise<Browser> {
  try {
    return await chromium.launch(options);
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0];
    throw new BrowserUnavailable(`No browser: install Chrome, or let CHROME_PATH name one (${reason})`);
  }
}

/** Nothing is left of it when it ends, and nothing that an earlier one left is used. */
async function launchPackagedBrowser(environment: NodeJS.ProcessEnv): Promise<Browser> {
  const folder = mkdtempSync(join(environment["TMPDIR"] ?? tmpdir(), "browser-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  // Where a test ends before it closes its browser.
  process.once("exit", remove);
  try {
    const { executablePath, args } = await unpack(folder, environment);
    const browser = await start({ executablePath, args, env: browserEnvironment(folder, environment) });
    return afterClose(browser, remove);
  } catch (error) {
    remove();
    throw error;
  }
}

/** A browser says that it is disconnected while its processes still write; closed it is when they have ended. */
function afterClose(browser: Browser, act: () => void): Browser {
  const close = browser.close.bind(browser);
  browser.close = async (options) => {
    await close(options);
    act();
  };
  return browser;
}

interface PackagedBrowser {
  readonly executablePath: string;
  readonly args: readonly string[];
}

/**
 * Prints what it unpacked where TMPDIR says. Without the package's graphics in software, which draw each frame by shaders that a
 * processor emulates: seconds for a page of cards, where nothing here needs WebGL.
 */
const unpacking = `
  const { default: chromium } = await import("@sparticuz/chromium");
  chromium.setGraphicsMode = false;
  console.log(JSON.stringify({ executablePath: await chromium.executablePath(), args: chromium.args }));`;

/** In a process of its own: the package changes the environment of the process that loads it. */
async function unpack(folder: string, environment: NodeJS.ProcessEnv): Promise<LaunchOptions> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", unpacking], {
    cwd: import.meta.dirname,
    // The package brings the libraries that a bare machine lacks, and unpacks them where this is set.
    env: { ...environment, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" }
  });
  const { executablePath, args } = JSON.parse(stdout) as PackagedBrowser;
  // In a single process, closing one window ends the browser.
  const kept = args.filter((argument) => argument !== "--single-process");
  return { executablePath, args: [...kept, "--disable-background-networking"] };
}

function browserEnvironment(folder: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const libraries = [join(folder, "al2023", "lib"), environment["LD_LIBRARY_PATH"]].filter(Boolean).join(delimiter);
  return { ...(environment as Record<string, string>), LD_LIBRARY_PATH: libraries, ...fontConfiguration(folder) };
}

/** The package's own configuration looks for fonts at fixed places. These alone are used: pages look alike everywhere. */
function fontConfiguration(folder: string): Record<string, string> {
  const fonts = join(folder, "fonts");
  if (!existsSync(fonts)) throw new BrowserUnavailable(`The packaged browser brought no fonts to ${folder}`);
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`
  );
  return { FONTCONFIG_FILE: file, FONTCONFIG_PATH: folder };
}
