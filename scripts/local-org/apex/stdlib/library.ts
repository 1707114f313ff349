import {
  comparableInterface,
  iterableInterface,
  iteratorInterface,
  listClass,
  mapClass,
  setClass
} from "./collections.ts";
import type { ClassDefinition } from "./define.ts";
import { exceptionDefinitions } from "./exception.ts";
import { enumClass, objectClass } from "./object.ts";
import { platformClasses } from "./platform-classes.ts";
import { aggregateResultClass, sobjectClass } from "./sobject.ts";

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
