import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize, sep } from "node:path";

/** A part of the repository whose folders stand on each other. */
export interface Room {
  readonly name: string;
  /** From the lowest storey up; within a storey from the lowest folder up. A folder knows only what stands below it. */
  readonly storeys: Readonly<Record<string, readonly string[]>>;
  /** Arrows that go up today, by `from → to`, with the number of files that do it. They may only become fewer. */
  readonly upward: Readonly<Record<string, number>>;
  readonly references: () => readonly Reference[];
}

export interface Reference {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const APP = "force-app/main";

export const rooms: readonly Room[] = [
  {
    name: APP,
    storeys: {
      engine: [
        ...["shared", "program", "member", "rule", "tier", "ledger", "reward", "referral", "earning"],
        ...["pricing", "partner", "challenge", "segment", "privacy", "sales"]
      ],
      "jobs that look back": ["notices", "leaderboard", "audit", "forecast", "simulation", "recalculation"],
      people: ["console", "studio", "insight", "operations", "portal"],
      doors: ["sync", "flow", "api", "app"]
    },
    upward: { "shared → program": 1 },
    references: referencesOfTheApp
  },
  {
    name: "scripts/local-org",
    storeys: {
      values: ["values", "pdf"],
      data: ["schema", "storage", "transaction", "notifications", "formula", "metadata"],
      engine: ["security", "soql", "save", "apex", "flow", "async"],
      org: ["org"],
      doors: ["api", "lightning", "server.ts", "cli"]
    },
    upward: {
      "apex → async": 10,
      "apex → org": 2,
      "api → lightning": 1,
      "async → org": 1,
      "formula → metadata": 2,
      "formula → save": 1,
      "formula → security": 1,
      "schema → metadata": 1,
      "security → save": 2,
      "security → soql": 1
    },
    references: () => referencesOfImports("scripts/local-org")
  },
  {
    name: "scripts/sync",
    storeys: {
      reading: ["mapping", "source"],
      comparing: ["spool", "org"],
      running: ["report", "run", "openings", "updates", "outbound", "init"],
      commands: ["serve", "cli", "main.ts"]
    },
    upward: { "mapping → source": 1, "org → run": 1, "report → run": 1, "source → spool": 1 },
    references: () => referencesOfImports("scripts/sync")
  }
];

/** Folders of a room that stand nowhere yet. */
export function unplaced(room: Room): string[] {
  const known = new Set(foldersOf(room));
  return [...new Set(room.references().flatMap(({ from, to }) => [from, to]))].filter((folder) => !known.has(folder));
}

/** `from → to` of each arrow that goes up, with its files. */
export function upwardArrows(room: Room): Map<string, string[]> {
  const order = foldersOf(room);
  const up = room.references().filter(({ from, to }) => order.indexOf(from) < order.indexOf(to));
  return filesByArrow(up);
}

/** A drawing of a room. An arrow that follows from others is left out; those that go up are dotted, with their number of files. */
export function drawing(room: Room): string {
  const order = foldersOf(room);
  const arrows = [...filesByArrow(room.references())].map(([arrow, files]) => {
    const [from, to] = arrow.split(" → ") as [string, string];
    return { from, to, files: files.length, isUpward: order.indexOf(from) < order.indexOf(to) };
  });
  const present = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const below = new Map(order.map((folder) => [folder, arrows.filter((one) => one.from === folder && !one.isUpward)]));
  const reaches = (from: string, to: string): boolean =>
    below.get(from)!.some((arrow) => arrow.to === to || reaches(arrow.to, to));
  const drawn = arrows
    .filter(
      ({ from, to, isUpward }) =>
        isUpward || !below.get(from)!.some((arrow) => arrow.to !== to && reaches(arrow.to, to))
    )
    .map(({ from, to, files, isUpward }) => `  ${from} ${isUpward ? `-. ${files} .->` : "-->"} ${to}`)
    .sort();
  const storeys = Object.entries(room.storeys)
    .reverse()
    .map(([storey, folders]) => ({ storey, folders: folders.filter((folder) => present.has(folder)) }))
    .filter(({ folders }) => folders.length > 0)
    .flatMap(({ storey, folders }) => [
      `  subgraph storey-${storey.replaceAll(" ", "-")}["${storey}"]`,
      ...folders.map((folder) => `    ${folder}`),
      "  end"
    ]);
  return ["```mermaid", "flowchart TB", ...storeys, ...drawn, "```"].join("\n");
}

function foldersOf(room: Room): string[] {
  return Object.values(room.storeys).flat();
}

function filesByArrow(references: readonly Reference[]): Map<string, string[]> {
  const byArrow = new Map<string, Set<string>>();
  for (const { from, to, file } of references) {
    const arrow = `${from} → ${to}`;
    byArrow.set(arrow, (byArrow.get(arrow) ?? new Set()).add(file));
  }
  return new Map([...byArrow].map(([arrow, files]) => [arrow, [...files].sort()]));
}

/** Names of classes in other features' Apex, and imports of their components and classes in components. */
function referencesOfTheApp(): Reference[] {
  const files = filesOf(APP).filter((file) => !isTest(file));
  const featureOfClass = new Map(
    files.filter((file) => file.endsWith(".cls")).map((file) => [basename(file, ".cls"), folderOf(file, APP)])
  );
  const featureOfComponent = new Map(
    files.filter((file) => file.includes("/lwc/")).map((file) => [basename(dirname(file)), folderOf(file, APP)])
  );
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const features = /\.(cls|trigger)$/.test(file)
      ? [...withoutCommentsAndTexts(text).matchAll(/\b[A-Z]\w*\b/g)].map(([name]) => featureOfClass.get(name))
      : [
          ...[...text.matchAll(/from "c\/(\w+)"/g)].map(([, name]) => featureOfComponent.get(name!)),
          ...[...text.matchAll(/@salesforce\/apex\/(\w+)/g)].map(([, name]) => featureOfClass.get(name!))
        ];
    return [...new Set(features)]
      .filter((to): to is string => to !== undefined && to !== folderOf(file, APP))
      .map((to) => ({ file, from: folderOf(file, APP), to }));
  });
}

