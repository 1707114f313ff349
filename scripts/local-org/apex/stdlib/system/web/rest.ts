import type { Blob } from "../../../../values/blob.ts";
import { ApexMap } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import { stringType } from "../../../runtime/runtime-type.ts";
import { defineClass } from "../../definition/define.ts";
import { property } from "../../definition/properties.ts";

const textMap = () => new ApexMap(stringType, stringType);

/** Value of the class System.RestRequest. */
export class RestRequestValue {
  readonly apexTypeName = "System.RestRequest";
  headers: ApexMap = textMap();
  params: ApexMap = textMap();
  httpMethod: string | null = null;
  remoteAddress: string | null = null;
  requestBody: Blob | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;
}

/** Value of the class System.RestResponse. */
export class RestResponseValue {
  readonly apexTypeName = "System.RestResponse";
  headers: ApexMap = textMap();
  responseBody: Blob | null = null;
  statusCode: number | null = null;
}

interface RestExchange {
  request: RestRequestValue | null;
  response: RestResponseValue | null;
}

const exchangeKey = Symbol("RestContext");

/** `RestContext.request` and `response` of the running transaction; null outside of Apex REST until a test sets them. */
export function restExchange(): RestExchange {
  const { state } = apexContext().tx;
  let exchange = state.get(exchangeKey) as RestExchange | undefined;
  if (!exchange) state.set(exchangeKey, (exchange = { request: null, response: null }));
  return exchange;
}

export const restContextClass = defineClass({
  name: "RestContext",
  documentation: "Apex Reference Guide: RestContext Class",
  members: {
    "static RestRequest request": {
      get: () => restExchange().request,
      set: (value: RestRequestValue | null) => {
        restExchange().request = value;
      }
    },
    "static RestResponse response": {
      get: () => restExchange().response,
      set: (value: RestResponseValue | null) => {
        restExchange().response = value;
      }
    }
  }
});

export const restRequestClass = defineClass({
  name: "RestRequest",
  documentation: "Apex Reference Guide: RestRequest Class",
  members: {
    "RestRequest()": () => new RestRequestValue(),
    "readonly Map<String, String> headers": { get: (self: RestRequestValue) => self.headers },
    "readonly Map<String, String> params": { get: (self: RestRequestValue) => self.params },
    "String httpMethod": property<RestRequestValue>("httpMethod"),
    "String remoteAddress": property<RestRequestValue>("remoteAddress"),
    "Blob requestBody": property<RestRequestValue>("requestBody"),
    "String requestURI": property<RestRequestValue>("requestURI"),
    "String resourcePath": property<RestRequestValue>("resourcePath"),
    "void addHeader(String name, String value)": (self: RestRequestValue, name: string | null, value: string | null) =>
      void self.headers.set(name, value),
    "void addParameter(String name, String value)": (
      self: RestRequestValue,
      name: string | null,
      value: string | null
    ) => void self.params.set(name, value)
  }
});

export const restResponseClass = defineClass({
  name: "RestResponse",
  documentation: "Apex Reference Guide: RestResponse Class",
  members: {
    "RestResponse()": () => new RestResponseValue(),
    "readonly Map<String, String> headers": { get: (self: RestResponseValue) => self.headers },
    "Blob responseBody": property<RestResponseValue>("responseBody"),
    "Integer statusCode": property<RestResponseValue>("statusCode"),
    "void addHeader(String name, String value)": (self: RestResponseValue, name: string | null, value: string | null) =>
      void self.headers.set(name, value)
  }
});
