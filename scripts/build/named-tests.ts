/** Whether a file has a test of a name, as pages name them. */

/** @param name a test's method in an Apex class, or its title elsewhere, with what stands for `${…}` in it */
export function hasTest(file: string, source: string, name: string): boolean {
  return file.endsWith(".cls") ? apexTestsIn(source).has(name) : titlesIn(source).some((title) => title.test(name));
}

function apexTestsIn(source: string): Set<string> {
  const methods = source.matchAll(/@IsTest\s+(?:private\s+)?static\s+void\s+(\w+)\s*\(/gi);
  return new Set([...methods].map(([, name]) => name!));
}

function titlesIn(source: string): RegExp[] {
  const titles = source.matchAll(/^\s*(?:await )?(?:\w+\.)?(?:test|it)\(\s*(["'`])(.+?)\1,/gm);
  return [...titles].map(([, , title]) => {
    const parts = title!.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".+")}$`);
  });
}
