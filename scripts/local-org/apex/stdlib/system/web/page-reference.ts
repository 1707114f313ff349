import type { SObjectRecord } from "../../../../schema/record.ts";
import type { ApexList } from "../../../runtime/collections.ts";
import { ApexMap } from "../../../runtime/collections.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { libraryType, stringType } from "../../../runtime/runtime-type.ts";
import { nullArgument } from "../../definition/arguments.ts";
import type { Cookie } from "./cookie.ts";
import { defineClass, type ClassDefinition } from "../../definition/define.ts";
import { libraryRows } from "../../database/rows.ts";

/** "getParameters(): Parameter keys are case-insensitive"; a parameter keeps the writing in which it came first. */
class ParameterMap extends ApexMap {
  private readonly names = new Map<string, string>();

  constructor(entries: Iterable<readonly [string, string]>) {
    super(stringType, stringType);
    for (const [name, value] of entries) if (!this.has(name)) this.set(name, value);
  }

  override get(key: unknown): unknown {
    return super.get(this.nameOf(key));
  }

  override has(key: unknown): boolean {
    return super.has(this.nameOf(key));
  }

  override set(key: unknown, value: unknown): unknown {
    const name = this.nameOf(key);
    if (typeof name === "string") this.names?.set(name.toLowerCase(), name);
    return super.set(name, value);
  }

  override delete(key: unknown): unknown {
    const name = this.nameOf(key);
    if (typeof name === "string") this.names.delete(name.toLowerCase());
    return super.delete(name);
  }

  override clear(): void {
    this.names.clear();
    super.clear();
  }

  private nameOf(key: unknown): unknown {
    return typeof key === "string" ? (this.names.get(key.toLowerCase()) ?? key) : key;
  }
}

/** Value of the class System.PageReference: an address with parameters. The local org renders no Visualforce pages. */
export class PageReference {
  readonly apexTypeName = "System.PageReference";
  readonly path: string;
  readonly parameters: ApexMap;
  readonly headers = new ApexMap(stringType, stringType);
  readonly cookies = new ApexMap(stringType, libraryType("Cookie"));
  anchor: string | null = null;
  redirect = false;
  redirectCode = 0;

  constructor(url: string) {
    const [beforeAnchor = "", anchor] = url.split("#");
    const [path = "", query = ""] = beforeAnchor.split("?");
    this.path = path;
    this.anchor = anchor ?? null;
    this.parameters = new ParameterMap(new URLSearchParams(query));
  }

  get url(): string {
    const parameters = [...this.parameters.entries()].map(([name, value]): [string, string] => [
      String(name),
      value === null ? "" : String(value)
    ]);
    const query = new URLSearchParams(
      parameters.sort(([one], [other]) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1))
    ).toString();
    return `${this.path}${query === "" ? "" : `?${query}`}${this.anchor === null ? "" : `#${this.anchor}`}`;
  }

  toString(): string {
    return `System.PageReference[${this.url}]`;
  }
}

function ofRecord(record: SObjectRecord | null): PageReference {
  if (record === null) throw nullArgument();
  return new PageReference(`/${String(record.id)}`);
}

/** Its text is what LightningForgotPasswordControllerTest expects, which every org with Experience Cloud has. */
function ofUrl(url: string | null): PageReference {
  if (url === null) throw apexError("System.NullPointerException", "Argument 1 cannot be null");
  return new PageReference(url);
}

function ofResource(name: string | null, path: string | null = null): PageReference {
  if (name === null) throw nullArgument();
  const [resource] = libraryRows("SELECT Name, SystemModstamp FROM StaticResource WHERE Name = :name", { name });
  if (!resource) throw apexError("System.VisualforceException", `Static resource does not exist: ${name}`);
  const inside = path === null ? "" : `/${path.replace(/^\//, "")}`;
  return new PageReference(`/resource/${String(resource.get("Name"))}${inside}`);
}

const noContent = (): never => {
  throw apexError("System.VisualforceException", "The local org does not render Visualforce pages");
};

function setCookies(self: PageReference, cookies: ApexList | null): void {
  if (cookies === null) throw nullArgument();
  for (const cookie of cookies.items as Cookie[]) self.cookies.set(cookie.name, cookie);
}

export const pageReferenceClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "PageReference",
    // The name that the classes of Experience Cloud sites use, e.g. LightningForgotPasswordController.
    alsoNamed: ["ApexPages.PageReference"],
    documentation: "Apex Reference Guide: PageReference Class",
    members: {
      "PageReference(String url)": ofUrl,
      "PageReference(SObject record)": ofRecord,
      "static PageReference forResource(String name)": ofResource,
      "static PageReference forResource(String name, String path)": ofResource,
      "String getAnchor()": (self: PageReference) => self.anchor,
      "Blob getContent()": noContent,
      "Blob getContentAsPDF()": noContent,
      "Map<String, Cookie> getCookies()": (self: PageReference) => self.cookies,
      "Map<String, String> getHeaders()": (self: PageReference) => self.headers,
      "Map<String, String> getParameters()": (self: PageReference) => self.parameters,
      "Boolean getRedirect()": (self: PageReference) => self.redirect,
      "Integer getRedirectCode()": (self: PageReference) => self.redirectCode,
      "String getUrl()": (self: PageReference) => self.url,
      "PageReference setAnchor(String anchor)": (self: PageReference, anchor: string | null) => {
        self.anchor = anchor;
        return self;
      },
      "void setCookies(List<Cookie> cookies)": setCookies,
      "PageReference setRedirect(Boolean redirect)": (self: PageReference, redirect: boolean | null) => {
        self.redirect = redirect ?? false;
        return self;
      },
      "PageReference setRedirectCode(Integer code)": (self: PageReference, code: number | null) => {
        self.redirectCode = code ?? 0;
        return self;
      }
    }
  })
];

/**
 * `Page.InvoiceEdit`: "a PageReference for a Visualforce page that has already been saved in your organization"
 * (Apex Reference Guide: PageReference Class, Using PageReference Methods). Each reading makes a new one; in the org of a
 * package its address has the namespace, as tests of SFDO-Community/Summit-Events-App that pass in orgs have it.
 */
export function pageClassOf(pages: readonly string[], namespace: string): ClassDefinition {
  const prefix = namespace === "" ? "" : `${namespace.toLowerCase()}__`;
  return defineClass({
    name: "Page",
    documentation: "Apex Reference Guide: PageReference Class",
    members: Object.fromEntries(
      pages.map((page) => [
        `static readonly PageReference ${page}`,
        { get: () => new PageReference(`/apex/${prefix}${page.toLowerCase()}`) }
      ])
    )
  });
}
