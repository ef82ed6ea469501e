import { z } from "zod";
import { parseType } from "./types.ts";

/** More than this is a record in disguise. */
const MAX_PARAMETERS = 8;
/** Words that at least one of our languages keeps for itself, beside every name a harness brings. */
const RESERVED = new Set(
  `abstract and array as assert async auto await bool boolean break byte case catch char class clone const continue
  crate def default defer del delete do double dyn each echo elif else elseif elsif empty end ensure enum eval except
  exec exit export extends extern false final finally float fn for foreach from func function global go goto if impl
  implements import in include int interface is isset lambda let list long loop main map match mod module move mut
  namespace new next nil none not null operator or override package panic pass print priv private protected pub public
  raise range redo ref register require rescue retry return select self short signed sizeof static string struct super
  switch template then this throw trait true try type typeof undef union unless unset unsafe until use using var virtual
  void volatile when where while with yield`.split(/\s+/),
);

/** Camel case; each language writes it in its own way (`lateFees`, `late_fees`). */
const Identifier = z
  .string()
  .max(40, "is longer than 40 characters")
  .regex(/^[a-z][a-zA-Z0-9]*$/, "takes letters and digits, beginning with a lower-case letter")
  .refine(
    (name) => !RESERVED.has(name.toLowerCase()),
    "is a word that one of the languages keeps for itself",
  );

const TypeName = z
  .string()
  .max(120)
  .refine(
    (text) => parseType(text) !== null,
    "is not a type: use int, long, float, bool, string, list<T>, map<string,T>, and T? for a value that may be missing",
  );

const Described = { type: TypeName, description: z.string().max(400).default("") };

/** What the candidate's function is called, takes and returns. */
export const Signature = z.object({
  name: Identifier,
  parameters: z
    .array(z.object({ name: Identifier, ...Described }))
    .min(1, "A function takes at least one parameter")
    .max(MAX_PARAMETERS, `A function takes at most ${MAX_PARAMETERS} parameters`)
    .refine(
      (list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length,
      "two have the same name",
    ),
  result: z.object(Described),
});
export type Signature = z.infer<typeof Signature>;

/** How a returned value is held against the expected one. Maps never have an order. */
export const ValueComparison = z.object({
  /** `exact`: as listed. `any`: the outermost list in any order. `deep`: lists at every level in any order. */
  order: z.enum(["exact", "any", "deep"]).default("exact"),
  floatAbsoluteTolerance: z.number().nonnegative().nullable().default(null),
  floatRelativeTolerance: z.number().nonnegative().nullable().default(null),
});
export type ValueComparison = z.infer<typeof ValueComparison>;
