import { Option, type Command } from "commander";
import { jsonSchemaOf } from "../mapping/json-schema.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import { exportMappingSchema } from "../outbound/export-mapping.ts";
import { openingMappingSchema } from "../openings/opening-mapping.ts";
import { updateMappingSchema } from "../updates/update-mapping.ts";
import { serveSchema } from "../serve/serve-settings.ts";

const SCHEMAS = {
  serve: serveSchema,
  openings: openingMappingSchema,
  export: exportMappingSchema,
  updates: updateMappingSchema
};
type Form = keyof typeof SCHEMAS;
const FORMS = Object.keys(SCHEMAS) as Form[];

/** One form is printed at a time. */
function only(flag: string, description: string): Option {
  return new Option(flag, description).conflicts(FORMS.filter((one) => `--${one}` !== flag));
}

/** For editors: a file that names its schema in `$schema` is completed and checked while it is written. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("prints the JSON Schema of mappings, as in config/sync/mapping.schema.json")
    .addOption(only("--serve", "of the settings of serve instead, as in config/sync-serve.schema.json"))
    .addOption(only("--openings", "of mappings of opening balances, as in config/sync/openings/mapping.schema.json"))
    .addOption(only("--export", "of mappings of export, as in config/sync/back/mapping.schema.json"))
    .addOption(only("--updates", "of mappings of stock and payments, as in config/sync/updates/mapping.schema.json"))
    .action((options: Partial<Record<Form, boolean>>) => {
      const form = FORMS.find((one) => options[one]);
      console.log(JSON.stringify(jsonSchemaOf(form ? SCHEMAS[form] : mappingSchema), null, 2));
    });
}
