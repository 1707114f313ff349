import { stat } from "node:fs/promises";
import type { InputFile } from "./input-files.ts";
import { SourceError } from "./source-error.ts";
import type { Source, SourceRow } from "./source.ts";

type Open = (file: InputFile) => Promise<Source>;

/** Several files of one form, one after another; the columns of the first one count, in whatever order others have them. */
export async function openFiles(name: string, files: readonly InputFile[], open: Open): Promise<Source> {
  const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));
  return new FileSeries(name, files, sizes, open, await open(files[0]!));
}

class FileSeries implements Source {
  readonly name: string;
  readonly header: readonly string[];
  private readonly files: readonly InputFile[];
  private readonly sizes: readonly number[];
  private readonly open: Open;
  private readonly found: string[] = [];
  private current: Source;
  private index = 0;

  constructor(name: string, files: readonly InputFile[], sizes: readonly number[], open: Open, first: Source) {
    [this.name, this.files, this.sizes, this.open, this.current] = [name, files, sizes, open, first];
    this.header = first.header;
  }

  async *rows(): AsyncGenerator<readonly SourceRow[]> {
    for (;;) {
      yield* this.rowsOfCurrent();
      this.found.push(...this.current.doubts());
      await this.current.close();
      const next = this.files[this.index + 1];
      if (!next) return;
      this.current = await this.open(next);
      this.index++;
    }
  }

  progress(): { done: number; total: number } {
    const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
    return { done: sum(this.sizes.slice(0, this.index)) + this.current.progress().done, total: sum(this.sizes) };
  }

  doubts(): string[] {
    return this.found;
  }

  close(): Promise<void> {
    return this.current.close();
  }

  private async *rowsOfCurrent(): AsyncGenerator<readonly SourceRow[]> {
    const { name } = this.files[this.index]!;
    const order = this.orderOfColumns();
    for await (const rows of this.current.rows())
      yield rows.map((row) => ({
        ...row,
        ...(row.cells && order ? { cells: order.map((from) => row.cells![from]!) } : {}),
        position: `${name}:${row.position}`,
        part: this.index
      }));
  }

  /** Places of the first file's columns in this one; undefined where they are the same. */
  private orderOfColumns(): number[] | undefined {
    const { header, name } = this.current;
    if (header.join("\u0000") === this.header.join("\u0000")) return undefined;
    const missing = this.header.filter((column) => !header.includes(column));
    const added = header.filter((column) => !this.header.includes(column));
    if (missing.length + added.length > 0 || new Set(header).size < header.length)
      throw new SourceError(
        `${name}: has other columns than ${this.files[0]!.from}: ${[...missing.map((one) => `no ${one}`), ...added.map((one) => `also ${one}`)].join(", ") || "one of them twice"}`
      );
    return this.header.map((column) => header.indexOf(column));
  }
}
