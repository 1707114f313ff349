import { existsSync, readFileSync } from "node:fs";
import type { RecordType } from "../schema/types.ts";
import type { XmlComponent } from "./types.ts";

/** Whether a scratch org of that definition has person accounts ("Salesforce DX Developer Guide: Scratch Org Features"). */
export function declaresPersonAccounts(file: string): boolean {
  if (!existsSync(file)) return false;
  const { features } = JSON.parse(readFileSync(file, "utf8")) as { readonly features?: unknown };
  const named = Array.isArray(features) ? features : typeof features === "string" ? features.split(/[,;]/) : [];
  return named.some((feature) => String(feature).trim().toLowerCase() === "personaccounts");
}

/** Record types and layouts of `PersonAccount` deploy only where person accounts are on ("Metadata API Developer Guide: RecordType"). */
export function usesPersonAccounts(
  objects: ReadonlyMap<string, unknown>,
  components: readonly XmlComponent[]
): boolean {
  return (
    objects.has("personaccount") ||
    components.some(({ type, name }) => type === "Layout" && name.startsWith("PersonAccount-"))
  );
}

/** "SOAP API Developer Guide: Person Account Record Types": there is one from the start, and an administrator can make more. */
export function personRecordTypes(own: readonly RecordType[]): RecordType[] {
  const given = own.some(({ developerName }) => developerName.toLowerCase() === "personaccount");
  const standard: RecordType = { developerName: "PersonAccount", label: "Person Account", active: true };
  return [...(given ? [] : [standard]), ...own].map((one) => ({ ...one, personType: true }));
}
