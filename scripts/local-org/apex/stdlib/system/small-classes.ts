import { randomUUID } from "node:crypto";
import { executionOf } from "../../../async/jobs.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { enumConstant } from "../../runtime/enums.ts";
import { orgDomain } from "../../runtime/org-domain.ts";
import { testState } from "../../testing/test-context.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";

export const comparatorInterface = defineClass({
  name: "Comparator",
  documentation: "Apex Reference Guide: Comparator Interface",
  kind: "interface",
  typeParameters: ["T"],
  members: { "Integer compare(T one, T other)": null }
});

export const callableInterface = defineClass({
  name: "Callable",
  documentation: "Apex Reference Guide: Callable Interface",
  kind: "interface",
  members: { "Object call(String action, Map<String, Object> args)": null }
});

export const quiddityEnum = defineClass({
  name: "Quiddity",
  documentation: "Apex Reference Guide: Quiddity Enum",
  kind: "enum",
  constants: [
    "ANONYMOUS",
    "AURA",
    "BATCH_ACS",
    "BATCH_APEX",
    "BATCH_CHUNK_PARALLEL",
    "BATCH_CHUNK_SERIAL",
    "BULK_API",
    "COMMERCE_INTEGRATION",
    "DISCOVERABLE_LOGIN",
    "FUNCTION_CALLBACK",
    "FUTURE",
    "INBOUND_EMAIL_SERVICE",
    "INVOCABLE_ACTION",
    "IOT",
    "PLATFORM_EVENT_PUBLISH_CALLBACK",
    "QUEUEABLE",
    "QUICK_ACTION",
    "REMOTE_ACTION",
    "REST",
    "RUNTEST_ASYNC",
    "RUNTEST_DEPLOY",
    "RUNTEST_SYNC",
    "SCHEDULED",
    "SOAP",
    "SYNCHRONOUS",
    "TRANSACTION_FINALIZER_QUEUEABLE",
    "UNDEFINED",
    "VF"
  ]
});

const requestKey = Symbol("id of the request");
const requestValue = { apexTypeName: "System.Request" };

function requestId(): string {
  const { state } = apexContext().tx;
  let id = state.get(requestKey) as string | undefined;
  if (id === undefined) state.set(requestKey, (id = randomUUID()));
  return id;
}

function quiddity(): unknown {
  const execution = executionOf(apexContext());
  const name = execution.kind === "synchronous" && testState() ? "RUNTEST_SYNC" : execution.quiddity;
  return enumConstant(quiddityEnum, name);
}

export const requestClass = defineClass({
  name: "Request",
  documentation: "Apex Reference Guide: Request Class",
  members: {
    "static Request getCurrent()": () => requestValue,
    "Quiddity getQuiddity()": quiddity,
    "String getRequestId()": requestId
  }
});

/** Value of the class System.Url. */
class UrlValue {
  readonly apexTypeName = "System.Url";
  readonly url: URL;
  private readonly text: string;

  constructor(text: string) {
    const parsed = URL.canParse(text) ? new URL(text) : undefined;
    if (!parsed) throw apexError("System.StringException", `no protocol: ${text}`);
    this.url = parsed;
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

const blank = (text: string) => (text === "" ? null : text);

export const urlClass = defineClass({
  name: "Url",
  documentation: "Apex Reference Guide: URL Class",
  members: {
    "Url(String spec)": (spec: string | null) => {
      if (spec === null) throw nullArgument();
      return new UrlValue(spec);
    },
    "static Url getOrgDomainUrl()": () => new UrlValue(orgDomain(apexContext().tx.database)),
    // Of API versions up to 58.0, and the same address.
    "static Url getSalesforceBaseUrl()": () => new UrlValue(orgDomain(apexContext().tx.database)),
    // Of API versions up to 58.0; no page is asked for here, and so it is the org's own address.
    "static Url getCurrentRequestUrl()": () => new UrlValue(orgDomain(apexContext().tx.database)),
    "String getAuthority()": (self: UrlValue) => blank(self.url.host),
    "String getFile()": (self: UrlValue) => self.url.pathname + self.url.search,
    "String getHost()": (self: UrlValue) => self.url.hostname,
    "String getPath()": (self: UrlValue) => self.url.pathname,
    "Integer getPort()": (self: UrlValue) => (self.url.port === "" ? -1 : Number(self.url.port)),
    "String getProtocol()": (self: UrlValue) => self.url.protocol.replace(/:$/, ""),
    "String getQuery()": (self: UrlValue) => blank(self.url.search.slice(1)),
    "String getRef()": (self: UrlValue) => blank(self.url.hash.slice(1)),
    "String toExternalForm()": (self: UrlValue) => self.toString()
  }
});
