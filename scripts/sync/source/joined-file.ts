import { join, resolve } from "node:path";
import type { JoinSettings } from "../mapping/source-settings.ts";
import { SpoolDatabase } from "../spool/spool-database.ts";
import { openCsv, type CsvOptions } from "./csv-source.ts";
import { SourceError } from "./source-error.ts";
import { eachOf } from "./together.ts";

/** Not the zero character: text ends there for SQLite. */
const KEY_SEPARATOR = "\u001F";

/** The file with the document headers, on disk by its key, so that each line finds its own. */
export class JoinedFile {
  /** Columns that it adds to those of the lines. */
  readonly header: readonly string[];
  /** As the mapping names it. */
  readonly file: string;
  private readonly db: SpoolDatabase;
  private readonly keyPositions: readonly number[];
  private readonly added: readonly number[];

  private constructor(db: SpoolDatabase, join: JoinSettings, lines: readonly string[], own: readonly string[]) {
    this.db = db;
    this.file = join.file;
    this.keyPositions = Object.keys(join.on).map((column) => lines.indexOf(column));
    const keys = Object.values(join.on);
    this.added = own.flatMap((name, index) => (keys.includes(name) && lines.includes(name) ? [] : [index]));
    // Under its own name each line has the column of its own file.
    this.header = this.added.map((index) =>
      lines.includes(own[index]!) ? `${own[index]!} (${join.file})` : own[index]!
    );
  }

  static async open(
    join_: JoinSettings,
    folderOfLines: string,
    lines: readonly string[],
    options: CsvOptions,
    folder: string
  ): Promise<JoinedFile> {
    const path = resolve(folderOfLines, join_.file);
    const source = await openCsv(path, {
      ...options,
      headerLine: undefined,
      columns: undefined,
      expects: Object.values(join_.on)
    });
    for (const column of Object.values(join_.on))
      if (!source.header.includes(column))
        throw new SourceError(
          `${path}: has no column '${column}' (source.join.on); it has ${source.header.join(", ")}`
        );
    const db = new SpoolDatabase(join(folder, "joined.sqlite"));
    db.execute("CREATE TABLE header (key TEXT PRIMARY KEY, cells TEXT, used INTEGER) WITHOUT ROWID");
    const joined = new JoinedFile(db, join_, lines, source.header);
    const positions = Object.values(join_.on).map((column) => source.header.indexOf(column));
    await db.inBatches(50_000, async (tick) => {
      for await (const row of eachOf(source.rows())) {
        if (!row.cells)
          throw new SourceError(`${path}:${row.position}: ${row.problem}: no line can be joined to it for certain`);
        joined.add(row.cells, positions, path, row.position);
        tick();
      }
    });
    await source.close();
    const [doubt] = source.doubts();
    if (doubt !== undefined) throw new SourceError(doubt);
    return joined;
  }

  /** The line's cells with those of its header, or undefined where the file has none for it. */
  extend(cells: readonly string[]): readonly string[] | undefined {
    const key = keyOf(cells, this.keyPositions);
    const [found] = this.db.all<{ cells: string }>("SELECT cells FROM header WHERE key = ?", [key]);
    if (!found) return undefined;
    this.db.run("UPDATE header SET used = 1 WHERE key = ? AND used = 0", [key]);
    return [...cells, ...(JSON.parse(found.cells) as string[])];
  }

  /** Headers that no line has named. */
  unused(): number {
    return this.db.all<{ count: number }>("SELECT COUNT(*) AS count FROM header WHERE used = 0")[0]!.count;
  }

  close(): void {
    this.db.close();
  }

  private add(cells: readonly string[], positions: readonly number[], path: string, line: string): void {
    const key = keyOf(cells, positions);
    if (this.db.all("SELECT 1 FROM header WHERE key = ?", [key]).length > 0)
      throw new SourceError(`${path}:${line}: has the document ${key.replaceAll(KEY_SEPARATOR, " ")} a second time`);
    const added = this.added.map((index) => cells[index]!);
    this.db.run("INSERT INTO header VALUES (?,?,0)", [key, JSON.stringify(added)]);
  }
}

function keyOf(cells: readonly string[], positions: readonly number[]): string {
  return positions.map((position) => cells[position]!.trim()).join(KEY_SEPARATOR);
}
