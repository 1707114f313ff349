/** Suffixes of custom names; `__Share`, `__History` and `__ChangeEvent` belong to derived objects. */
const customName = /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*__(?:(?:Latitude|Longitude)__s|c|r|e|b|x|mdt)$/i;

/** "ISVforce Guide: Namespace Prefix": `Points__c` is `ours__Points__c` for everybody; names that have a namespace keep it. */
export function namespaced(name: string, namespace: string): string {
  return namespace !== "" && customName.test(name) ? `${namespace}__${name}` : name;
}

/** The name without the namespace; undefined where it has another one, or none. */
export function localName(name: string, namespace: string): string | undefined {
  const prefix = `${namespace}__`;
  return namespace !== "" && name.toLowerCase().startsWith(prefix.toLowerCase())
    ? name.slice(prefix.length)
    : undefined;
}
