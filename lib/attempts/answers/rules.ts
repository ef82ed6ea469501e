import {
  type AnswerContent,
  ChoiceAnswer,
  CodeAnswer,
  type Definition,
  FileAnswer,
  TextAnswer,
} from "#lib/assessments/schema.ts";
import { MAX_SHORT_CHARACTERS } from "#lib/assessments/short/rules.ts";
import { MAX_SOURCE_BYTES } from "#lib/assessments/sizes/rules.ts";
import type { FieldError } from "#lib/platform/errors.ts";
import type { RoomEvent } from "../schema.ts";

/** The database refuses 512 KiB of JSON text; it writes a few spaces more than we do. */
const MAX_STORED_BYTES = 512 * 1024 - 64;
/** Beyond any attempt (a working day, at most three times as long, and credits) lies a wrong clock or a wrong client. */
const MAX_EVENT_AGE_MS = 3 * 86_400_000;
/** PostgreSQL's text cannot hold U+0000, and no editor types it. */
const NUL = "\u0000";

export type Checked = { ok: true; content: AnswerContent } | { ok: false; errors: FieldError[] };

function no(pointer: string, detail: string): Checked {
  return { ok: false, errors: [{ pointer, detail }] };
}

/** A text of nothing but control characters grows six-fold in JSON; the column's own check must never be what refuses. */
function fit(pointer: string, content: AnswerContent): Checked {
  if (Buffer.byteLength(JSON.stringify(content)) > MAX_STORED_BYTES)
    return no(pointer, "Too many control characters.");
  return { ok: true, content };
}

/** What an answer to a question for the judge may be written in; none for the other kinds. */
export function languagesOf(definition: Definition): readonly string[] {
  if ("languages" in definition) return definition.languages;
  return definition.type === "sql" ? ["sql"] : [];
}

/** Whether nothing stands in an answer that was saved: an uploaded file was taken away again. */
export function isWithdrawn(content: unknown): boolean {
  return (content as { fileId?: unknown } | null)?.fileId === null;
}

/** The language that judging an answer takes; null when no sandbox is needed: left empty, or graded by key or people. */
export function languageOf(definition: Definition, content: unknown): string | null {
  if (content === null || languagesOf(definition).length === 0) return null;
  return CodeAnswer.parse(content).language;
}

function checkCode(languages: readonly string[], answer: CodeAnswer): Checked {
  if (!languages.includes(answer.language)) {
    return no("/content/language", `This question takes ${languages.join(", ")}.`);
  }
  if (Buffer.byteLength(answer.source) > MAX_SOURCE_BYTES) {
    return no("/content/source", `Too large: at most ${MAX_SOURCE_BYTES / 1024} KiB. Shorten it.`);
  }
  if (answer.source.includes(NUL)) return no("/content/source", "Take out the NUL character.");
  return fit("/content/source", { ...answer, source: answer.source.toWellFormed() });
}

function checkChoice(definition: Definition & { type: "choice" }, answer: ChoiceAnswer): Checked {
  const known = new Set(definition.options.map((option) => option.id));
  const chosen = [...new Set(answer.choices)];
  if (chosen.some((id) => !known.has(id)))
    return no("/content/choices", "Choose among this question's options.");
  if (!definition.multiple && chosen.length > 1) return no("/content/choices", "Choose one option.");
  return { ok: true, content: { choices: chosen } };
}

const FORMS = { choice: ChoiceAnswer, text: TextAnswer, file: FileAnswer } as const;

/** Whether a content may be the answer to a question: its form, its size, and only what the question offers. */
export function checkContent(definition: Definition, content: unknown): Checked {
  const languages = languagesOf(definition);
  const schema = languages.length > 0 ? CodeAnswer : FORMS[definition.type as keyof typeof FORMS];
  const parsed = schema.safeParse(content);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({
      pointer: ["/content", ...issue.path.map(String)].join("/"),
      detail: issue.message,
    }));
    return { ok: false, errors };
  }
  if (languages.length > 0) return checkCode(languages, parsed.data as CodeAnswer);
  if (definition.type === "choice") return checkChoice(definition, parsed.data as ChoiceAnswer);
  if (definition.type === "file") return { ok: true, content: parsed.data as FileAnswer };
  return checkText(definition.type === "text" && definition.short !== undefined, parsed.data as TextAnswer);
}

function checkText(isShort: boolean, { text }: TextAnswer): Checked {
  if (text.includes(NUL)) return no("/content/text", "Take out the NUL character.");
  if (isShort && (text.length > MAX_SHORT_CHARACTERS || /[\r\n]/.test(text)))
    return no("/content/text", `One line of at most ${MAX_SHORT_CHARACTERS} characters.`);
  return fit("/content/text", { text: text.toWellFormed() });
}

/**
 * The events as the database can take them, their times to the millisecond. The browser's clock is only a hint: what is
 * said to be yet to come, of long ago or of no time happened when it reached us.
 * @param at when they reached us.
 * @param start of the attempt, where the caller has it: nothing is seen before.
 */
export function keepEvents(events: readonly RoomEvent[], at: Date, start?: Date): RoomEvent[] {
  return events.map((event) => {
    const ago = at.getTime() - Date.parse(event.at);
    const happened = ago >= 0 && ago <= MAX_EVENT_AGE_MS ? at.getTime() - ago : at.getTime();
    return { ...event, at: new Date(Math.max(happened, start?.getTime() ?? 0)).toISOString() };
  });
}
