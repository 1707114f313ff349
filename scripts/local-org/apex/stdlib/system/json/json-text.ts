import { apexError } from "../../../runtime/exceptions.ts";

/** A number as the text says it, so that no digit is lost. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isWhole(): boolean {
    return /^-?\d+$/.test(this.text);
  }
}

export type JsonNode = null | boolean | string | JsonNumber | JsonNode[] | Map<string, JsonNode>;

/** Objects that have a name twice, with that name. */
const repeatedNames = new WeakMap<ReadonlyMap<string, JsonNode>, string>();

/** A name that stands twice in an object; its last value counts where that is no mistake. */
export function repeatedName(object: ReadonlyMap<string, JsonNode>): string | undefined {
  return repeatedNames.get(object);
}

export type JsonToken =
  | {
      readonly type:
        "START_OBJECT" | "END_OBJECT" | "START_ARRAY" | "END_ARRAY" | "VALUE_NULL" | "VALUE_TRUE" | "VALUE_FALSE";
      readonly text: string;
    }
  | { readonly type: "FIELD_NAME" | "VALUE_STRING" | "VALUE_NUMBER_INT" | "VALUE_NUMBER_FLOAT"; readonly text: string };

export function jsonError(message: string): Error {
  return apexError("System.JSONException", message);
}

/** Reads a text into tokens. @throws JSONException with line and column. */
export class JsonReader {
  private readonly text: string;
  private position = 0;
  /** One entry per open object or array: what may come next. */
  private readonly open: ("{" | "[")[] = [];
  private expecting: "value" | "first name" | "name" | "first element" | "separator" | "end" = "value";

  constructor(text: string) {
    this.text = text;
  }

  /** The next token, undefined at the end. */
  next(): JsonToken | undefined {
    this.skipSpace();
    if (this.expecting === "separator") this.separator();
    const character = this.text[this.position];
    if (character === undefined) return this.end();
    if (this.expecting === "end") throw this.unexpected("end-of-input");
    if (character === "}" || character === "]") return this.close(character);
    if (this.expecting === "first name" || this.expecting === "name") return this.fieldName();
    return this.value(character);
  }

  private value(character: string): JsonToken {
    if (character === "{" || character === "[") {
      this.position++;
      this.open.push(character);
      this.expecting = character === "{" ? "first name" : "first element";
      return { type: character === "{" ? "START_OBJECT" : "START_ARRAY", text: character };
    }
    const token = character === '"' ? ({ type: "VALUE_STRING", text: this.string() } as const) : this.scalar();
    this.afterValue();
    return token;
  }

  private scalar(): JsonToken {
    const match = /^(?:true|false|null|-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)(?![\w.])/.exec(
      this.text.slice(this.position, this.position + 400)
    );
    if (!match) throw this.unexpected("a valid value (number, String, array, object, 'true', 'false' or 'null')");
    const text = match[0];
    this.position += text.length;
    if (text === "true") return { type: "VALUE_TRUE", text };
    if (text === "false") return { type: "VALUE_FALSE", text };
    if (text === "null") return { type: "VALUE_NULL", text };
    return { type: match[1] === undefined && match[2] === undefined ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT", text };
  }

  private fieldName(): JsonToken {
    if (this.text[this.position] !== '"') throw this.unexpected("double-quote to start field name");
    const name = this.string();
    this.skipSpace();
    if (this.text[this.position] !== ":") throw this.unexpected("a colon to separate field name and value");
    this.position++;
    this.expecting = "value";
    return { type: "FIELD_NAME", text: name };
  }

  private string(): string {
    const start = this.position;
    for (let end = start + 1; end < this.text.length; end++) {
      const code = this.text.charCodeAt(end);
      if (code === 34) {
        this.position = end + 1;
        return this.unescaped(start, end + 1);
      }
      if (code === 92) end++;
    }
    throw jsonError(`Unexpected end-of-input in VALUE_STRING ${this.location(this.text.length)}`);
  }

  private unescaped(start: number, end: number): string {
    const raw = this.text.slice(start + 1, end - 1);

    if (/[\u0000-\u001f]/.test(raw)) throw jsonError(`Illegal unquoted character in a string ${this.location(start)}`);
    if (!raw.includes("\\")) return raw;
    try {
      return JSON.parse(this.text.slice(start, end)) as string;
    } catch {
      throw jsonError(`Unrecognized character escape ${this.location(start)}`);
    }
  }

  private close(character: "}" | "]"): JsonToken {
    const opened = this.open.at(-1);
    const mayClose =
      this.expecting === "first name" || this.expecting === "first element" || this.expecting === "separator";
    if (!mayClose || (opened === "{") !== (character === "}")) throw this.unexpected("a value");
    this.position++;
    this.open.pop();
    this.afterValue();
    return { type: character === "}" ? "END_OBJECT" : "END_ARRAY", text: character };
  }

  private separator(): void {
    const character = this.text[this.position];
    if (character === "}" || character === "]") return;
    if (character === undefined)
      throw jsonError(
        `Unexpected end-of-input: expected close marker for ${this.open.at(-1) === "{" ? "OBJECT" : "ARRAY"} ${this.location()}`
      );
    if (character !== ",")
      throw this.unexpected(`comma to separate ${this.open.at(-1) === "{" ? "OBJECT" : "ARRAY"} entries`);
    this.position++;
    this.expecting = this.open.at(-1) === "{" ? "name" : "value";
    this.skipSpace();
  }

  private afterValue(): void {
    this.expecting = this.open.length === 0 ? "end" : "separator";
  }

  private end(): undefined {
    if (this.expecting === "end") return undefined;
    if (this.text.trim() === "") throw jsonError("No content to map to Object due to end of input");
    throw jsonError(`Unexpected end-of-input ${this.location()}`);
  }

  private skipSpace(): void {
    while (" \t\n\r".includes(this.text[this.position] ?? "x")) this.position++;
  }

  private unexpected(expected: string): Error {
    const character = this.text[this.position] ?? "";
    return jsonError(
      `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): was expecting ${expected} ${this.location()}`
    );
  }

  private location(position = this.position): string {
    const lines = this.text.slice(0, position).split("\n");
    return `at input location [${lines.length},${lines.at(-1)!.length + 1}]`;
  }
}

/** Reads the value that a text begins with, whatever follows. @throws JSONException where it is not JSON. */
export function leadingJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  return readNode(reader, required(reader));
}

