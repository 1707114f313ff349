import { isValidId, normalizeId, sameId, toId15 } from "../../../values/id.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { withoutNullArguments } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { sobjectTypeToken } from "../schema/tokens.ts";

/** @throws StringException where the text is no id. */
export function idOf(text: string): string {
  const id = normalizeId(text);
  if (id === null) throw apexError("System.StringException", `Invalid id: ${text}`);
  return id;
}

/** Comments on cases and on ideas have the same prefix ("Obscure Salesforce object key prefixes"), so Apex tells no type. */
const sharedPrefixes: ReadonlySet<string> = new Set(["00a"]);

function sobjectTypeOfId(id: string): unknown {
  const prefix = id.slice(0, 3);
  const object = sharedPrefixes.has(prefix) ? undefined : apexContext().tx.schema.objectByKeyPrefix(prefix);
  if (!object) throw apexError("System.SObjectException", `Cannot locate Apex Type for ID: ${id}`);
  return sobjectTypeToken(object);
}

export const idClass = defineClass({
  name: "Id",
  documentation: "Apex Reference Guide: Id Class",
  members: withoutNullArguments({
    "Schema.SObjectType getSObjectType()": sobjectTypeOfId,
    "String to15()": toId15,
    "static Id valueOf(String text)": idOf,
    "static Id valueOf(String text, Boolean restoreCasing)": (text: string, restoreCasing: boolean) =>
      restoreCasing ? restoredCase(text) : idOf(text),
    "Boolean equals(Object other)": (self: string, other: unknown) =>
      typeof other === "string" && isValidId(other) && sameId(self, other)
  })
});

/** The suffix of an 18-character id says which of its letters are capitals. */
function restoredCase(text: string): string {
  if (!/^[a-zA-Z0-9]{15}[a-zA-Z0-5]{3}$/.test(text)) return idOf(text);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  const letters = [...text.slice(0, 15)].map((letter, index) => {
    const bits = alphabet.indexOf(text[15 + Math.floor(index / 5)]!.toUpperCase());
    return (bits >> (index % 5)) & 1 ? letter.toUpperCase() : letter.toLowerCase();
  });
  return idOf(letters.join(""));
}
