/** One row of a source, or a place where a row should be. */
export interface SourceRow {
  /** Where the row stands, in the source's own words: a line, a file and a line, a number. Nobody reads more into it. */
  readonly position: string;
  /** In the order of the header. Absent where the row is broken. */
  readonly cells?: readonly string[];
  /** Why the row cannot be used. */
  readonly problem?: string;
  /** All cells of a row with too many or too few of them. */
  readonly broken?: readonly string[];
  /** Raw text that is no row at all, and what its cells would be if quotes meant nothing. */
  readonly raw?: { readonly text: string; readonly cells: readonly string[] };
  /** Something unreadable stands here. It is told without cells, and its text comes after all other rows. */
  readonly unreadable?: boolean;
  /** Of several files, which one, from 0. */
  readonly part?: number;
}

/** Documents of recent days, as the source still has them: what the org has besides was deleted there. */
export interface RecentDocuments {
  /** Milliseconds; the source tells all documents from then on. */
  readonly since: number;
  header(): Promise<readonly string[]>;
  rows(): AsyncIterable<readonly string[]>;
}

/** Where documents come from. The engine knows nothing else of it. */
export interface Source {
  /** For people: a file, or a system and its address, never a secret. */
  readonly name: string;
  readonly header: readonly string[];
  /** Every row, a broken one as a `problem`; those that are at hand come together. */
  rows(): AsyncGenerator<readonly SourceRow[]>;
  /** How far the reading is, in units of the source's own. */
  progress(): { readonly done: number; readonly total: number };
  /**
   * Whether the source itself writes the numbers of a column, with a point before their decimals. In any other column a number
   * may be written by a person.
   */
  writesNumbers?(column: string): boolean;
  /** What is wrong with the source as a whole; known once all rows are read. */
  doubts(): string[];
  /** What operations should know, though nothing is wrong; known once all rows are read. */
  notes?(): readonly string[];
  /** From where the next run reads on; known once all rows are read, absent where a source always tells all of it. */
  cursor?(): string | undefined;
  /** Absent where nothing is told of deletions. */
  recentDocuments?(): RecentDocuments | undefined;
  close(): Promise<void>;
}

/** What a source is asked for. */
export interface SourceRequest {
  /** File, folder or pattern, or `-`; empty where the mapping says where the source is. */
  readonly input: string;
  /** Columns that will be read. */
  readonly expects: readonly string[];
  /** Takes what memory should not. */
  readonly folder: string;
  /** What an earlier run's {@link Source.cursor} was; undefined to read from the beginning. */
  readonly cursor: string | undefined;
}
