import { analyzeSearch, type AnalyzedSearch } from "../../../soql/search.ts";
import type { Schema } from "../../../schema/types.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { searched } from "../../runtime/data.ts";
import { accessOptions, type AccessLevelValue } from "../system/access.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { asQueryException, bindsOf, type BindScope } from "../database/dynamic-query.ts";
import { PlatformValue } from "../definition/platform-value.ts";

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

function query(text: string | null, level: AccessLevelValue | null | undefined, scope?: BindScope): ApexList {
  if (text === null) throw nullArgument();
  return asQueryException(() => {
    const search = analyzeCached(text);
    return searched(search, bindsOf(search.binds, scope), accessOptions(level));
  });
}

/** Value of the class Search.SearchResults: the rows of each object of RETURNING. */
class SearchResults {
  readonly apexTypeName = "Search.SearchResults";
  private readonly lists: ReadonlyMap<string, ApexList>;

  constructor(search: AnalyzedSearch, lists: ApexList) {
    this.lists = new Map(
      search.returning.map(({ from }, index) => [from.name.toLowerCase(), lists.items[index] as ApexList])
    );
  }

  of(object: string | null): ApexList | null {
    if (object === null) throw nullArgument();
    const found = this.lists.get(object.toLowerCase());
    if (!found) return null;
    return new ApexList(
      libraryType("Search.SearchResult"),
      found.items.map((record) => new PlatformValue("Search.SearchResult", { record }))
    );
  }
}

function find(text: string | null, level: AccessLevelValue | null | undefined, scope?: BindScope): SearchResults {
  const lists = query(text, level, scope);
  return new SearchResults(analyzeCached(text!), lists);
}

export const searchResultClasses = [
  defineClass({
    namespace: "Search",
    name: "SearchResults",
    documentation: "Apex Reference Guide: SearchResults Class",
    members: {
      "List<Search.SearchResult> get(String object)": (self: SearchResults, object: string | null) => self.of(object)
    }
  }),
  defineClass({
    namespace: "Search",
    name: "SearchResult",
    documentation: "Apex Reference Guide: SearchResult Class",
    members: { "SObject getSObject()": (self: PlatformValue) => self.values["record"] }
  })
];

/** The compiler gives the scope of local variables behind the arguments, as to the queries of Database. */
export const searchClass = defineClass({
  name: "Search",
  documentation: "Apex Reference Guide: Search Class",
  members: {
    "static Search.SearchResults find(String text)": (text: string | null, scope?: BindScope) =>
      find(text, undefined, scope),
    "static Search.SearchResults find(String text, AccessLevel level)": find,
    "static List<List<SObject>> query(String text)": (text: string | null, scope?: BindScope) =>
      query(text, undefined, scope),
    "static List<List<SObject>> query(String text, AccessLevel level)": query
  }
});
