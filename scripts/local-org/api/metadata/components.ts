import { packageTypes, typeOfDirectory, type ChildType, type PackageType } from "./component-registry.ts";
import type { StoredFiles } from "./stored-files.ts";

/** A metadata component by its type and full name, e.g. `CustomField` `Invoice__c.Key__c`. */
export interface ComponentName {
  readonly type: string;
  readonly fullName: string;
}

export interface StoredComponent extends ComponentName {
  readonly packageType: PackageType;
  readonly childType?: ChildType;
  /** Its file in a package. */
  readonly fileName: string;
  /** Paths of its stored files. */
  readonly paths: string[];
}

export function keyOf({ type, fullName }: ComponentName): string {
  return `${type}:${fullName.toLowerCase()}`;
}

/** All components of the stored files, by {@link keyOf}. */
export function componentsOf(files: StoredFiles): Map<string, StoredComponent> {
  const components = new Map<string, StoredComponent>();
  for (const path of files.keys()) {
    const component = componentAt(path);
    if (!component) continue;
    const known = components.get(keyOf(component));
    if (known) known.paths.push(path);
    else components.set(keyOf(component), component);
  }
  return components;
}

/** The component that a stored file belongs to. */
export function componentAt(path: string): StoredComponent | undefined {
  const [directory = "", ...rest] = path.split("/");
  const packageType = typeOfDirectory(directory);
  if (!packageType) return undefined;
  const make = (fullName: string, fileName: string, childType?: ChildType): StoredComponent => ({
    type: (childType ?? packageType).name,
    fullName,
    packageType,
    fileName,
    paths: [path],
    ...(childType ? { childType } : {})
  });
  if (packageType.kind === "bundle") return make(rest[0]!, `${directory}/${rest[0]!}`);
  const below = rest.join("/").replace(/-meta\.xml$/, "");
  if (packageType.children) return childOrParent(packageType, rest, below, make);
  if (packageType.kind === "foldered" && below.endsWith(`.${packageType.suffix}Folder`)) {
    const folder = below.slice(0, -`.${packageType.suffix}Folder`.length);
    return make(folder, `${directory}/${folder}`);
  }
  const fullName = below.endsWith(`.${packageType.suffix}`) ? below.slice(0, -packageType.suffix.length - 1) : below;
  return make(fullName, `${directory}/${below}`);
}

function childOrParent(
  packageType: PackageType,
  rest: readonly string[],
  below: string,
  make: (fullName: string, fileName: string, childType?: ChildType) => StoredComponent
): StoredComponent | undefined {
  const last = rest.at(-1)!.replace(/-meta\.xml$/, "");
  const dot = last.lastIndexOf(".");
  const [name, suffix] = [last.slice(0, dot), last.slice(dot + 1)];
  if (packageType.name === "CustomLabels") return make(name, "labels/CustomLabels.labels", packageType.children![0]);
  const parent = rest.length === 1 ? below.slice(0, dot) : rest[0]!;
  const fileName = `${packageType.directory}/${parent}.${packageType.suffix}`;
  if (suffix === packageType.suffix) return make(parent, fileName);
  const childType = packageType.children!.find((child) => child.suffix === suffix);
  return childType && make(`${parent}.${name}`, fileName, childType);
}

/** Types that a manifest may name, with those that stand in others' files. */
export function isKnownType(name: string): boolean {
  return packageTypes.some((type) => type.name === name || type.children?.some((child) => child.name === name));
}
