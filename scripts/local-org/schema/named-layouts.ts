import { dictionary } from "../values/dictionary.ts";

/** Layouts that the platform names beside an object's own ("SOAP API Developer Guide: describeSObjects()", namedLayoutInfos). */
export const standardNamedLayouts: Readonly<Record<string, readonly string[]>> = dictionary({ User: ["UserAlt"] });
