import { isLosslessNumber } from "lossless-json";
import pRetry from "p-retry";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { ServiceRequests, type Answer } from "./service-requests.ts";
import type { OpenService, RecordService, Selection } from "./service-source.ts";
import { SourceError } from "./source-error.ts";

type Settings = SettingsOf<"tryton">;

const RETRIES = 5;
const FIRST_PAUSE_MS = 100;

/** Tryton understood the request and does not carry it out. */
class Refusal extends SourceError {
  readonly kind: unknown;

  constructor(message: string, kind: unknown) {
    super(message);
    this.kind = kind;
  }
}

/** Tryton, by its page "Remote Procedure Call": JSON-RPC at the database's address, with a session that a login gives. */
export const openTryton: OpenService<Settings> = async (address, settings) => {
  const base = new URL(address);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  const tryton = new Tryton(base, settings, new ServiceRequests(base, {}));
  await tryton.login(fromEnvironment(settings.passwordFrom, "source.passwordFrom"));
  return tryton;
};

class Tryton implements RecordService {
  readonly name: string;
  private readonly base: URL;
  private readonly settings: Settings;
  private readonly requests: ServiceRequests;
  private headers: Readonly<Record<string, string>> = {};
  private context: unknown = {};
  private lastAnswer = 0;

  constructor(base: URL, settings: Settings, requests: ServiceRequests) {
    [this.base, this.settings, this.requests] = [base, settings, requests];
    this.name = `${requests.name} ${settings.model}`;
  }

  async login(password: string): Promise<void> {
    const { user } = this.settings;
    const session = await this.call("common.db.login", [user, { password }, "en"]);
    if (!Array.isArray(session))
      throw new SourceError(`${this.name}: does not accept the user ${user} with its password`);
    const [id, key] = session.map(plain);
    this.headers = {
      Authorization: `Session ${Buffer.from(`${user}:${String(id)}:${String(key)}`).toString("base64")}`
    };
    this.context = plain(await this.call("model.res.user.get_preferences", [true, {}]));
  }

  now(): Promise<number> {
    return Promise.resolve(this.lastAnswer);
  }

  async page({ changed, from, fields }: Selection, after: unknown): Promise<readonly object[]> {
    const { model, domain, sweep, pageSize } = this.settings;
    const conditions = [
      ...domain,
      ...(changed ? [this.changedSince(changed.since), this.changedBefore(changed.until)] : []),
      ...(from === undefined ? [] : [[sweep!.field, ">=", day(from)]]),
      ...(after === undefined ? [] : [["id", ">", after]])
    ];
    const names = [...new Set(["id", ...fields])];
    const order = [["id", "ASC"]];
    const answer = await this.callAgainWhereRecordsWent(`model.${model}.search_read`, [
      conditions,
      0,
      pageSize,
      order,
      names,
      this.context
    ]);
    if (!Array.isArray(answer)) throw new SourceError(`${this.name}: its answer is no list of records`);
    return answer.map((record) => nested(plain(record)) as object);
  }

  keyOf(record: object): unknown {
    return Number((record as { id: unknown }).id);
  }

  /** What was never written since it was made has no moment of its last change; to edit a line does not touch its document. */
  private changedSince(at: number): unknown[] {
    const { lines } = this.settings;
    return [
      "OR",
      ...["", ...(lines === undefined ? [] : [`${lines}.`])].flatMap((prefix) => [
        [[`${prefix}write_date`, ">=", moment(at)]],
        [[`${prefix}create_date`, ">=", moment(at)]]
      ])
    ];
  }

  private changedBefore(at: number): unknown[] {
    return [
      "OR",
      [
        ["write_date", "=", null],
        ["create_date", "<", moment(at)]
      ],
      [["write_date", "<", moment(at)]]
    ];
  }

  /**
   * It searches first and reads then: what was deleted between the two is refused as if it were forbidden, in the words
   * of a rule of access. Asked again, it does not find what went. What is truly forbidden is refused each time.
   */
  private callAgainWhereRecordsWent(method: string, params: unknown[]): Promise<unknown> {
    return pRetry(() => this.call(method, params), {
      retries: RETRIES,
      minTimeout: FIRST_PAUSE_MS,
      shouldRetry: ({ error }) => error instanceof Refusal && error.kind === "UserError"
    });
  }

  private async call(method: string, params: unknown[]): Promise<unknown> {
    const answer: Answer = await this.requests.post(this.base, { id: 1, method, params }, this.headers);
    this.lastAnswer = answer.now;
    const { result, error } = answer.body as { result?: unknown; error?: unknown };
    if (error !== undefined && error !== null) {
      const told = plain(error);
      const kind: unknown = Array.isArray(told) ? told[0] : undefined;
      throw new Refusal(`${this.name}: refuses ${method}: ${JSON.stringify(told).slice(0, 300)}`, kind);
    }
    // Before version 5, and for a login, the result stands alone.
    return result === undefined ? answer.body : result;
  }
}

/** Its own forms of values: decimals, dates and moments come as objects with a class. */
function plain(value: unknown): unknown {
  if (isLosslessNumber(value)) return /^-?\d{1,15}$/.test(value.value) ? Number(value.value) : value.value;
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  switch (parts["__class__"]) {
    case "Decimal":
      return parts["decimal"];
    case "date":
      return wall(parts).slice(0, 10);
    case "datetime":
      return wall(parts);
    default:
      return parts;
  }
}

function wall(parts: Record<string, unknown>): string {
  const two = (name: string): string => String(parts[name] ?? 0).padStart(2, "0");
  return `${String(parts["year"])}-${two("month")}-${two("day")} ${two("hour")}:${two("minute")}:${two("second")}`;
}

/** The fields of a linked record stand under `party.`: they become a part named `party`, and those of lines a list. */
function nested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nested);
  if (value === null || typeof value !== "object") return value;
  const parts = Object.entries(value).map(([name, part]) => [name.replace(/\.$/, ""), nested(part), name] as const);
  // The number of a linked record stands beside its fields.
  parts.sort(([, , one], [, , other]) => Number(one.endsWith(".")) - Number(other.endsWith(".")));
  return Object.fromEntries(parts.map(([name, part]) => [name, part]));
}

function moment(at: number): object {
  const date = new Date(at);
  return {
    __class__: "datetime",
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: 0
  };
}

function day(at: number): object {
  const date = new Date(at);
  return { __class__: "date", year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
