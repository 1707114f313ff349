import type { Field } from "../schema/types.ts";
import { isExactNumber } from "./codec.ts";
import type { SqlRow } from "./database.ts";

/** A column of a query, and how its values can be told as text. */
export interface RowColumn {
  readonly sql: string;
  /** Numbers that JSON's readers would round come as text; bytes cannot. */
  readonly form: "plain" | "exact" | "bytes";
}

/** What stands behind SELECT, and what makes rows of its answers; columns of others may follow it. */
export interface RowText {
  readonly select: string;
  readonly read: (answers: readonly SqlRow[]) => readonly SqlRow[];
}

/** Of a function, in any build of SQLite. */
const MOST_ARGUMENTS = 100;

export function formOf(field: Pick<Field, "type">): RowColumn["form"] {
  if (field.type === "base64") return "bytes";
  return isExactNumber(field) ? "exact" : "plain";
}

/** A row comes as one text, where all of its values can: to fetch them one by one costs more than to read the JSON. */
export function rowText(columns: readonly RowColumn[]): RowText {
  if (columns.some(({ form }) => form === "bytes")) {
    return { select: columns.map(({ sql }, index) => `${sql} AS c${index}`).join(", "), read: (answers) => answers };
  }
  const values = columns.map(({ sql, form }) => (form === "exact" ? `CAST(${sql} AS TEXT)` : sql));
  const texts: string[] = [];
  for (let start = 0; start < values.length; start += MOST_ARGUMENTS)
    texts.push(`json_array(${values.slice(start, start + MOST_ARGUMENTS).join(", ")}) AS "from ${start}"`);
  const count = texts.length;
  return { select: texts.join(", "), read: (answers) => answers.map((answer) => valuesOf(answer, count)) };
}

function valuesOf(answer: SqlRow, texts: number): SqlRow {
  const [first] = answer;
  if (texts === 1) return JSON.parse(first as string) as SqlRow;
  return answer.slice(0, texts).flatMap((text) => JSON.parse(text as string) as SqlRow);
}
