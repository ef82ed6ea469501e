import { z } from "zod";
import { Line } from "#lib/platform/text.ts";
import { MAX_SHORT_CHARACTERS } from "./rules.ts";

/** Spellings of one answer; a list beyond it means that the question has no short answer. */
const MAX_ACCEPTED = 50;
const MAX_UNITS = 12;
const MAX_UNIT_CHARACTERS = 20;

const AcceptedText = z.object({ text: Line.min(1).max(MAX_SHORT_CHARACTERS) }).strict();

const AcceptedNumber = z
  .object({
    number: z.number(),
    /** How far an answer may lie from it, either way. */
    tolerance: z.number().nonnegative().default(0),
    /** The same as a share of the number: 0.01 is one percent. The wider of the two counts. */
    relativeTolerance: z.number().nonnegative().max(1).default(0),
    /** What may stand behind (or before) the number. */
    units: z.array(Line.min(1).max(MAX_UNIT_CHARACTERS)).max(MAX_UNITS).default([]),
    /** Whether one of them must: where the question leaves the unit to the candidate. */
    unitRequired: z.boolean().default(false),
  })
  .strict()
  .refine(({ units, unitRequired }) => !unitRequired || units.length > 0, {
    path: ["units"],
    message: "a unit is required, and none is listed",
  });

/** One thing that counts as right: a text, compared after folding (rules.ts), or a number with its tolerance. */
export const Accepted = z.union([AcceptedText, AcceptedNumber]);
export type Accepted = z.infer<typeof Accepted>;

/** The key of a short answer: never sent to a candidate. There are no patterns: each form is written out, or a number. */
export const ShortKey = z
  .object({
    accepted: z.array(Accepted).min(1).max(MAX_ACCEPTED),
    /** Whether “Git” and “git” differ. */
    caseSensitive: z.boolean().default(false),
    /** `one`: a run of white space counts as one space. `none`: white space does not count at all. */
    spaces: z.enum(["one", "none"]).default("one"),
  })
  .strict();
export type ShortKey = z.infer<typeof ShortKey>;
