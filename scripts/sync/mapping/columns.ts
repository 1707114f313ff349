import type { Mapping } from "./mapping.ts";

/** A column that the mapping reads, with the mapping's field that names it. */
export interface MappedColumn {
  readonly column: string;
  readonly field: string;
}

type KeySource = { readonly column: string } | { readonly columns: readonly string[] };

/** Every column that the mapping reads of the export itself or of the file that is joined to it. */
export function columnsOf(mapping: Mapping): MappedColumn[] {
  return [...sourceColumns(mapping), ...documentColumns(mapping), ...memberColumns(mapping)];
}

/** The columns of a key, in their order. */
export function keyColumns(key: KeySource): readonly string[] {
  return "columns" in key ? key.columns : [key.column];
}

export function templateColumns(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
}

/** Makes the function that fills a template; `column` makes the one that reads a column's text. */
export function templateFiller<Row>(
  template: string,
  column: (name: string) => (row: Row) => string
): (row: Row) => string {
  const parts = template
    .split(/\{([^{}]+)\}/)
    .map((text, index) => (index % 2 === 1 ? column(text) : text))
    .filter((part) => part !== "");
  return (row) =>
    parts
      .map((part) => (typeof part === "string" ? part : part(row)))
      .join("")
      .trim();
}

function sourceColumns({ source }: Mapping): MappedColumn[] {
  const conditions = (field: "skipRows" | "keepRows"): MappedColumn[] =>
    source[field].map(({ column }, index) => ({ column, field: `source.${field}.${index}.column` }));
  const trailer = "trailer" in source ? source.trailer : undefined;
  const join = "join" in source ? source.join : undefined;
  return [
    ...conditions("skipRows"),
    ...conditions("keepRows"),
    ...source.fillDown.map((column, index) => ({ column, field: `source.fillDown.${index}` })),
    ...Object.keys(join?.on ?? {}).map((column) => ({ column, field: `source.join.on.${column}` })),
    ...named("source.trailer.row.column", trailer?.row.column),
    ...named("source.trailer.rows", trailer?.rows),
    ...named("source.trailer.amount", trailer?.amount)
  ];
}

function documentColumns({ document }: Mapping): MappedColumn[] {
  const { amount, currency, channel, kind, status, original, occurredAt, paidAt } = document;
  return [
    ...ofKey("document.externalId", document.externalId),
    ...named("document.occurredAt.column", occurredAt.column),
    ...named("document.occurredAt.time.column", occurredAt.time?.column),
    ...named("document.paidAt.column", paidAt?.column),
    ...named("document.paidAt.time.column", paidAt?.time?.column),
    ...ofKey("document.member", document.member),
    ...("multiply" in amount
      ? amount.multiply.flatMap((factor, index) =>
          named(`document.amount.multiply.${index}`, typeof factor === "string" ? factor : undefined)
        )
      : named("document.amount.column", amount.column)),
    ...named("document.currency.column", "column" in currency ? currency.column : undefined),
    ...named("document.channel.column", channel && "column" in channel ? channel.column : undefined),
    ...named("document.kind.column", kind.column),
    ...named("document.status.column", status?.column),
    ...(original ? ofKey("document.original", original) : [])
  ];
}

function memberColumns({ member }: Mapping): MappedColumn[] {
  return [
    ...templateColumns(member.name).map((column) => ({ column, field: "member.name" })),
    ...Object.entries(member.fields).flatMap(([field, text]) =>
      templateColumns(text).map((column) => ({ column, field: `member.fields.${field}` }))
    )
  ];
}

function ofKey(field: string, key: KeySource): MappedColumn[] {
  return "columns" in key
    ? key.columns.map((column, index) => ({ column, field: `${field}.columns.${index}` }))
    : [{ column: key.column, field: `${field}.column` }];
}

function named(field: string, column: string | undefined): MappedColumn[] {
  return column === undefined ? [] : [{ column, field }];
}
