/**
 * Classes of a program that is known to compile are compiled when one of their members is first called: most runs use few of
 * them, and none the tests. Until then each member is a function that loads its file, which puts the real one in its place.
 */
import type { ClassSymbol } from "../types/types.ts";
import type { ClassShell } from "./shells.ts";

type Member = (this: unknown, ...args: unknown[]) => unknown;
type Members = Record<string, unknown>;

/** @param load puts all members of the file's classes into their shells */
export function loadAtFirstUse(owner: ClassSymbol, shells: readonly ClassShell[], load: () => void): void {
  const classes = [owner, ...owner.inner.values()].filter(({ kind }) => kind === "class");
  let isLoaded = false;
  const loadOnce = (): void => {
    if (isLoaded) return;
    isLoaded = true;
    load();
  };
  for (const symbol of classes) {
    const shell = shells[symbol.index]!;
    shell.$load = loadOnce;
    for (const [holder, name] of membersOf(symbol, shell)) standInFor(holder, name, loadOnce);
  }
}

function standInFor(holder: Members, name: string, load: () => void): void {
  holder[name] = function (this: unknown, ...args: unknown[]) {
    load();
    // By the class that was asked for: what the receiver has under this name may override it.
    return (holder[name] as Member).apply(this, args);
  };
}

/** What `ClassCompiler` writes: what has a body, initial values, and the constructor of classes that declare none. */
function membersOf(symbol: ClassSymbol, shell: ClassShell): (readonly [Members, string])[] {
  const prototype: Members = shell.prototype;
  const holder = (isStatic: boolean): Members => (isStatic ? shell : prototype);
  const methods = [...symbol.methods.values()]
    .flat()
    .filter(({ declaration }) => declaration?.body)
    .map((method) => [holder(method.static), method.jsName] as const);
  const accessors = [...symbol.fields.values()]
    .filter(({ computed }) => computed)
    .flatMap((field) =>
      (["get", "set"] as const)
        .filter((which) => field.accessors?.[which])
        .map((which) => [holder(field.static), `$${which}$${field.name.toLowerCase()}`] as const)
    );
  const declared = symbol.constructors.filter(({ declaration }) => declaration);
  const constructors = declared.length > 0 ? declared.map(({ jsName }) => jsName) : [`$new$${symbol.index}`];
  return [...methods, ...accessors, ...[...constructors, "$init"].map((name) => [prototype, name] as const)];
}
