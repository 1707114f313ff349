import { dirname, resolve } from "node:path";
import { Cron } from "croner";
import { IANAZone } from "luxon";
import { z } from "zod";
import { loadMapping, type LoadedMapping } from "../mapping/load-mapping.ts";
import { readSettings, SettingsError, type SettingsFile } from "../mapping/settings-file.ts";

const run = z.strictObject({
  mapping: z.string().min(1).describe("The mapping's file; a relative path begins at the folder of this file."),
  input: z
    .string()
    .min(1)
    .optional()
    .describe("File, folder or pattern, where the mapping does not say where its source is."),
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

export interface PlannedRun {
  readonly name: string;
  readonly mappingPath: string;
  readonly input: string | undefined;
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
  const { mapping, input, schedule, maxMinutes, maxLagMinutes } = settings.runs[index]!;
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
  const loaded = loadedMapping(mappingPath, problems);
  if (!loaded) return [];
  if (input === undefined && !("addressFrom" in loaded.mapping.source))
    told("input", "is missing: the file, folder or pattern that the mapping's source is read from");
  return [{ name: loaded.mapping.name, mappingPath, input, schedule, maxMinutes, maxLagMinutes }];
}

function loadedMapping(path: string, problems: string[]): LoadedMapping | undefined {
  try {
    return loadMapping(path);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
