import type { Blob } from "../../../../values/blob.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../../definition/define.ts";
import { HttpResponseValue, type HttpRequestValue } from "./http.ts";
import { libraryRows } from "../../database/rows.ts";

/** A mock that answers callouts with static resources: one for all, or one per endpoint. */
export class StaticResourceMock {
  readonly apexTypeName: string;
  readonly headers = new Map<string, string | null>();
  readonly resourceByEndpoint = new Map<string, string>();
  resource: string | undefined;
  status: string | null = null;
  statusCode: number | null = 200;

  constructor(apexTypeName: string) {
    this.apexTypeName = apexTypeName;
  }

  respond(request: HttpRequestValue): HttpResponseValue {
    const response = new HttpResponseValue();
    const name = this.resource ?? this.resourceByEndpoint.get(request.endpoint ?? "");
    if (name === undefined)
      throw apexError(
        "System.CalloutException",
        `No static resource is set for the endpoint ${String(request.endpoint)}`
      );
    response.body = bodyOf(name);
    response.status = this.status;
    response.statusCode = this.statusCode;
    for (const [header, value] of this.headers) response.headers.set(header, value);
    return response;
  }
}

function bodyOf(resource: string): Blob {
  const [row] = libraryRows("SELECT Body FROM StaticResource WHERE Name = :name", { name: resource });
  if (!row) throw apexError("System.CalloutException", `Static resource not found: ${resource}`);
  return row.get("Body") as Blob;
}

function mockClass(name: string, setResource: ClassDefinition["members"]): ClassDefinition {
  return defineClass({
    name,
    documentation: `Apex Reference Guide: ${name} Class`,
    implements: ["HttpCalloutMock"],
    members: {
      [`${name}()`]: () => new StaticResourceMock(`System.${name}`),
      "HttpResponse respond(HttpRequest request)": (self: StaticResourceMock, request: HttpRequestValue | null) => {
        if (request === null) throw nullArgument();
        return self.respond(request);
      },
      "void setHeader(String name, String value)": (self: StaticResourceMock, header: string, value: string | null) =>
        void self.headers.set(header, value),
      "void setStatus(String status)": (self: StaticResourceMock, status: string | null) => void (self.status = status),
      "void setStatusCode(Integer statusCode)": (self: StaticResourceMock, code: number | null) =>
        void (self.statusCode = code),
      ...setResource
    }
  });
}

export const staticResourceMockClasses: readonly ClassDefinition[] = [
  mockClass("StaticResourceCalloutMock", {
    "void setStaticResource(String resource)": (self: StaticResourceMock, resource: string | null) => {
      if (resource === null) throw nullArgument();
      self.resource = resource;
    }
  }),
  mockClass("MultiStaticResourceCalloutMock", {
    "void setStaticResource(String endpoint, String resource)": (
      self: StaticResourceMock,
      endpoint: string | null,
      resource: string | null
    ) => {
      if (endpoint === null || resource === null) throw nullArgument();
      self.resourceByEndpoint.set(endpoint, resource);
    }
  })
];
