import { EventEmitter } from "node:events";
import type { DebugLog } from "../../apex/runtime/context.ts";
import type { Org } from "../../org/types.ts";
import { SetupWriter } from "../../security/system-data.ts";
import type { RunningUser } from "../../transaction/user.ts";
import { ApexDatetime } from "../../values/datetime.ts";

/** "Debug Log Limits" (Salesforce Help): the oldest logs go; here by number. */
const KEPT_LOGS = 100;

/** "Salesforce Help: Debug Log Levels", from the one that tells least. */
const levels = ["NONE", "ERROR", "WARN", "INFO", "DEBUG", "FINE", "FINER", "FINEST"];

export interface LogHead {
  readonly apiVersion: string;
  /** What is run: an address, or `execute_anonymous_apex`. */
  readonly unit: string;
  /** The least important level of statements that are written. */
  readonly apexCode?: string;
  /** Of anonymous Apex. */
  readonly source?: string;
}

/**
 * Writes a debug log's lines as "Apex Developer Guide: Debug Log" describes them: time, nanoseconds since the start, the
 * event and its fields, separated by `|`.
 */
export class DebugLogText implements DebugLog {
  private readonly org: Org;
  private readonly lines: string[];
  private readonly unit: string;
  private readonly written: readonly string[];
  private readonly start = performance.now();

  constructor(org: Org, user: RunningUser, { apiVersion, unit, apexCode = "DEBUG", source }: LogHead) {
    this.org = org;
    this.unit = unit;
    this.written = levels.slice(1, levels.indexOf(apexCode) + 1);
    this.lines = [
      `${apiVersion} APEX_CODE,${apexCode};APEX_PROFILING,INFO`,
      ...(source === undefined ? [] : source.split("\n").map((line) => `Execute Anonymous: ${line}`))
    ];
    this.event("USER_INFO", "[EXTERNAL]", user.id, user.username, user.timeZone);
    this.event("EXECUTION_STARTED");
    this.event("CODE_UNIT_STARTED", "[EXTERNAL]", unit);
  }

  get text(): string {
    return this.lines.join("\n");
  }

  get milliseconds(): number {
    return Math.round(performance.now() - this.start);
  }

  write(level: string, _place: string, message: string): void {
    if (!this.written.includes(level.toUpperCase())) return;
    const [frame] = this.org.program.stackTrace(new Error());
    this.event("USER_DEBUG", `[${frame?.line ?? 1}]`, level, message);
  }

  end(failure?: { readonly line: number; readonly message: string; readonly stackTrace: string }): void {
    if (failure) {
      this.event("EXCEPTION_THROWN", `[${failure.line}]`, failure.message);
      this.event("FATAL_ERROR", `${failure.message}\n\n${failure.stackTrace}`);
    }
    this.event("CODE_UNIT_FINISHED", this.unit);
    this.event("EXECUTION_FINISHED");
  }

  private event(name: string, ...fields: readonly string[]): void {
    const time = new Date().toISOString().slice(11, 23);
    const nanoseconds = Math.round((performance.now() - this.start) * 1_000_000);
    this.lines.push([`${time} (${nanoseconds})`, name, ...fields].join("|"));
  }
}

export interface LogEntry {
  readonly operation: string;
  readonly status: string;
  readonly milliseconds: number;
  readonly text: string;
}

export interface KeptLog {
  readonly id: string;
  readonly userId: string;
}

const listeners = new WeakMap<Org, EventEmitter<{ kept: [KeptLog] }>>();

/** Tells of each log that an org keeps. */
export function keptLogs(org: Org): EventEmitter<{ kept: [KeptLog] }> {
  let kept = listeners.get(org);
  if (kept === undefined) listeners.set(org, (kept = new EventEmitter()));
  return kept;
}

/** Keeps a log: its ApexLog row and its text ("Tooling API: ApexLog"). */
export function keepLog(org: Org, user: RunningUser, entry: LogEntry): void {
  keptLogs(org).emit("kept", { id: storedLog(org, user, entry), userId: user.id });
}

function storedLog(org: Org, user: RunningUser, { operation, status, milliseconds, text }: LogEntry): string {
  return org.transaction(org.administrator, (tx) => {
    tx.database.run("CREATE TABLE IF NOT EXISTS apex_log_body (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID");
    const now = new ApexDatetime(tx.clock.now());
    const writer = new SetupWriter(tx);
    const id = writer.insert("ApexLog", {
      LogUserId: user.id,
      LogLength: Buffer.byteLength(text),
      LastModifiedDate: now,
      SystemModstamp: now,
      StartTime: now,
      Request: "Api",
      Operation: operation,
      Application: "Unknown",
      Status: status.slice(0, 255),
      DurationMilliseconds: milliseconds,
      Location: "Monitoring"
    });
    tx.database.run("INSERT INTO apex_log_body (id, body) VALUES (?, ?)", [id, text]);
    tx.database.run(
      'DELETE FROM "ApexLog" WHERE "Id" NOT IN (SELECT "Id" FROM "ApexLog" ORDER BY rowid DESC LIMIT ?)',
      [KEPT_LOGS]
    );
    tx.database.run('DELETE FROM apex_log_body WHERE id NOT IN (SELECT "Id" FROM "ApexLog")');
    return id;
  });
}

export function logText(org: Org, id: string): string | undefined {
  return org.transaction(org.administrator, (tx) => {
    const [table] = tx.database.all("SELECT name FROM sqlite_master WHERE name = 'apex_log_body'");
    const [row] = table ? tx.database.all("SELECT body FROM apex_log_body WHERE id = ?", [id]) : [];
    return row?.[0] as string | undefined;
  });
}
