import { whyNoBrowser } from "../acceptance/launch-browser.ts";
import { whyNoGrammar } from "../check-apex/grammar-checker.ts";
import { whyNoJava } from "../check-apex/java.ts";
import { everythingIsAsked } from "./everything-is-asked.ts";

const needs = { browser: whyNoBrowser, java: whyNoJava, grammar: whyNoGrammar };

/** What this machine lacks of it, as the reason to leave a test out; false where the test has to run. */
export async function unavailable(...names: readonly (keyof typeof needs)[]): Promise<string | false> {
  if (everythingIsAsked()) return false;
  for (const name of names) {
    const reason = await needs[name]();
    if (reason !== undefined) return reason;
  }
  return false;
}
