import { request, type FetchError } from "local/org";

/** What a wire hands to a component. */
interface WireResult {
  data?: unknown;
  error?: FetchError;
}

type DataCallback = (result: WireResult) => void;

interface Adapter {
  refresh(): Promise<void>;
}

/** Which wire gave out a result, so that `refreshApex(result)` finds it. */
const adapters = new WeakMap<object, Adapter>();
const open = new Set<ApexWire>();

/**
 * `import x from "@salesforce/apex/Class.method"` is both: a function that calls the method, and a wire adapter
 * ("Lightning Web Components Developer Guide: Call Apex Methods").
 */
export function apexMethod(className: string, method: string): unknown {
  const call = (parameters: unknown = {}): Promise<unknown> => invoke(className, method, parameters);
  const callable = function (this: unknown, argument?: unknown): unknown {
    return new.target ? new ApexWire(argument as DataCallback, call) : call(argument);
  };
  return callable;
}

/** "Refresh the Cache When Using @wire": asks the org again for what a wire gave out. */
export async function refreshApex(result: unknown): Promise<void> {
  await adapters.get(result as object)?.refresh();
}

/** "getSObjectValue(sobject, fieldApiName)". */
export function getSObjectValue(
  record: Record<string, unknown> | undefined,
  field: string | { fieldApiName: string }
): unknown {
  const path = typeof field === "string" ? field.split(".").slice(1) : field.fieldApiName.split(".");
  let value: unknown = record;
  for (const step of path) value = (value as Record<string, unknown> | null | undefined)?.[step];
  return value;
}

function invoke(className: string, method: string, parameters: unknown): Promise<unknown> {
  return request("POST", `/lightning/api/apex/${className}/${method}`, parameters ?? {});
}

class ApexWire implements Adapter {
  private readonly callback: DataCallback;
  private readonly call: (parameters: unknown) => Promise<unknown>;
  private config: Record<string, unknown> | undefined;
  private sent = "";
  private attempts = 0;

  constructor(callback: DataCallback, call: (parameters: unknown) => Promise<unknown>) {
    this.callback = callback;
    this.call = call;
    callback({ data: undefined, error: undefined });
  }

  connect(): void {
    open.add(this);
  }

  disconnect(): void {
    open.delete(this);
  }

  /** A wire waits until every reactive parameter has a value. */
  update(config: Record<string, unknown>): void {
    if (Object.values(config).some((value) => value === undefined)) return;
    const key = JSON.stringify(config);
    if (key === this.sent) return;
    this.sent = key;
    this.config = config;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    if (!this.config) return;
    const attempt = ++this.attempts;
    let result: WireResult;
    try {
      result = { data: await this.call(this.config), error: undefined };
    } catch (error) {
      result = { data: undefined, error: error as FetchError };
    }
    // An answer that a newer question has overtaken is of no use.
    if (attempt !== this.attempts) return;
    adapters.set(result, this);
    this.callback(result);
  }
}
