import { Option, type Command } from "commander";
import { jsonSchemaOf } from "../mapping/json-schema.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import { exportMappingSchema } from "../outbound/export-mapping.ts";
import { openingMappingSchema } from "../openings/opening-mapping.ts";
import { serveSchema } from "../serve/serve-settings.ts";

/** For editors: a file that names its schema in `$schema` is completed and checked while it is written. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("prints the JSON Schema of mappings, as in config/sync/mapping.schema.json")
    .addOption(
      new Option("--serve", "of the settings of serve instead, as in config/sync-serve.schema.json").conflicts([
        "openings",
        "export"
      ])
    )
    .addOption(
      new Option("--export", "of mappings of export instead, as in config/sync/back/mapping.schema.json").conflicts(
        "openings"
      )
    )
    .option("--openings", "of mappings of opening balances instead, as in config/sync/openings/mapping.schema.json")
    .action(({ serve, openings, export: back }: { serve?: boolean; openings?: boolean; export?: boolean }) => {
      const schema = serve ? serveSchema : openings ? openingMappingSchema : back ? exportMappingSchema : mappingSchema;
      console.log(JSON.stringify(jsonSchemaOf(schema), null, 2));
    });
}
