import { createInterface } from "node:readline";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { ObjectRows, parseExactly } from "./object-rows.ts";
import { readFault, SourceError } from "./source-error.ts";
import { lookAt, openText, type SourceFile, type TextStream } from "./source-file.ts";
import type { Source, SourceRequest, SourceRow } from "./source.ts";
import { together } from "./together.ts";

/** A file with a JSON object a line, perhaps gzipped (https://jsonlines.org). Memory does not grow with the file. */
export async function openJsonLines(
  path: string,
  settings: SettingsOf<"jsonl">,
  { expects }: SourceRequest,
  name = path
): Promise<Source> {
  return new JsonLines(await lookAt(path, settings.encoding, name), settings, expects);
}

class JsonLines implements Source {
  readonly header: readonly string[];
  private readonly file: SourceFile;
  private readonly settings: SettingsOf<"jsonl">;
  private readonly stream: TextStream;
  private readonly objects: ObjectRows;

  constructor(file: SourceFile, settings: SettingsOf<"jsonl">, expects: readonly string[]) {
    this.file = file;
    this.settings = settings;
    this.header = expects;
    this.stream = openText(file);
    this.objects = new ObjectRows(expects, settings.each);
  }

  get name(): string {
    return this.file.name;
  }

  progress(): { done: number; total: number } {
    return { done: this.stream.bytesRead(), total: this.file.bytesTotal };
  }

  rows(): AsyncGenerator<readonly SourceRow[]> {
    return together(this.eachRow());
  }

  private async *eachRow(): AsyncGenerator<SourceRow> {
    let line = 0;
    try {
      for await (const text of createInterface({ input: this.stream.text, crlfDelay: Number.POSITIVE_INFINITY })) {
        line++;
        if (text.trim() !== "") yield* this.rowsOf(text, String(line));
      }
    } catch (error) {
      throw new SourceError(`${this.file.name}: ${readFault(error as Error)}`);
    }
  }

  doubts(): string[] {
    const { name } = this.file;
    const open = !this.stream.endsWithLine() && !this.settings.lastLineMayBeOpen;
    return [
      ...(open
        ? [
            `${name}: the last line has no end: the file may be cut off (source.lastLineMayBeOpen, if its system writes it so)`
          ]
        : []),
      ...this.objects.doubts(name)
    ];
  }

  close(): Promise<void> {
    this.stream.text.destroy();
    return Promise.resolve();
  }

  private *rowsOf(text: string, position: string): Generator<SourceRow> {
    let object: unknown;
    try {
      object = parseExactly(text);
    } catch (error) {
      yield { position, problem: `no JSON: ${(error as Error).message}`, raw: { text, cells: [] } };
      return;
    }
    if (typeof object !== "object" || object === null || Array.isArray(object))
      yield { position, problem: "a line has one JSON object", raw: { text, cells: [] } };
    else for (const row of this.objects.of(object)) yield { position, ...row };
  }
}
