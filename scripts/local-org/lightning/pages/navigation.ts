import { accessOf } from "../../security/access.ts";
import { tabSettingsOf, type TabVisibility } from "../../security/tab-settings.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { LightningApplication, NavigationTab } from "./application.ts";
import type { Wording } from "../../metadata/wording.ts";

/** What the App Launcher offers of one app. */
export interface LauncherApp {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly color: string;
}

export interface Navigation {
  readonly app: LauncherApp & { readonly tabs: readonly NavigationTab[] };
  readonly apps: readonly LauncherApp[];
  /** Every tab that the user may open, those of other apps and of none too, by label. */
  readonly items: readonly NavigationTab[];
}

/** What a project has for users to go to. */
export interface Destinations {
  readonly applications: readonly LightningApplication[];
  readonly tabs: readonly NavigationTab[];
}

/**
 * The navigation of an app as one user has it, in the words of that user ("Salesforce Help: View and Edit Tab Settings in
 * Permission Sets and Profiles"): a tab that no permission set shows is not there, nor is the tab of an object that may not
 * be read. Who may modify all data sees every tab; whoever has a standard profile sees those of the standard objects.
 */
export function navigationOf(
  tx: Transaction,
  { applications, tabs }: Destinations,
  current: LightningApplication,
  words: Wording
): Navigation {
  const shown = (app: LightningApplication): NavigationTab[] =>
    app.tabs.filter((tab) => visibilityOf(tx, tab) === "DefaultOn");
  const items = tabs.filter((tab) => visibilityOf(tx, tab) !== undefined).map((tab) => inWords(tx, tab, words));
  return {
    app: { ...launcherApp(current, words), tabs: shown(current).map((tab) => inWords(tx, tab, words)) },
    apps: applications.filter((app) => shown(app).length > 0).map((app) => launcherApp(app, words)),
    items: items.sort((one, other) => one.label.localeCompare(other.label, words.language))
  };
}

function launcherApp({ name, label, description, color }: LightningApplication, words: Wording): LauncherApp {
  return { name, label: words.app(name, label), description: words.appDescription(name, description), color };
}

function inWords(tx: Transaction, tab: NavigationTab, words: Wording): NavigationTab {
  const type = tab.target.type === "object" ? tx.schema.object(tab.target.object) : undefined;
  return { ...tab, label: type ? words.plural(type) : words.tab(tab.name, tab.label) };
}

const PROFILES_WITHOUT_TABS = ["Minimum Access - Salesforce"];

function visibilityOf(tx: Transaction, { name, target }: NavigationTab): TabVisibility | undefined {
  const access = accessOf(tx);
  const type = target.type === "object" ? tx.schema.object(target.object) : undefined;
  if (type && !access.object(type).read) return undefined;
  if (access.modifyAllData) return "DefaultOn";
  const isStandard = name.startsWith("standard-") && !PROFILES_WITHOUT_TABS.includes(tx.user.profileName);
  return tabSettingsOf(tx).get(name) ?? (isStandard ? "DefaultOn" : undefined);
}
