import { z } from "zod";

/**
 * One value of a result table, told apart by its storage class: null, `["i", "42"]` a whole number of 64 bits,
 * `["r", 1.5]` a decimal one (`"Infinity"` and `"-Infinity"` as text), a plain string for text, `["b", "00ff"]` bytes.
 */
export const Cell = z.union([
  z.null(),
  z.string(),
  z.tuple([z.literal("i"), z.string().regex(/^-?\d{1,19}$/)]),
  z.tuple([z.literal("r"), z.union([z.number(), z.enum(["Infinity", "-Infinity"])])]),
  z.tuple([z.literal("b"), z.string().regex(/^([0-9a-f]{2})*$/)]),
]);
export type Cell = z.infer<typeof Cell>;

/** A result as SQLite gave it; two columns may bear one name. */
export const ResultTable = z.object({ columns: z.array(z.string()), rows: z.array(z.array(Cell)) });
export type ResultTable = z.infer<typeof ResultTable>;

/** How a result is held against the expected one. */
export const TableComparison = z.object({
  /** False: the same rows in any order will do. */
  ordered: z.boolean().default(false),
  /** `name`: columns are found by their names, in any order. `position`: names do not matter. */
  columns: z.enum(["name", "position"]).default("name"),
  floatAbsoluteTolerance: z.number().nonnegative().nullable().default(null),
  floatRelativeTolerance: z.number().nonnegative().nullable().default(null),
});
export type TableComparison = z.infer<typeof TableComparison>;

/** A result as it is shown: its beginning, with what the comparison says of each row. */
export const ShownTable = ResultTable.extend({
  /** Of the whole result. */
  rowCount: z.number().int().nonnegative(),
  /** Beside each shown row: in both, in this one alone, or in both at another place. Absent: nothing was compared. */
  marks: z.array(z.enum(["same", "alone", "moved"])).optional(),
});
export type ShownTable = z.infer<typeof ShownTable>;

/** What the room shows of the database before anything is run: taken from the first sample's fixture. */
export const TableShape = z.object({
  name: z.string(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      /** Part of the primary key. */
      key: z.boolean(),
      nullable: z.boolean(),
    }),
  ),
  sample: z.array(z.array(Cell)),
  rowCount: z.number().int().nonnegative(),
});
export type TableShape = z.infer<typeof TableShape>;
