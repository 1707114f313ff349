import type { Blob } from "./blob.ts";
import type { ApexDate } from "./date.ts";
import type { ApexDatetime } from "./datetime.ts";
import type { Decimal } from "./decimal.ts";
import type { ApexTime } from "./time.ts";

/**
 * The value of one field of one record, the same in storage, SOQL, save, formulas and Apex, so that nothing is
 * converted on the way. Absent and blank are both `null`; `undefined` never occurs and an empty string is `null`.
 *
 * | field type                                   | value          |
 * | -------------------------------------------- | -------------- |
 * | text, picklist, id, reference, email, …      | string (ids: 18 characters) |
 * | checkbox                                     | boolean        |
 * | int (standard objects only)                  | number, 32 bit |
 * | number, currency, percent, double            | Decimal        |
 * | date / datetime / time / base64              | ApexDate / ApexDatetime / ApexTime / Blob |
 */
export type FieldValue = null | string | boolean | number | Decimal | ApexDate | ApexDatetime | ApexTime | Blob;
