import {
  comparableInterface,
  iterableInterface,
  iteratorInterface,
  listClass,
  mapClass,
  setClass
} from "./system/collections.ts";
import type { ClassDefinition } from "./definition/define.ts";
import { exceptionDefinitions } from "./system/exception.ts";
import { enumClass, objectClass } from "./system/object.ts";
import { platformClasses } from "./definition/platform-classes.ts";
import { aggregateResultClass, sobjectClass } from "./system/sobject.ts";

/** Everything that Apex code can name besides its own classes and the schema's objects. */
export const library: readonly ClassDefinition[] = [
  objectClass,
  enumClass,
  iteratorInterface,
  iterableInterface,
  comparableInterface,
  listClass,
  setClass,
  mapClass,
  sobjectClass,
  aggregateResultClass,
  ...exceptionDefinitions,
  ...platformClasses
];
