import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { reportBug, reportDatabaseAway } from "#lib/observability/report.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { DomainError, type FieldError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/ids.ts";

/** What a form shows after it was sent: its input back, and what to change. */
export interface FormState {
  status: "idle" | "error" | "done";
  /** One sentence above the form. */
  message?: string;
  /** Field name → what to change. */
  errors: Record<string, string>;
  /** The input as sent, passwords left out: nothing typed is lost. */
  values: Record<string, string | string[]>;
  /** What the command answered, for pages that show it once (a new key). */
  result?: unknown;
}

/** A command's answer may send the browser elsewhere. */
export interface FormOutcome {
  redirectTo?: string;
  message?: string;
  result?: unknown;
}

const SECRET_FIELD = /password|secret|token/i;

function readForm(form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    const all = form.getAll(name);
    input[name] = name.endsWith("[]") ? all : all.at(-1);
  }
  for (const name of Object.keys(input).filter((key) => key.endsWith("[]"))) {
    input[name.slice(0, -2)] = input[name];
    delete input[name];
  }
  return input;
}

/** Text and lists of text; a file cannot be given back. */
function isText(value: unknown): value is string | string[] {
  return [value].flat().every((part) => typeof part === "string");
}

function keepValues(input: Record<string, unknown>): FormState["values"] {
  const kept: FormState["values"] = {};
  for (const [name, value] of Object.entries(input)) {
    if (isText(value) && !SECRET_FIELD.test(name)) kept[name] = value;
  }
  return kept;
}

/** Where a field's name is not the word that its label uses. */
const WORDS: Record<string, string> = {
  email: "e-mail",
  url: "address",
  lookup: "look-up",
  slug: "short name",
};

/** `contactEmail` reads as “Contact e-mail”. */
function fieldWords(name: string): string {
  const parts = (name.split(".")[0] ?? "").split(/(?=[A-Z])/).map((part) => part.toLowerCase());
  const words = parts.map((part) => WORDS[part] ?? part).join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The API's details follow a pointer (“is empty”); a page says the same in a sentence of its own. */
function inSentences(errors: Record<string, string>): Record<string, string> {
  const entries = Object.entries(errors).map(([name, detail]) => [
    name,
    /^\p{Ll}/u.test(detail) && name ? `${fieldWords(name)} ${detail}` : detail,
  ]);
  return Object.fromEntries(entries);
}

function byField(errors: FieldError[]): Record<string, string> {
  const entries = errors.map((error) => [
    error.pointer.replace(/^\//, "").replaceAll("/", "."),
    error.detail,
  ]);
  return inSentences(Object.fromEntries(entries));
}

/**
 * Makes a server action for `useActionState` from a schema and a command: parse, run, and answer with the form's next
 * state. List fields are named `name[]`. A refusal becomes a sentence; a bug is reported and answered with its id.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.infer<Schema>) => Promise<FormOutcome>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    const input = readForm(form);
    const values = keepValues(input);
    const parsed = schema.safeParse(input);
    if (!parsed.success) {
      const errors: Record<string, string> = {};
      for (const issue of parsed.error.issues) errors[issue.path.join(".")] ??= issue.message;
      return { status: "error", message: "Some answers need a change.", errors: inSentences(errors), values };
    }
    const outcome = await attempt(() => run(parsed.data), values);
    if ("failed" in outcome) return outcome.failed;
    if (outcome.ok.redirectTo) redirect(outcome.ok.redirectTo);
    return { status: "done", message: outcome.ok.message, errors: {}, values: {}, result: outcome.ok.result };
  };
}

/** Next's own control flow (redirect, notFound) travels as errors and must pass through. */
function isNextSignal(error: unknown): boolean {
  const digest = (error as { digest?: unknown } | null)?.digest;
  return typeof digest === "string" && digest.startsWith("NEXT_");
}

async function attempt(
  run: () => Promise<FormOutcome>,
  values: FormState["values"],
): Promise<{ ok: FormOutcome } | { failed: FormState }> {
  try {
    return { ok: await run() };
  } catch (error) {
    if (isNextSignal(error)) throw error;
    if (error instanceof DomainError) {
      return {
        failed: { status: "error", message: error.message, errors: byField(error.errors ?? []), values },
      };
    }
    if (isDatabaseAway(error)) {
      reportDatabaseAway(error);
      const message =
        "We cannot reach our database. Nothing was changed; your input is kept. Try again shortly.";
      return { failed: { status: "error", message, errors: {}, values } };
    }
    const requestId = (await headers()).get("x-request-id") ?? newId();
    reportBug(error, { requestId });
    const message = `The fault is ours and was recorded. Nothing was changed. Quote ${requestId} if you write to us.`;
    return { failed: { status: "error", message, errors: {}, values } };
  }
}
