import { analyzeSearch, type AnalyzedSearch } from "../../soql/search.ts";
import type { Schema } from "../../schema/types.ts";
import type { ApexList } from "../runtime/collections.ts";
import { apexContext } from "../runtime/context.ts";
import { searched } from "../runtime/data.ts";
import { apexError } from "../runtime/exceptions.ts";
import { accessOptions, type AccessLevelValue } from "./access.ts";
import { nullArgument } from "./arguments.ts";
import { defineClass } from "./define.ts";
import { asQueryException } from "./dynamic-query.ts";

const analyzed = new WeakMap<Schema, Map<string, AnalyzedSearch>>();
const largestCache = 200;

function analyzeCached(text: string): AnalyzedSearch {
  const { schema } = apexContext().tx;
  let searches = analyzed.get(schema);
  if (!searches || searches.size >= largestCache) analyzed.set(schema, (searches = new Map<string, AnalyzedSearch>()));
  let search = searches.get(text);
  if (!search) searches.set(text, (search = analyzeSearch(text, schema)));
  return search;
}

function query(text: string | null, level?: AccessLevelValue | null): ApexList {
  if (text === null) throw nullArgument();
  return asQueryException(() => {
    const search = analyzeCached(text);
    if (search.binds.length > 0)
      throw apexError("System.QueryException", `Variable does not exist: ${search.binds[0]!}`);
    return searched(search, new Map(), accessOptions(level));
  });
}

export const searchClass = defineClass({
  name: "Search",
  documentation: "Apex Reference Guide: Search Class",
  members: {
    "static List<List<SObject>> query(String text)": (text: string | null) => query(text),
    "static List<List<SObject>> query(String text, AccessLevel level)": query
  }
});
