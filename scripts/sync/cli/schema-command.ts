import type { Command } from "commander";
import { mappingJsonSchema } from "../mapping/json-schema.ts";

/** For editors: a mapping that names the schema in `$schema` is completed and checked while it is written. */
export function addSchemaCommand(program: Command): void {
  program
    .command("schema")
    .description("prints the JSON Schema of mappings, as in config/sync/mapping.schema.json")
    .action(() => console.log(JSON.stringify(mappingJsonSchema(), null, 2)));
}
