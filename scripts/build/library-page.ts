import { library } from "../local-org/apex/stdlib/library.ts";
import type { ClassDefinition } from "../local-org/apex/stdlib/definition/define.ts";

export const LIBRARY_PAGE = "docs/local-org-library.md";

/** The reference page of the Apex classes that the local org has, written from their definitions. */
export function libraryPage(): string {
  const rows = [...library]
    .filter((one) => !/Exception$/.test(one.name))
    .sort((one, other) => fullName(one).localeCompare(fullName(other), "en"));
  const exceptions = library.filter((one) => /Exception$/.test(one.name)).map((one) => `\`${one.name}\``);
  const table = rows.map(
    (one) => `| \`${fullName(one)}\` | ${Object.keys(one.members ?? {}).length} | ${one.documentation} |`
  );
  return `# Apex classes of the local org

Written by \`npm run build\` from the definitions in \`scripts/local-org/apex/stdlib\`. What is not here is refused by the
compiler, by name; the members of a class are in its file, each with its Apex signature.

| class | members | documentation page |
| --- | --- | --- |
${table.join("\n")}

Exceptions: ${[...new Set(exceptions)].sort().join(", ")}.
`;
}

function fullName({ namespace = "System", name }: ClassDefinition): string {
  return `${namespace}.${name}`;
}
