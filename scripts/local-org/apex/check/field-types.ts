import type { Field } from "../../schema/types.ts";
import { namesMetadata } from "../runtime/records.ts";
import type { TypeLibrary } from "../types/library.ts";
import type { Type } from "../types/types.ts";

/** The Apex type of a field ("Apex Developer Guide: SOAP API Field Types and Apex Types" in "Object Reference: Field Types"). */
export function fieldType(field: Field, library: TypeLibrary): Type {
  const { primitives } = library;
  if (field.idList) return library.listOf(primitives.String);
  switch (field.type) {
    case "id":
      return primitives.Id;
    case "reference":
      return namesMetadata(field) ? primitives.String : primitives.Id;
    case "boolean":
      return primitives.Boolean;
    case "int":
      return primitives.Integer;
    case "long":
      return primitives.Long;
    case "double":
    case "currency":
    case "percent":
      return primitives.Decimal;
    case "date":
      return primitives.Date;
    case "datetime":
      return primitives.Datetime;
    case "time":
      return primitives.Time;
    case "base64":
      return primitives.Blob;
    case "address":
      return library.required("Address").type();
    case "anyType":
      if (field.name === "ChangeEventHeader") return library.required("EventBus.ChangeEventHeader").type();
      return primitives.Object;
    default:
      return primitives.String;
  }
}
