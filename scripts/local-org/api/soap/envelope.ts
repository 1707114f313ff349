import { XMLParser } from "fast-xml-parser";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import { errorResponse } from "../http/error-response.ts";
import type { Session, Sessions } from "../http/sessions.ts";

/** Content of an element: its text, or its children by local name; what is repeated is an array. */
export type SoapValue = string | SoapElement | readonly SoapValue[];
export interface SoapElement {
  readonly [name: string]: SoapValue | undefined;
}

export interface SoapCall {
  readonly operation: string;
  readonly arguments: SoapElement;
  readonly header: SoapElement;
}

/** What an operation answers: values by element name, arrays as repeated elements, undefined left out, null as `xsi:nil`. */
export type XmlContent =
  | string
  | number
  | boolean
  | null
  | undefined
  | RawXml
  | readonly XmlContent[]
  | { readonly [name: string]: XmlContent };

/** The inside of an element as it is to be written, and the element's attributes. */
export class RawXml {
  readonly attributes: string;
  readonly inner: string;

  constructor(attributes: string, inner: string) {
    this.attributes = attributes;
    this.inner = inner;
  }
}

type Operation = (call: SoapCall, request: ApiRequest) => SoapAnswer | Promise<SoapAnswer>;
type SoapAnswer = SoapResult | XmlContent;

export interface SoapService {
  readonly namespace: string;
  /** Operations that need no session. */
  readonly open?: Readonly<Record<string, (call: SoapCall, request: ApiRequest) => XmlContent>>;
  /** By name; the answer becomes `<result>`, one for each of an array. */
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A result with a SOAP header beside it. */
export class SoapResult {
  readonly result: XmlContent;
  readonly header: XmlContent;

  constructor(result: XmlContent, header: XmlContent) {
    this.result = result;
    this.header = header;
  }
}

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: false
});

/**
 * Answers a SOAP request. The caller is known by the SessionHeader ("SOAP API Developer Guide: SessionHeader") or by the
 * Authorization header that HTTP has.
 */
export async function answerSoap(service: SoapService, sessions: Sessions, request: ApiRequest): Promise<ApiResponse> {
  try {
    const call = readCall(request.bytes());
    const open = own(service.open ?? {}, call.operation);
    if (open) return answer(service, call, open(call, request));
    const session = sessionOf(call, request, sessions);
    if (!session)
      throw new ApiError(401, "INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
    const operation = own(service.operations, call.operation);
    if (!operation)
      throw new ApiError(
        500,
        "UNSUPPORTED_API_VERSION",
        `The local org does not support the SOAP operation ${call.operation}`
      );
    const { user } = session;
    return answer(
      service,
      call,
      await operation(call, { ...request, user, transaction: (work) => request.org.transaction(user, work) })
    );
  } catch (error) {
    return fault(error);
  }
}

/** An operation's name comes from outside and may be that of a member of every object. */
function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function readCall(bytes: Uint8Array): SoapCall {
  let envelope: SoapElement;
  try {
    envelope = elementIn(parser.parse(Buffer.from(bytes).toString("utf8"), true) as SoapElement, "Envelope");
  } catch (error) {
    throw new ApiError(500, "UNKNOWN_EXCEPTION", `The request is not well-formed XML: ${(error as Error).message}`);
  }
  const body = elementIn(envelope, "Body");
  const operation = Object.keys(body).find((name) => !name.startsWith("#"));
  if (operation === undefined) throw new ApiError(500, "UNKNOWN_EXCEPTION", "The request holds no SOAP operation");
  return { operation, arguments: elementIn(body, operation), header: elementIn(envelope, "Header") };
}

function sessionOf(call: SoapCall, request: ApiRequest, sessions: Sessions): Session | undefined {
  const bearer = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers["authorization"] ?? "")?.[1];
  return sessions.findForApi(soapText(elementIn(call.header, "SessionHeader"), "sessionId") ?? bearer);
}

/** A child element; empty where it is absent. */
export function elementIn(element: SoapElement, name: string): SoapElement {
  const value = element[name];
  const first = Array.isArray(value) ? (value as readonly SoapValue[])[0] : value;
  return typeof first === "object" && !Array.isArray(first) ? (first as SoapElement) : {};
}

export function soapText(element: SoapElement, name: string): string | undefined {
  const value = element[name];
  return typeof value === "string" ? value.trim() : undefined;
}

/** All texts or elements of one name. */
export function soapAll(element: SoapElement, name: string): readonly SoapValue[] {
  const value = element[name];
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly SoapValue[]) : [value];
}

export function soapTexts(element: SoapElement, name: string): string[] {
  return soapAll(element, name).flatMap((value) => (typeof value === "string" ? [value.trim()] : []));
}

export function soapElements(element: SoapElement, name: string): SoapElement[] {
  return soapAll(element, name).flatMap((value) =>
    typeof value === "object" && !Array.isArray(value) ? [value as SoapElement] : []
  );
}

function answer(service: SoapService, call: SoapCall, answered: SoapAnswer): ApiResponse {
  const { result, header } = answered instanceof SoapResult ? answered : { result: answered, header: undefined };
  const head = header === undefined ? "" : `<soapenv:Header>${toXml(header)}</soapenv:Header>`;
  const body = `<${call.operation}Response>${toXml({ result })}</${call.operation}Response>`;
  return xmlResponse(
    200,
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${service.namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${head}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`
  );
}

/** "SOAP API Developer Guide: API Fault Element": the code is the exception's, the text begins with it. */
function fault(error: unknown): ApiResponse {
  const [first] = errorResponse(error).body as { errorCode: string; message: string }[];
  const { errorCode = "UNKNOWN_EXCEPTION", message = String(error) } = first ?? {};
  return xmlResponse(
    500,
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com"><soapenv:Body><soapenv:Fault>${toXml({ faultcode: `sf:${errorCode}`, faultstring: `${errorCode}: ${message}` })}</soapenv:Fault></soapenv:Body></soapenv:Envelope>`
  );
}

function xmlResponse(status: number, text: string): ApiResponse {
  return {
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?>${text}`,
    headers: { "Content-Type": "text/xml;charset=UTF-8" }
  };
}

/** Elements one after another, in the order of the object's keys. */
export function toXml(content: XmlContent): string {
  if (content === null || content === undefined) return "";
  if (typeof content !== "object") return escaped(String(content));
  if (content instanceof RawXml) return content.inner;
  if (Array.isArray(content)) return (content as readonly XmlContent[]).map(toXml).join("");
  return Object.entries(content)
    .map(([name, value]) =>
      Array.isArray(value)
        ? (value as readonly XmlContent[]).map((one) => element(name, one)).join("")
        : element(name, value)
    )
    .join("");
}

function element(name: string, value: XmlContent): string {
  if (value === undefined) return "";
  if (value instanceof RawXml) return `<${name}${value.attributes}>${value.inner}</${name}>`;
  return value === null ? `<${name} xsi:nil="true"/>` : `<${name}>${toXml(value)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "?");
}
