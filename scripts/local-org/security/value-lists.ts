import { valueLists } from "../schema/standard/value-meanings.ts";
import { quoted } from "../storage/tables.ts";
import { Decimal } from "../values/decimal.ts";
import { SetupWriter, type SetupContext } from "./system-data.ts";

/** Writes the values of picklists that are records too, those that have no record yet. */
export function writeValueLists(context: SetupContext, author: string): void {
  const writer = new SetupWriter(context);
  writer.author = author;
  for (const { object, of, details } of valueLists) {
    const known = new Set(
      context.database.all(`SELECT "MasterLabel" FROM ${quoted(object)}`).map((row) => row[0] as string)
    );
    const [parent, field] = of;
    context.schema
      .object(parent)!
      .field(field)!
      .picklistValues.forEach(({ value, label, default: isDefault }, index) => {
        if (known.has(label)) return;
        writer.insert(object, {
          MasterLabel: label,
          ApiName: value,
          SortOrder: index + 1,
          IsDefault: isDefault,
          ...Object.fromEntries(
            Object.entries(details(value)).map(([name, detail]) => [
              name,
              typeof detail === "number" ? Decimal.fromInteger(detail) : (detail ?? null)
            ])
          )
        });
      });
  }
}
