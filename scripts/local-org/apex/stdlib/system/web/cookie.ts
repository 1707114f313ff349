import { defineClass } from "../../definition/define.ts";
import { getter } from "../../definition/properties.ts";

/** Value of the class System.Cookie. */
export class Cookie {
  readonly apexTypeName = "System.Cookie";
  readonly name: string | null;
  readonly value: string | null;
  readonly path: string | null;
  readonly maxAge: number | null;
  readonly secure: boolean | null;
  readonly sameSite: string | null;
  readonly httpOnly: boolean | null;
  readonly domain: string | null = null;

  constructor(
    name: string | null,
    value: string | null,
    path: string | null,
    maxAge: number | null,
    secure: boolean | null,
    sameSite: string | null = null,
    httpOnly: boolean | null = false
  ) {
    this.name = name;
    this.value = value;
    this.path = path;
    this.maxAge = maxAge;
    this.secure = secure;
    this.sameSite = sameSite;
    this.httpOnly = httpOnly;
  }
}

const parameters = "String name, String value, String path, Integer maxAge, Boolean isSecure";
const make = (...values: ConstructorParameters<typeof Cookie>): Cookie => new Cookie(...values);

export const cookieClass = defineClass({
  name: "Cookie",
  documentation: "Apex Reference Guide: Cookie Class",
  members: {
    [`Cookie(${parameters})`]: make,
    [`Cookie(${parameters}, String sameSite)`]: make,
    [`Cookie(${parameters}, String sameSite, Boolean isHttpOnly)`]: make,
    "String getDomain()": getter<Cookie>("domain"),
    "Integer getMaxAge()": getter<Cookie>("maxAge"),
    "String getName()": getter<Cookie>("name"),
    "String getPath()": getter<Cookie>("path"),
    "String getSameSite()": getter<Cookie>("sameSite"),
    "String getValue()": getter<Cookie>("value"),
    "Boolean isHttpOnly()": getter<Cookie>("httpOnly"),
    "Boolean isSecure()": getter<Cookie>("secure")
  }
});
