import type { z } from "zod";
import { sayInLanguage } from "#app/_words/sentences.ts";
import { getWords } from "#app/_words/server.tsx";
import { type FormOutcome, type FormState, formAction } from "./form-action.ts";

/** A `formAction` for forms that candidates fill in: what it answers is said in the reader's language. */
export function spokenAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.infer<Schema>) => Promise<FormOutcome>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  const action = formAction(schema, run);
  return async (previous, form) => {
    const [state, t] = await Promise.all([action(previous, form), getWords("sentences")]);
    if (state.status !== "error") return state;
    const errors = Object.entries(state.errors).map(([field, text]) => [field, sayInLanguage(text, t)]);
    return {
      ...state,
      message: state.message && sayInLanguage(state.message, t),
      errors: Object.fromEntries(errors),
    };
  };
}
