/** Cells that strangers write, and what becomes of them. */
import { BASE, type Hostile } from "./hostile-files.ts";

const { at, header, named, good } = BASE;
const goodOnly = ["A1 Purchase Valid 5"];

/** An export with these cells in one column, and A1 of 5.00 below them. */
function inColumn(column: "Amount" | "Date" | "No" | "Customer", cells: readonly string[]): string {
  const rows = cells.map((cell, index) => {
    const row = { No: `B${index}`, Date: at, Customer: "K1", Amount: "1", [column]: `"${cell.replaceAll('"', '""')}"` };
    return `${row.No},${row.Date},${row.Customer},${row.Amount}\n`;
  });
  return header + rows.join("") + good;
}

const all = (code: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${index + 2}: ${code}`);

const noNumbers = "1,234.50|NaN|Infinity|0x10|１２|--5|5-|.|-|1e5|1_000|1 000|∞|=5+5|'5|5%|5 EUR|".split("|");
const noDays = "10:00|12|2026|2026-01|T10:00|2026-13-01|2026-02-30|9999-12-31|0000-00-00|202-60-105".split("|");
const json = (more: object): string =>
  `${JSON.stringify({ No: "A1", Date: "2026-01-05", Customer: "K1", Amount: 5, ...more })}\n`;
const jsonl = { source: { format: "jsonl" }, document: { occurredAt: { column: "Date", format: "ISO" } } };
const lines = {
  source: { format: "jsonl", each: "lines" },
  document: { ...jsonl.document, amount: { column: "lines.sum" } }
};

export const hostileValues: readonly Hostile[] = [
  {
    what: "what only looks like a number is none",
    text: inColumn("Amount", noNumbers),
    rejects: all("BAD_NUMBER", noNumbers.length),
    documents: goodOnly
  },
  {
    what: "numbers of Turkish and SAP systems, each sign once and in its place",
    mapping: {
      source: {
        numbers: { decimal: ",", group: ".", symbols: ["TL", "₺"], trailingMinus: true, parentheses: true }
      }
    },
    text: inColumn("Amount", "1.234,56|₺1.234,5|-₺5|(5)-|(-5)|-5-|5,-|1.23,4|12.34|TL 5 TL|1,234.5|5 TL-".split("|")),
    rejects: [5, 6, 7, 9, 10, 11, 12].map((line) => `${line}: BAD_NUMBER`),
    documents: [
      "A1 Purchase Valid 5",
      "B0 Purchase Valid 1234.56",
      "B1 Purchase Valid 1234.5",
      "B11 Return Valid -5",
      "B2 Return Valid -5",
      "B6 Return Valid -5"
    ]
  },
  {
    what: "spaces between thousands may be narrow or not break, and stand in threes",
    mapping: { source: { numbers: { decimal: ",", group: " " } } },
    text: inColumn("Amount", ["1 234,56", "1\u00a0234,56", "1\u202f234,56", "1  234,56", "12 34,56"]),
    rejects: ["5: BAD_NUMBER", "6: BAD_NUMBER"],
    documents: [...goodOnly, ...[0, 1, 2].map((index) => `B${index} Purchase Valid 1234.56`)]
  },
  {
    what: "a time, a year or a month alone is no day",
    mapping: { document: { occurredAt: { column: "Date", format: ["ISO", "SQL", "yyyy-MM-dd HH:mm"] } } },
    text: inColumn("Date", noDays),
    rejects: all("BAD_DATE", noDays.length),
    documents: goodOnly
  },
  {
    what: "a format that names no year or day is refused with the mapping",
    mapping: { document: { occurredAt: { column: "Date", format: "dd.MM HH:mm" } } },
    text: header + good,
    stops: /document\.occurredAt\.format.*names no day/
  },
  {
    what: "days of spreadsheets and of Unix have their range",
    mapping: { document: { occurredAt: { column: "Date", format: ["excel", "unix", "yyyy-MM-dd HH:mm"] } } },
    text: inColumn("Date", ["46027.41667", "1767571200", "0", "999999", "-5", "1e5", "1767571200000"]),
    rejects: [4, 5, 6, 7, 8].map((line) => `${line}: BAD_DATE`),
    documents: [...goodOnly, "B0 Purchase Valid 1", "B1 Purchase Valid 1"]
  },
  {
    what: "a number of a document or customer that a spreadsheet has shortened, and a formula that failed, are no keys",
    text: `${header}8.41E+12,${at},K1,5\n8.41E+12,${at},K1,7\nA3,${at},"1,23E+05",5\nA4,${at},#N/A,5\n#REF!,${at},K2,5\n${good}`,
    rejects: all("BAD_TEXT", 5),
    documents: goodOnly
  },
  {
    what: "letters of two forms in numbers are one, and a character that nobody sees makes no other number",
    text:
      header +
      ["A1", "B\u00C7", "BC\u0327"].map((number) => `${number},${at},K1,5\n`).join("") +
      ["A1\u200B", "A\u00AD2"].map((number) => `${number},${at},K1,1\n`).join("") +
      `A3,${at},\u200EK1,1\n`,
    rejects: ["5: BAD_TEXT", "6: BAD_TEXT", "7: BAD_TEXT"],
    documents: ["A1 Purchase Valid 5", "B\u00C7 Purchase Valid 10"]
  },
  {
    what: "a zero in a cell that is read, and nowhere else",
    text: `${named}A1,${at},K1,a\u0000b,5\nA2,${at},K1\u0000,c,6\nA3,${at},K1,c,6\u0000\n`,
    rejects: ["3: BAD_TEXT", "4: BAD_TEXT"],
    documents: goodOnly
  },
  {
    what: "letters that somebody else has lost already",
    mapping: { member: { name: "{Name}" } },
    text: `${named}A2,${at},K2,I\uFFFDd\uFFFDr,5\nA1,${at},K1,Iğdır,5\n`,
    rejects: ["2: BAD_TEXT"],
    documents: goodOnly
  },
  {
    what: "numbers of documents with quotes, commas, line breaks and signs of SOQL arrive as they are",
    text: `${header}"A\n1",${at},K1,5\n"O'Br\\ien%_",${at},"K'\\1",6\n"A\t2",${at},K1,6\n😀,${at},K😀,7\n"A""q""",${at},K1,8\n"A,c",${at},K1,9\n__proto__,${at},constructor,1\n`,
    documents: [
      "A\t2 Purchase Valid 6",
      "A\n1 Purchase Valid 5",
      'A"q" Purchase Valid 8',
      "A,c Purchase Valid 9",
      "O'Br\\ien%_ Purchase Valid 6",
      "__proto__ Purchase Valid 1",
      "😀 Purchase Valid 7"
    ]
  },
  {
    what: "what the org's fields cannot hold rejects its document alone",
    text: `${header}${"A".repeat(300)},${at},K1,5\nA2,${at},${"K".repeat(300)},6\n${good}`,
    rejects: ["2: STRING_TOO_LONG", "3: STRING_TOO_LONG"],
    documents: goodOnly
  },
  {
    what: "numbers of documents that differ by case are two documents",
    text: `${header}a1,${at},K1,6\n${good}`,
    documents: ["A1 Purchase Valid 5", "a1 Purchase Valid 6"]
  },
  {
    what: "lines that disagree in kind, status and currency, and words that the mapping does not know",
    mapping: {
      document: {
        kind: { column: "Kind", values: { S: "Purchase", R: "Return" } },
        status: { column: "State", values: { P: "Paid", C: "Cancelled" } },
        currency: { column: "Currency" }
      }
    },
    text:
      "No,Date,Customer,Amount,Kind,State,Currency\n" +
      "A2,S,P,GBP|A2,R,P,GBP|A3,S,P,GBP|A3,S,C,GBP|A4,S,P,GBP|A4,S,P,EUR|A5,S,p,GBP|A6,S,P,gbp|A7,constructor,P,GBP|A1,S,P,GBP"
        .split("|")
        .map((row) => row.replace(",", `,${at},K1,5,`))
        .join("\n") +
      "\n",
    rejects: [
      "2: MIXED_KINDS",
      "3: MIXED_KINDS",
      "4: MIXED_STATUS",
      "5: MIXED_STATUS",
      "6: MIXED_CURRENCIES",
      "7: MIXED_CURRENCIES",
      "8: BAD_STATUS",
      "9: BAD_CURRENCY",
      "10: BAD_KIND"
    ],
    documents: goodOnly
  },
  {
    what: "sums beyond range, and the largest one within",
    text: `${header}A1,${at},K1,8999999999999.99\nA2,${at},K1,9000000000000\nA2,${at},K1,9000000000000\nA3,${at},K1,99999999999999999999999999\nA4,${at},K1,9000000000000.01\n`,
    rejects: [3, 4, 5, 6].map((line) => `${line}: BAD_AMOUNT`),
    documents: ["A1 Purchase Valid 8999999999999.99"]
  },
  {
    what: "JSON: numbers with an exponent are what they are, and no number keeps its range from the others",
    mapping: jsonl,
    file: "input.jsonl",
    text: `${json({}).replace(":5}", ":1.5E7}")}${json({ No: "A2" }).replace(":5}", ":1e400}")}${json({ No: "A3" }).replace(":5}", ":0.1234567890123456789}")}`,
    rejects: ["2: BAD_NUMBER"],
    documents: ["A1 Purchase Valid 15000000", "A3 Purchase Valid 0.12"]
  },
  {
    what: "JSON: an object or a list in a cell is no value",
    mapping: jsonl,
    file: "input.jsonl",
    text: json({ No: "A2", Customer: { id: 5 } }) + json({ No: ["A", "B"] }) + json({}),
    rejects: ["1: BROKEN_ROW", "2: BROKEN_ROW"],
    documents: goodOnly
  },
  {
    what: "JSON: a document without lines, and one whose lines are no list, are told",
    mapping: lines,
    file: "input.jsonl",
    text:
      json({ lines: [{ sum: 5 }] }) +
      json({ No: "A2", lines: [] }) +
      json({ No: "A3" }) +
      json({ No: "A4", lines: { sum: 7 } }) +
      json({ No: "A5", lines: [{ sum: 1 }, null] }),
    rejects: ["2: BAD_NUMBER", "3: BAD_NUMBER", "4: BROKEN_ROW", "5: INCOMPLETE", "5: BAD_NUMBER"],
    documents: goodOnly
  },
  {
    what: "JSON: keys that come twice, and a list instead of a line each, break their own line",
    mapping: jsonl,
    file: "input.jsonl",
    text: `\uFEFF${json({ Name: "a\u2028b" })}{"No":"A2","Date":"2026-01-05","Customer":"K1","Amount":5,"Amount":50}\n[${json({ No: "A3" }).trim()}]\n`,
    rejects: ["2: BROKEN_ROW", "3: BROKEN_ROW"],
    unattributed: 2,
    documents: goodOnly
  }
];
