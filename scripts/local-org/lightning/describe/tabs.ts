import { wordingOf } from "../../metadata/wording.ts";
import type { ApiRequest } from "../../api/http/exchange.ts";
import type { XmlContent } from "../../api/soap/envelope.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { applicationsOf, tabsOf, type LightningApplication, type NavigationTab } from "../pages/application.ts";
import { navigationOf } from "../pages/navigation.ts";

/** The sizes in which the design system has an object's icon. */
const ICON_PIXELS = [60, 120];

type Described = { readonly [name: string]: XmlContent };

/** "REST API Developer Guide: Tabs": every tab that the caller may open. */
export function tabs(request: ApiRequest, tx: Transaction): Described[] {
  return navigation(request, tx, applicationsOf(request.org.source, tx.schema)[0]!).items.map((tab) =>
    describeTab(request, tab)
  );
}

/** "SOAP API Developer Guide: describeTabs()": the apps with their tabs. */
export function tabSets(request: ApiRequest, tx: Transaction): Described[] {
  return applicationsOf(request.org.source, tx.schema).map((app, index) => {
    const shown = navigation(request, tx, app).app;
    return {
      description: app.description,
      label: shown.label,
      logoUrl: `${request.origin}/lightning/icons/standard/apps_120.png`,
      namespace: "",
      selected: index === 0,
      tabSetId: app.name,
      tabs: shown.tabs.map((tab) => describeTab(request, tab))
    };
  });
}

/** "REST API Developer Guide: Themes": the icons and colors of the objects that have tabs. */
export function theme(request: ApiRequest, tx: Transaction): unknown {
  const objects = tabs(request, tx).filter(({ sobjectName }) => sobjectName !== "");
  return { themeItems: objects.map(({ sobjectName: name, icons, colors }) => ({ colors, icons, name })) };
}

function navigation({ org, user }: ApiRequest, tx: Transaction, app: LightningApplication) {
  const { source } = org;
  const destinations = { applications: applicationsOf(source, tx.schema), tabs: tabsOf(source, tx.schema) };
  return navigationOf(tx, destinations, app, wordingOf(source, user.language));
}

function describeTab({ origin }: ApiRequest, { name, label, icon, target }: NavigationTab): Described {
  const [family = "", glyph = ""] = icon.split(":");
  const address = (pixels: number): string => `${origin}/lightning/icons/${family}/${glyph}_${pixels}.png`;
  const object = target.type === "object" ? target.object : "";
  return {
    colors: [],
    custom: !name.startsWith("standard-"),
    iconUrl: address(ICON_PIXELS[0]!),
    icons: ICON_PIXELS.map((pixels) => ({
      contentType: "image/png",
      height: pixels,
      theme: "theme4",
      url: address(pixels),
      width: pixels
    })),
    label,
    miniIconUrl: address(ICON_PIXELS[0]!),
    name,
    sobjectName: object,
    url: `${origin}/lightning/${object === "" ? "n" : "o"}/${object === "" ? name : `${object}/list`}`
  };
}
