import { z } from "zod";

/** BCP 47, as far as authors need it: en, de, pt-BR. */
export const LanguageTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "is a language as en, de or pt-BR");

/** What candidates read of a question, in one more language. What decides about points is in none of it. */
const Translation = z.object({
  title: z.string(),
  /** Markdown. */
  statement: z.string(),
  /** Of a choice: text by option id; an option that is missing keeps its first language. */
  options: z.record(z.string(), z.string()).optional(),
  /** Of a function: descriptions by parameter name, and of what it returns. */
  parameters: z.record(z.string(), z.string()).optional(),
  result: z.string().optional(),
});
export type Translation = z.infer<typeof Translation>;

/** `QuestionVersion.translations`, by language. */
export const Translations = z.record(LanguageTag, Translation);
export type Translations = z.infer<typeof Translations>;
