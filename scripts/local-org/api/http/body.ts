import { z } from "zod";
import { ApiError, type ApiRequest } from "./exchange.ts";

/** A text that may be absent or null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** A switch that may be absent or null. */
export const flag = z.boolean().nullish();

/** Fields by name, whatever their values. */
export const fieldValues = z.record(z.string(), z.unknown());

/** A record that may say of which object it is; its fields are read against that object's describe. */
export const typedRecord = z.looseObject({ attributes: z.looseObject({ type: text, referenceId: text }).nullish() });

/** The JSON body in the shape that a resource takes; where it has another one, a 400 that names the place. */
export function bodyOf<Shape extends z.ZodType>(request: Pick<ApiRequest, "json">, shape: Shape): z.output<Shape> {
  const read = shape.safeParse(request.json());
  if (read.success) return read.data;
  const { message, path } = read.error.issues[0]!;
  const place = path.length === 0 ? "the request body" : path.map(String).join(".");
  throw new ApiError(400, "JSON_PARSER_ERROR", `Cannot deserialize ${place}: ${message}`);
}