/** Imports between the folders of a room; what it takes from elsewhere is named by its first two folders. */
function referencesOfImports(root: string): Reference[] {
  return filesOf(root)
    .filter((file) => file.endsWith(".ts") && !isTest(file))
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/(?:from|import) ?\(?"(\.[^"]+)"/g)]
        .map(([, target]) => posix(normalize(join(dirname(file), target!))))
        .map((target) =>
          target.startsWith(`${root}/`) ? folderOf(target, root) : target.split("/").slice(0, 2).join("/")
        )
        .filter((to) => to !== folderOf(file, root))
        .map((to) => ({ file, from: folderOf(file, root), to }))
    );
}

function withoutCommentsAndTexts(apex: string): string {
  return apex.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\])*'/g, " ");
}

function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => posix(join(root, file)))
    .filter((file) => /\.(cls|trigger|ts)$/.test(file))
    .sort();
}

function folderOf(file: string, root: string): string {
  return file.slice(root.length + 1).split("/")[0]!;
}

function isTest(file: string): boolean {
  return /_Test\.cls$|\.test\.ts$|\/__tests__\/|\/fixtures\/|\/fixture\.ts$/.test(file);
}

function posix(path: string): string {
  return path.split(sep).join("/");
}

export const ARCHITECTURE_PAGE = "docs/architecture.md";

/** The page with each room's drawing as it is now; what stands between the drawings is written by hand. */
export function architecturePage(page: string): string {
  return rooms.reduce((text, room) => {
    const [begin, end] = [`<!-- drawing: ${room.name} -->\n`, "\n<!-- end of drawing -->"];
    const start = text.indexOf(begin);
    if (start < 0)
      throw new Error(`${ARCHITECTURE_PAGE} has no place for the drawing of ${room.name}: ${begin.trim()}`);
    const stop = text.indexOf(end, start);
    return text.slice(0, start) + begin + "\n" + drawing(room) + "\n" + text.slice(stop);
  }, page);
}
