import { DATA, get, request, type FetchError } from "local/org";

type FieldReference = string | { readonly fieldApiName: string; readonly objectApiName: string };

export interface FieldValue {
  readonly value: unknown;
  readonly displayValue: string | null;
}

export interface RecordRepresentation {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

interface Config {
  readonly recordId?: string;
  readonly fields?: FieldReference | readonly FieldReference[];
  readonly optionalFields?: FieldReference | readonly FieldReference[];
}

type Callback = (result: { data?: RecordRepresentation; error?: FetchError }) => void;

const wires = new Set<getRecord>();

/** "lightning/uiRecordApi: getRecord". */
export class getRecord {
  private readonly callback: Callback;
  private config: Config = {};
  private asked = "";
  private attempts = 0;

  constructor(callback: Callback) {
    this.callback = callback;
    callback({ data: undefined, error: undefined });
  }

  connect(): void {
    wires.add(this);
  }

  disconnect(): void {
    wires.delete(this);
  }

  update(config: Config): void {
    const key = JSON.stringify(config);
    if (!config.recordId || key === this.asked) return;
    this.asked = key;
    this.config = config;
    void this.load();
  }

  get recordId(): string | undefined {
    return this.config.recordId;
  }

  async load(): Promise<void> {
    const attempt = ++this.attempts;
    const { recordId, fields, optionalFields } = this.config;
    const query = new URLSearchParams();
    if (fields) query.set("fields", names(fields).join(","));
    if (optionalFields) query.set("optionalFields", names(optionalFields).join(","));
    try {
      const data = await get<RecordRepresentation>(`${DATA}/ui-api/records/${recordId}?${query}`);
      if (attempt === this.attempts) this.callback({ data, error: undefined });
    } catch (error) {
      if (attempt === this.attempts) this.callback({ data: undefined, error: error as FetchError });
    }
  }
}

/** "notifyRecordUpdateAvailable(recordIds)": wires of these records ask again. */
export async function notifyRecordUpdateAvailable(records: readonly { recordId: string }[]): Promise<void> {
  const ids = records.map(({ recordId }) => recordId.slice(0, 15));
  document.dispatchEvent(new CustomEvent("local:recordchange", { detail: ids }));
  await Promise.all(
    [...wires].filter((wire) => ids.includes((wire.recordId ?? "").slice(0, 15))).map((wire) => wire.load())
  );
}

export const getRecordNotifyChange = notifyRecordUpdateAvailable;

export function getFieldValue(record: RecordRepresentation | undefined, field: FieldReference): unknown {
  return follow(record, field)?.value ?? (record ? null : undefined);
}

export function getFieldDisplayValue(
  record: RecordRepresentation | undefined,
  field: FieldReference
): string | null | undefined {
  return follow(record, field)?.displayValue ?? (record ? null : undefined);
}

export function createRecord(input: {
  apiName: string;
  fields: Record<string, unknown>;
}): Promise<RecordRepresentation> {
  return request("POST", `${DATA}/ui-api/records`, input);
}

export async function updateRecord(input: {
  fields: Record<string, unknown> & { Id: string };
}): Promise<RecordRepresentation> {
  const { Id, ...fields } = input.fields;
  const record = await request<RecordRepresentation>("PATCH", `${DATA}/ui-api/records/${Id}`, { fields });
  await notifyRecordUpdateAvailable([{ recordId: Id }]);
  return record;
}

export async function deleteRecord(recordId: string): Promise<void> {
  await request("DELETE", `${DATA}/ui-api/records/${recordId}`);
}

function follow(record: RecordRepresentation | undefined, field: FieldReference): FieldValue | undefined {
  const [, ...path] = nameOf(field).split(".");
  let current: FieldValue | undefined = { value: record, displayValue: null };
  for (const step of path) current = (current?.value as RecordRepresentation | undefined)?.fields[step];
  return current;
}

function names(fields: FieldReference | readonly FieldReference[]): string[] {
  return (Array.isArray(fields) ? (fields as readonly FieldReference[]) : [fields as FieldReference]).map(nameOf);
}

function nameOf(field: FieldReference): string {
  return typeof field === "string" ? field : `${field.objectApiName}.${field.fieldApiName}`;
}
