import { dirname, resolve } from "node:path";
import { Cron } from "croner";
import { IANAZone } from "luxon";
import { z } from "zod";
import { loadMapping } from "../mapping/load-mapping.ts";
import { readSettings, SettingsError, type SettingsFile } from "../mapping/settings-file.ts";
import { loadExportMapping } from "../outbound/export-mapping.ts";
import { loadUpdateMapping } from "../updates/update-mapping.ts";

const command = z
  .enum(["run", "update", "export"])
  .default("run")
  .describe("run brings documents, update stock or payments, export tells another system what the org has.");

const run = z.strictObject({
  command,
  mapping: z.string().min(1).describe("The mapping's file; a relative path begins at the folder of this file."),
  input: z
    .string()
    .min(1)
    .optional()
    .describe("File, folder or pattern, where the mapping does not say where its source is."),
  output: z.string().min(1).optional().describe("Folder for the files of an export; from the folder of the process."),
  schedule: z.string().min(1).describe("When it runs, as cron writes it: */15 * * * * is every quarter of an hour."),
  maxMinutes: z.number().positive().max(35_000).optional().describe("Ends a run properly that takes longer."),
  maxLagMinutes: z
    .number()
    .positive()
    .optional()
    .describe("The health address answers 503 where the source is further behind.")
});

export const serveSchema = z.strictObject({
  $schema: z.string().optional(),
  timeZone: z.string().default("UTC").describe("IANA time zone of the schedules, such as Europe/Istanbul."),
  runs: z.array(run).min(1)
});

export type Command = z.output<typeof command>;

export interface PlannedRun {
  readonly command: Command;
  readonly name: string;
  readonly mappingPath: string;
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly schedule: string;
  readonly maxMinutes: number | undefined;
  readonly maxLagMinutes: number | undefined;
}

export interface ServeSettings {
  readonly timeZone: string;
  readonly runs: readonly PlannedRun[];
}

/** Reads the settings and each mapping. @throws SettingsError that names all that is wrong at once */
export function loadServeSettings(path: string): ServeSettings {
  const file = readSettings(path, serveSchema, "settings");
  const { timeZone, runs } = file.settings;
  const problems: string[] = [];
  if (!IANAZone.isValidZone(timeZone))
    problems.push(
      `${file.placeOf(["timeZone"])} timeZone: '${timeZone}' is not an IANA time zone such as Europe/Istanbul`
    );
  const planned = runs.flatMap((_, index) => plannedRun(file, path, index, problems));
  const names = planned.map(({ name }) => name);
  for (const [index, name] of names.entries())
    if (names.indexOf(name) < index)
      problems.push(`${file.placeOf(["runs", index])} runs.${index}: two runs have mappings with the name '${name}'`);
  if (problems.length > 0) throw new SettingsError(problems);
  return { timeZone, runs: planned };
}

function plannedRun(
  { settings, placeOf }: SettingsFile<z.output<typeof serveSchema>>,
  path: string,
  index: number,
  problems: string[]
): PlannedRun[] {
  const { command, mapping, input, output, schedule, maxMinutes, maxLagMinutes } = settings.runs[index]!;
  const told = (field: string, message: string): void =>
    void problems.push(`${placeOf(["runs", index, field])} runs.${index}.${field}: ${message}`);
  try {
    new Cron(schedule, { paused: true }).stop();
  } catch (error) {
    told(
      "schedule",
      `'${schedule}' is no schedule of cron's: ${(error as Error).message.replace(/^CronPattern: /, "")}`
    );
  }
  const mappingPath = resolve(dirname(path), mapping);
  const needs = needsOf(command, mappingPath, problems);
  if (!needs) return [];
  const { name } = needs;
  if (needs.input && input === undefined)
    told("input", "is missing: the file, folder or pattern that the mapping's source is read from");
  if (needs.output && output === undefined) told("output", "is missing: the folder where the export's files are put");
  if (command === "export" && input !== undefined) told("input", "is for run and update: an export reads the org");
  if (command !== "export" && output !== undefined) told("output", "is for export");
  return [{ command, name, mappingPath, input, output, schedule, maxMinutes, maxLagMinutes }];
}

/** A mapping's name, and what it does not say itself. */
interface Needs {
  readonly name: string;
  readonly input: boolean;
  readonly output: boolean;
}

const needsOfMapping: Readonly<Record<Command, (path: string) => Needs>> = {
  run: (path) => ofSource(loadMapping(path).mapping),
  update: (path) => ofSource(loadUpdateMapping(path).mapping),
  export: (path) => {
    const { name, target } = loadExportMapping(path);
    return { name, input: false, output: !("addressFrom" in target) };
  }
};

function ofSource({ name, source }: { readonly name: string; readonly source: object }): Needs {
  return { name, input: !("addressFrom" in source), output: false };
}

function needsOf(command: Command, path: string, problems: string[]): Needs | undefined {
  try {
    return needsOfMapping[command](path);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