/** Reads a whole text. @throws JSONException where it is not JSON. */
export function parseJson(text: string): JsonNode {
  const reader = new JsonReader(text);
  const node = readNode(reader, required(reader));
  if (reader.next()) throw jsonError("Unexpected content after the value");
  return node;
}

function required(reader: JsonReader): JsonToken {
  const token = reader.next();
  if (!token) throw jsonError("Unexpected end-of-input");
  return token;
}

/** The value that begins with a token. */
export function readNode(reader: { next(): JsonToken | undefined }, token: JsonToken): JsonNode {
  switch (token.type) {
    case "START_OBJECT": {
      const object = new Map<string, JsonNode>();
      for (let name = reader.next()!; name.type !== "END_OBJECT"; name = reader.next()!) {
        if (object.has(name.text)) repeatedNames.set(object, name.text);
        object.set(name.text, readNode(reader, reader.next()!));
      }
      return object;
    }
    case "START_ARRAY": {
      const array: JsonNode[] = [];
      for (let element = reader.next()!; element.type !== "END_ARRAY"; element = reader.next()!)
        array.push(readNode(reader, element));
      return array;
    }
    case "VALUE_STRING":
      return token.text;
    case "VALUE_NUMBER_INT":
    case "VALUE_NUMBER_FLOAT":
      return new JsonNumber(token.text);
    case "VALUE_TRUE":
      return true;
    case "VALUE_FALSE":
      return false;
    case "VALUE_NULL":
      return null;
    default:
      throw jsonError(`Unexpected token ${token.type}`);
  }
}

/** Writes JSON text; pretty text is laid out as the platform does it: `"name" : value`, arrays on one line. */
export class JsonTextWriter {
  private out = "";
  private readonly pretty: boolean;
  /** One entry per open object or array: whether it has content. */
  private readonly open: { readonly object: boolean; filled: boolean }[] = [];
  private depth = 0;
  private afterName = false;

  constructor(pretty = false) {
    this.pretty = pretty;
  }

  get text(): string {
    return this.out;
  }

  /** Whether everything that was opened is closed. */
  get complete(): boolean {
    return this.open.length === 0;
  }

  get inObject(): boolean {
    return this.open.at(-1)?.object === true && !this.afterName;
  }

  startObject(): void {
    this.beforeValue();
    this.out += "{";
    this.depth++;
    this.open.push({ object: true, filled: false });
  }

  endObject(): void {
    const closed = this.closed(true);
    this.depth--;
    if (this.pretty) this.out += closed.filled ? `\n${"  ".repeat(this.depth)}` : " ";
    this.out += "}";
  }

  startArray(): void {
    this.beforeValue();
    this.out += "[";
    this.open.push({ object: false, filled: false });
  }

  endArray(): void {
    this.closed(false);
    this.out += this.pretty ? " ]" : "]";
  }

  name(name: string): void {
    const level = this.open.at(-1);
    if (!level?.object || this.afterName) throw jsonError("Can not write a field name, expecting a value");
    if (level.filled) this.out += ",";
    level.filled = true;
    if (this.pretty) this.out += `\n${"  ".repeat(this.depth)}`;
    this.out += `${JSON.stringify(name)}${this.pretty ? " : " : ":"}`;
    this.afterName = true;
  }

  string(text: string): void {
    this.raw(JSON.stringify(text));
  }

  /** A value that is JSON text already. */
  raw(text: string): void {
    this.beforeValue();
    this.out += text;
  }

  private beforeValue(): void {
    const level = this.open.at(-1);
    if (this.afterName) {
      this.afterName = false;
      return;
    }
    if (level?.object) throw jsonError("Can not write value, expecting field name");
    if (!level) return;
    if (level.filled) this.out += ",";
    if (this.pretty) this.out += " ";
    level.filled = true;
  }

  private closed(object: boolean): { filled: boolean } {
    const level = this.open.pop();
    if (level?.object !== object) throw jsonError(`Current context not an ${object ? "object" : "array"}`);
    return level;
  }
}
