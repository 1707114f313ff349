import { Blob } from "../../../../values/blob.ts";
import { ApexList } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { invokeMethod } from "../../../runtime/reflection.ts";
import { stringType } from "../../../runtime/runtime-type.ts";
import { refuseCalloutAfterWork } from "../../../runtime/written-work.ts";
import { testState } from "../../../testing/test-context.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { XmlDocument } from "../../dom/dom.ts";
import { property } from "../../definition/properties.ts";
import { XmlStreamReader } from "../xml-stream-reader.ts";

/** Headers whose names are compared without regard to case. */
class Headers {
  private readonly values = new Map<string, { name: string; value: string | null }>();

  get(name: string): string | null {
    return this.values.get(name.toLowerCase())?.value ?? null;
  }

  set(name: string, value: string | null): void {
    this.values.set(name.toLowerCase(), { name, value });
  }

  /** In the order of the alphabet: a public suite that passes in orgs compares them with what it sorts. */
  names(): string[] {
    return [...this.values.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, { name }]) => name);
  }
}

/** Value of the class System.HttpRequest. */
export class HttpRequestValue {
  readonly apexTypeName = "System.HttpRequest";
  readonly headers = new Headers();
  method: string | null = null;
  endpoint: string | null = null;
  body: Blob | null = null;
  compressed: boolean | null = false;
  timeout: number | null = null;

  toString(): string {
    return `System.HttpRequest[Endpoint=${String(this.endpoint)}, Method=${String(this.method)}]`;
  }
}

/** Value of the class System.HttpResponse. */
export class HttpResponseValue {
  readonly apexTypeName = "System.HttpResponse";
  readonly headers = new Headers();
  body: Blob | null = null;
  status: string | null = null;
  statusCode: number | null = 0;

  toString(): string {
    return `System.HttpResponse[Status=${String(this.status)}, StatusCode=${String(this.statusCode)}]`;
  }
}

/** A mock that the platform itself provides. */
interface LibraryMock {
  respond(request: HttpRequestValue): HttpResponseValue;
}

const httpValue = { apexTypeName: "System.Http" };

/** Callouts leave for nowhere: a test's mock answers, everything else is refused. */
function send(_self: unknown, request: HttpRequestValue | null): unknown {
  if (request === null) throw nullArgument();
  apexContext().tx.limits.consume("callouts");
  refuseCalloutAfterWork();
  const test = testState();
  if (!test)
    throw apexError(
      "System.CalloutException",
      `The local org makes no callouts: ${String(request.method)} ${String(request.endpoint)}`
    );
  const mock = test.mocks.get("httpcalloutmock");
  if (!mock)
    throw apexError("System.TypeException", "Methods defined as TestMethod do not support Web service callouts");
  return "respond" in mock
    ? (mock as unknown as LibraryMock).respond(request)
    : invokeMethod(mock, "respond", [request]);
}

/** Text of a body; empty where there is none. */
const bodyText = (self: { body: Blob | null }) => self.body?.toText() ?? "";
const setBodyText = (self: { body: Blob | null }, text: string | null) => {
  self.body = text === null ? null : Blob.fromText(text);
};
const bodyDocument = (self: { body: Blob | null }) => XmlDocument.of(bodyText(self));
const getHeader = (self: { headers: Headers }, name: string) => self.headers.get(name);
const setHeader = (self: { headers: Headers }, name: string, value: string | null) => self.headers.set(name, value);

export const httpClass = defineClass({
  name: "Http",
  documentation: "Apex Reference Guide: Http Class",
  members: { "Http()": () => httpValue, "HttpResponse send(HttpRequest request)": send }
});

export const httpRequestClass = defineClass({
  name: "HttpRequest",
  documentation: "Apex Reference Guide: HttpRequest Class",
  members: {
    "HttpRequest()": () => new HttpRequestValue(),
    "String getBody()": bodyText,
    "Blob getBodyAsBlob()": (self: HttpRequestValue) => self.body,
    "Dom.Document getBodyDocument()": bodyDocument,
    "Boolean getCompressed()": (self: HttpRequestValue) => self.compressed,
    "String getEndpoint()": (self: HttpRequestValue) => self.endpoint,
    "String getHeader(String name)": getHeader,
    "String getMethod()": (self: HttpRequestValue) => self.method,
    "void setBody(String body)": setBodyText,
    "void setBodyAsBlob(Blob body)": property<HttpRequestValue>("body").set!,
    "void setBodyDocument(Dom.Document body)": (self: HttpRequestValue, body: XmlDocument | null) => {
      if (body === null) throw nullArgument();
      setBodyText(self, body.toXml());
    },
    // No request leaves the local org, so that no certificate is asked for.
    "void setClientCertificate(String certificate, String password)": () => undefined,
    "void setClientCertificateName(String name)": () => undefined,
    "void setCompressed(Boolean compressed)": property<HttpRequestValue>("compressed").set!,
    "void setEndpoint(String endpoint)": property<HttpRequestValue>("endpoint").set!,
    "void setHeader(String name, String value)": setHeader,
    "void setMethod(String method)": property<HttpRequestValue>("method").set!,
    "void setTimeout(Integer milliseconds)": property<HttpRequestValue>("timeout").set!,
    "String toString()": (self: HttpRequestValue) => self.toString()
  }
});

export const httpResponseClass = defineClass({
  name: "HttpResponse",
  documentation: "Apex Reference Guide: HttpResponse Class",
  members: {
    "HttpResponse()": () => new HttpResponseValue(),
    "String getBody()": bodyText,
    "Blob getBodyAsBlob()": (self: HttpResponseValue) => self.body,
    "Dom.Document getBodyDocument()": bodyDocument,
    "String getHeader(String name)": getHeader,
    "List<String> getHeaderKeys()": (self: HttpResponseValue) => new ApexList(stringType, self.headers.names()),
    "String getStatus()": (self: HttpResponseValue) => self.status,
    "Integer getStatusCode()": (self: HttpResponseValue) => self.statusCode,
    "XmlStreamReader getXmlStreamReader()": (self: HttpResponseValue) => new XmlStreamReader(bodyText(self)),
    "void setBody(String body)": setBodyText,
    "void setBodyAsBlob(Blob body)": property<HttpResponseValue>("body").set!,
    "void setHeader(String name, String value)": setHeader,
    "void setStatus(String status)": property<HttpResponseValue>("status").set!,
    "void setStatusCode(Integer statusCode)": property<HttpResponseValue>("statusCode").set!,
    "String toString()": (self: HttpResponseValue) => self.toString()
  }
});

export const httpCalloutMockInterface = defineClass({
  name: "HttpCalloutMock",
  documentation: "Apex Reference Guide: HttpCalloutMock Interface",
  kind: "interface",
  members: { "HttpResponse respond(HttpRequest request)": null }
});
