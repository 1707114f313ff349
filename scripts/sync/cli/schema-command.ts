import type { Command } from "commander";
import { jsonSchemaOf } from "../mapping/json-schema.ts";
import { mappingSchema } from "../mapping/mapping.ts";
import { serveSchema } from "../serve/serve-settings.ts";

/** For editors: a file that names its schema in `$schema` is completed and checked while it is written. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("prints the JSON Schema of mappings, as in config/sync/mapping.schema.json")
    .option("--serve", "of the settings of serve instead, as in config/sync-serve.schema.json")
    .action(({ serve }: { serve?: boolean }) =>
      console.log(JSON.stringify(jsonSchemaOf(serve ? serveSchema : mappingSchema), null, 2))
    );
}
