/** Custom names of objects, fields and relationships that carry no namespace yet. */
const customName = /(?<![\w.]|\w__)[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__[cr]\b(?!__)/g;
/** Texts in SOQL, which stay as they are. */
const literal = /('(?:[^'\\]|\\.)*')/;

/** The app's names as an org has them: installed as a package, each carries the package's namespace. */
export class PackageNames {
  private readonly prefix: string;

  constructor(namespace = "") {
    this.prefix = namespace === "" ? "" : `${namespace}__`;
  }

  /** `LoyaltyMember__c`, `Member__r.MemberNumber__c` or a whole query, as the org wants them. */
  inOrg(text: string): string {
    if (this.prefix === "") return text;
    return text
      .split(literal)
      .map((part) =>
        part.startsWith("'")
          ? part
          : part.replace(/[A-Za-z_][\w.]*/g, (path) =>
              path
                .split(".")
                .map((name) => name.replace(customName, (own) => this.prefix + own))
                .join(".")
            )
      )
      .join("");
  }

  /** What stands before the app's REST resources. */
  get resourcePrefix(): string {
    return this.prefix === "" ? "" : `${this.prefix.slice(0, -"__".length)}/`;
  }

  /** A name that the org gave, as the app calls it. */
  local(name: string): string {
    return this.prefix === ""
      ? name
      : name
          .split(".")
          .map((one) => (one.toLowerCase().startsWith(this.prefix.toLowerCase()) ? one.slice(this.prefix.length) : one))
          .join(".");
  }

  /** A record whose fields the app names, for the org. */
  recordInOrg<T>(record: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [this.inOrg(name), value]));
  }

  /** A record that the org gave, by the app's names. */
  localRecord<T>(record: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [this.local(name), value]));
  }
}

/** The namespace under which these objects of an org have the app; empty where it is deployed without one, or not at all. */
export function namespaceOf(objects: readonly string[], known: string): string {
  if (objects.includes(known)) return "";
  const packaged = objects.find((name) => name.endsWith(`__${known}`));
  return packaged?.slice(0, -known.length - "__".length) ?? "";
}
