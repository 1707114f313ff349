import type { SObjectRecord } from "../schema/record.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { isStored, quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { analyzeQuery } from "./analyze.ts";
import { folded } from "./condition-sql.ts";
import { malformed, SoqlQueryError } from "./error.ts";
import { executeQuery, limitOf } from "./execute.ts";
import { unknownType } from "./names.ts";
import type { QueryPlan } from "./plan.ts";
import { parseSearch, type SearchNode, type SearchScope } from "./search-parser.ts";
import type { AnalyzedQuery, BindValue, QueryOptions } from "./types.ts";

/** A SOSL query whose names are resolved; made once, run many times. */
export interface AnalyzedSearch {
  readonly text: string;
  /** Names of binds in the order of first use. */
  readonly binds: readonly string[];
  /** One per object of RETURNING, in order. */
  readonly returning: readonly AnalyzedQuery[];
}

interface SearchPlan extends AnalyzedSearch {
  readonly node: SearchNode;
  readonly returning: readonly QueryPlan[];
}

const foundBind = "$found";
/** "SOQL and SOSL Reference: SOSL Limits on Search Results": rows of a search. */
const maximumRows = 2_000;

/** Parses a SOSL query and resolves its names; throws a SoqlQueryError in the platform's words. */
export function analyzeSearch(text: string, schema: Schema): AnalyzedSearch {
  const node = parseSearch(text);
  const returning = node.returning.map((item) => {
    const type = schema.object(item.object);
    if (type === undefined || !type.searchable) {
      throw unknownType(item.object, item.offset);
    }
    const condition = item.where === "" ? "" : ` AND (${item.where})`;
    const mode = node.mode === undefined ? "" : ` WITH ${node.mode}`;
    return analyzeQuery(
      `SELECT ${item.fields} FROM ${type.name} WHERE Id IN :${foundBind}${condition}${mode} ${item.tail}`,
      schema
    );
  });
  const ofConditions = returning.flatMap((query) => query.binds).filter((name) => name !== foundBind);
  const ofTerm = "bind" in node.find ? [node.find.bind] : [];
  const plan: SearchPlan = { text, node, returning, binds: [...new Set([...ofTerm, ...ofConditions])] };
  return plan;
}

/**
 * The rows of each object of RETURNING. `fixedResults` are the ids that a test gave (`Test.setFixedSearchResults`): in a
 * test nothing else is found.
 */
export function executeSearch(
  tx: Transaction,
  search: AnalyzedSearch,
  binds: ReadonlyMap<string, BindValue>,
  options: QueryOptions,
  fixedResults?: readonly string[]
): SObjectRecord[][] {
  const { node, returning } = search as SearchPlan;
  if (options.countLimits !== false) {
    tx.limits.consume("soslQueries");
  }
  let left = Math.min(limitOf(node.limit, binds) ?? maximumRows, maximumRows);
  return returning.map((query) => {
    const found = fixedResults ?? findIds(tx, query.from, node.scope, termOf(node, binds));
    const all = new Map([...binds, [foundBind, found] as const]);
    const { records } = executeQuery(tx, query, all, { ...options, countLimits: false });
    const kept = records.slice(0, left);
    left -= kept.length;
    return kept;
  });
}

function termOf(node: SearchNode, binds: ReadonlyMap<string, BindValue>): string {
  const term = "bind" in node.find ? binds.get(node.find.bind) : node.find.text;
  if (typeof term !== "string") {
    throw malformed("FIND needs a text", 0);
  }
  return term;
}

function findIds(tx: Transaction, type: SObjectType, scope: SearchScope, term: string): string[] {
  const fields = searchedFields(type, scope);
  const matches = matcherOf(term);
  if (fields.length === 0) {
    return [];
  }
  const live = type.field("IsDeleted") === undefined ? "" : ' WHERE "IsDeleted" = 0';
  const ids: string[] = [];
  for (const [id, ...texts] of tx.database.iterate(
    `SELECT "Id", ${fields.map((field) => quoted(field.name)).join(", ")} FROM ${quoted(type.name)}${live}`
  )) {
    if (matches(texts.map((text) => (text === null ? "" : String(text))))) {
      ids.push(id as string);
    }
  }
  return ids;
}

/** "SOQL and SOSL Reference: IN SearchGroup". */
function searchedFields(type: SObjectType, scope: SearchScope): Field[] {
  const stored = type.fields.filter(isStored);
  switch (scope) {
    case "NAME":
      return stored.filter((field) => field.nameField);
    case "EMAIL":
      return stored.filter((field) => field.type === "email");
    case "PHONE":
      return stored.filter((field) => field.type === "phone");
    default:
      return stored.filter((field) => ["string", "textarea", "email", "phone", "url", "picklist"].includes(field.type));
  }
}

/** "SOQL and SOSL Reference: FIND {SearchQuery}": whole words without case, `*` and `?`, AND, OR, AND NOT, quoted phrases. */
function matcherOf(term: string): (texts: readonly string[]) => boolean {
  const words = term.match(/"[^"]+"|\S+/g) ?? [];
  if (term.replace(/[*?"\s]/g, "").length < 2) {
    throw new SoqlQueryError("MALFORMED_SEARCH", `search term must be longer than one character: ${term}`, 0);
  }
  const alternatives: { pattern: RegExp; wanted: boolean }[][] = [[]];
  let wanted = true;
  for (const word of words) {
    const operator = word.toUpperCase();
    if (operator === "OR") {
      alternatives.push([]);
    } else if (operator === "NOT") {
      wanted = false;
    } else if (operator !== "AND") {
      alternatives[alternatives.length - 1]!.push({ pattern: wordPattern(word.replace(/"/g, "")), wanted });
      wanted = true;
    }
  }
  return (texts) => {
    const foldedTexts = texts.map(folded);
    return alternatives.some((terms) =>
      terms.every((one) => foldedTexts.some((text) => one.pattern.test(text)) === one.wanted)
    );
  };
}

function wordPattern(word: string): RegExp {
  const letter = "[\\p{L}\\p{N}_]";
  const source = folded(word)
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, `${letter}*`)
    .replace(/\?/g, letter);
  return new RegExp(`(?<!${letter})${source}(?!${letter})`, "u");
}
