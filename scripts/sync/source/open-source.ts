import type { SourceSettings } from "../mapping/source-settings.ts";
import { openCsv } from "./csv-source.ts";
import { csvOptions } from "./csv-options.ts";
import { openFiles } from "./file-series.ts";
import { inputFiles } from "./input-files.ts";
import { openService } from "./service-source.ts";
import { SourceError } from "./source-error.ts";
import { openSql } from "./sql-source.ts";
import type { Source, SourceRequest } from "./source.ts";

type OpenFile<Settings> = (path: string, settings: Settings, request: SourceRequest, name: string) => Promise<Source>;

/** Opens what a mapping names. Each kind is loaded only where it is needed. */
export async function openSource(settings: SourceSettings, request: SourceRequest): Promise<Source> {
  switch (settings.format) {
    case "csv":
      return ofFiles(settings, request, (path, _settings, { expects }, name) =>
        openCsv(path, csvOptions(settings, expects), name)
      );
    case "jsonl":
      return ofFiles(settings, request, (await import("./json-lines-source.ts")).openJsonLines);
    case "xlsx":
      return ofFiles(settings, request, (await import("./xlsx-source.ts")).openXlsx);
    case "postgres":
      return openSql(settings, ofAddress(settings, request), (await import("./postgres-database.ts")).openPostgres);
    case "mysql":
      return openSql(settings, ofAddress(settings, request), (await import("./mysql-database.ts")).openMysql);
    case "mssql":
      return openSql(settings, ofAddress(settings, request), (await import("./mssql-database.ts")).openMssql);
    case "odata":
      return openService(settings, ofAddress(settings, request), (await import("./odata-service.ts")).openOdata);
    case "odoo":
      return openService(settings, ofAddress(settings, request), (await import("./odoo-service.ts")).openOdoo);
    case "tryton":
      return openService(settings, ofAddress(settings, request), (await import("./tryton-service.ts")).openTryton);
    case "salesforce":
      return openService(
        settings,
        ofAddress(settings, request),
        (await import("./salesforce-service.ts")).openSalesforce
      );
  }
}

function ofAddress(settings: { addressFrom: string }, request: SourceRequest): SourceRequest {
  if (request.input === "") return request;
  throw new SourceError(`--input is for files: source.addressFrom, ${settings.addressFrom}, says where this source is`);
}

async function ofFiles<Settings extends SourceSettings>(
  settings: Settings,
  request: SourceRequest,
  open: OpenFile<Settings>
): Promise<Source> {
  if (request.input === "")
    throw new SourceError(`--input names the file, folder or pattern to read, or - for what comes in`);
  const files = await inputFiles(request.input, request.folder);
  const [first] = files;
  if (files.length === 1) return open(first!.path, settings, request, first!.from);
  for (const only of ["trailer", "join"] as const)
    if (only in settings && settings[only as keyof Settings] !== undefined)
      throw new SourceError(`${request.input}: source.${only} is for one file, and there are ${files.length}`);
  return openFiles(request.input, files, ({ path, from }) => open(path, settings, request, from));
}
