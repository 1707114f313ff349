import { isLosslessNumber } from "lossless-json";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { ServiceRequests, type Answer } from "./service-requests.ts";
import type { OpenService, RecordService, Selection } from "./service-source.ts";
import { SourceError } from "./source-error.ts";

type Settings = SettingsOf<"odoo">;
type Search = Readonly<{ domain: unknown[]; fields: string[]; limit: number; order: string }>;

/**
 * Odoo, by its pages "External JSON-2 API" (`POST /json/2/<model>/<method>`, bearer key) and "External RPC API"
 * (`/jsonrpc`, services `common` and `object`).
 */
export const openOdoo: OpenService<Settings> = async (address, settings) => {
  const key = fromEnvironment(settings.keyFrom, "source.keyFrom");
  const isJson2 = settings.api === "json2";
  const database: Record<string, string> =
    settings.database === undefined ? {} : { "X-Odoo-Database": settings.database };
  const headers: Record<string, string> = isJson2 ? { Authorization: `bearer ${key}`, ...database } : {};
  const requests = new ServiceRequests(address, headers);
  return new Odoo(
    requests,
    settings,
    isJson2 ? json2(requests, address, settings) : await jsonRpc(requests, address, settings, key)
  );
};

type Ask = (method: string, search: Search) => Promise<Answer>;

class Odoo implements RecordService {
  readonly name: string;
  private readonly settings: Settings;
  private readonly ask: Ask;

  constructor(requests: ServiceRequests, settings: Settings, ask: Ask) {
    this.name = `${requests.name} ${settings.model}`;
    [this.settings, this.ask] = [settings, ask];
  }

  async now(): Promise<number> {
    return (await this.ask("search_read", { domain: [], fields: ["id"], limit: 1, order: "id" })).now;
  }

  /** By id: the moment that Odoo tells has no fractions of a second, and the one that it compares has. */
  async page({ changed, from, fields }: Selection, after: unknown): Promise<readonly object[]> {
    const { domain, sweep, pageSize } = this.settings;
    const conditions = [
      ...domain,
      ...(changed
        ? [
            ["write_date", ">=", moment(changed.since)],
            ["write_date", "<", moment(changed.until)]
          ]
        : []),
      ...(from === undefined ? [] : [[sweep!.field, ">=", moment(from).slice(0, 10)]]),
      ...(after === undefined ? [] : [["id", ">", after]])
    ];
    const names = [...new Set(["id", ...fields.map((field) => field.split(".")[0]!)])];
    const { body } = await this.ask("search_read", { domain: conditions, fields: names, limit: pageSize, order: "id" });
    if (!Array.isArray(body)) throw new SourceError(`${this.name}: its answer is no list of records`);
    return (body as Record<string, unknown>[]).map(withoutFalse);
  }

  keyOf(record: object): unknown {
    const { id } = record as { id: unknown };
    return isLosslessNumber(id) ? Number(id.value) : id;
  }
}

function json2(requests: ServiceRequests, address: URL, { model }: Settings): Ask {
  return (method, search) => requests.post(new URL(`/json/2/${model}/${method}`, address), search);
}

async function jsonRpc(requests: ServiceRequests, address: URL, settings: Settings, key: string): Promise<Ask> {
  const { database, user, model } = settings;
  if (database === undefined || user === undefined)
    throw new SourceError("source.database and source.user are needed for source.api jsonrpc");
  const call = async (service: string, method: string, args: unknown[]): Promise<Answer> => {
    const question = { jsonrpc: "2.0", method: "call", params: { service, method, args }, id: 1 };
    const answer = await requests.post(new URL("/jsonrpc", address), question);
    const { result, error } = answer.body as {
      result?: unknown;
      error?: { message?: string; data?: { message?: string } };
    };
    if (error)
      throw new SourceError(`${requests.name}: ${error.data?.message ?? error.message ?? "refuses the request"}`);
    return { body: result, now: answer.now };
  };
  const { body: uid } = await call("common", "authenticate", [database, user, key, {}]);
  if (!isLosslessNumber(uid)) throw new SourceError(`${requests.name}: does not accept the user ${user} with its key`);
  const session = [database, Number(uid.value), key, model];
  return (method, { domain, ...rest }) => call("object", "execute_kw", [...session, method, [domain], rest]);
}

/** Odoo writes what is empty as false. */
function withoutFalse(record: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value === false ? null : value]));
}

/** Odoo's moments are UTC. */
function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
