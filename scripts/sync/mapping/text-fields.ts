import { z } from "zod";

export const column = z.string().min(1).describe("Name of a column, as the header has it.");

/** A secret, or an address that may hold one, never stands in a mapping. */
export const environmentName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "use the name of an environment variable such as ERP_DATABASE, never the value itself");
