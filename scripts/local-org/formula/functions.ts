import { dictionary } from "../values/dictionary.ts";
import { dateFunctions } from "./date-functions.ts";
import type { FormulaFunction } from "./function-kinds.ts";
import { geoFunctions } from "./geo-functions.ts";
import { jsonFunctions } from "./json-functions.ts";
import { logicFunctions } from "./logic-functions.ts";
import { numberFunctions } from "./number-functions.ts";
import { textFunctions } from "./text-functions.ts";

/** By name in capitals. */
export const functions: Readonly<Record<string, FormulaFunction>> = dictionary({
  ...logicFunctions,
  ...textFunctions,
  ...numberFunctions,
  ...dateFunctions,
  ...geoFunctions,
  ...jsonFunctions
});
