import type { SObjectRecord } from "../../schema/record.ts";
import { ApexMap } from "../runtime/collections.ts";
import { apexError } from "../runtime/exceptions.ts";
import { stringType } from "../runtime/runtime-type.ts";
import { nullArgument } from "./arguments.ts";
import { defineClass, type ClassDefinition } from "./define.ts";

/** Value of the class System.PageReference: an address with parameters. The local org renders no Visualforce pages. */
class PageReference {
  readonly apexTypeName = "System.PageReference";
  readonly path: string;
  readonly parameters: ApexMap;
  readonly headers = new ApexMap(stringType, stringType);
  anchor: string | null = null;
  redirect = false;

  constructor(url: string) {
    const [beforeAnchor = "", anchor] = url.split("#");
    const [path = "", query = ""] = beforeAnchor.split("?");
    this.path = path;
    this.anchor = anchor ?? null;
    this.parameters = new ApexMap(stringType, stringType, [...new URLSearchParams(query)]);
  }

  get url(): string {
    const query = new URLSearchParams(
      [...this.parameters.entries()].map(([name, value]): [string, string] => [
        String(name),
        value === null ? "" : String(value)
      ])
    ).toString();
    return `${this.path}${query === "" ? "" : `?${query}`}${this.anchor === null ? "" : `#${this.anchor}`}`;
  }

  get contentKey(): string {
    return this.url;
  }

  toString(): string {
    return `System.PageReference[${this.url}]`;
  }
}

function ofRecord(record: SObjectRecord | null): PageReference {
  if (record === null) throw nullArgument();
  return new PageReference(`/${String(record.id)}`);
}

function ofUrl(url: string | null): PageReference {
  if (url === null) throw nullArgument();
  return new PageReference(url);
}

const noContent = (): never => {
  throw apexError("System.VisualforceException", "The local org does not render Visualforce pages");
};

export const pageReferenceClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "PageReference",
    documentation: "Apex Reference Guide: PageReference Class",
    members: {
      "PageReference(String url)": ofUrl,
      "PageReference(SObject record)": ofRecord,
      "String getAnchor()": (self: PageReference) => self.anchor,
      "Blob getContent()": noContent,
      "Blob getContentAsPDF()": noContent,
      "Map<String, String> getHeaders()": (self: PageReference) => self.headers,
      "Map<String, String> getParameters()": (self: PageReference) => self.parameters,
      "Boolean getRedirect()": (self: PageReference) => self.redirect,
      "String getUrl()": (self: PageReference) => self.url,
      "PageReference setAnchor(String anchor)": (self: PageReference, anchor: string | null) => {
        self.anchor = anchor;
        return self;
      },
      "PageReference setRedirect(Boolean redirect)": (self: PageReference, redirect: boolean | null) => {
        self.redirect = redirect ?? false;
        return self;
      }
    }
  })
];
