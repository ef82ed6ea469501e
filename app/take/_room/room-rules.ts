import type { results } from "#app/_words/en/results.ts";
import type { Words } from "#app/_words/message.ts";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import type { LocalAnswer } from "./local-store.ts";

/** What a question starts with: the first language's starter, nothing chosen, nothing written. */
export function initialContent(question: RoomQuestion): AnswerContent {
  if (question.answer) return question.answer.content;
  switch (question.type) {
    case "code":
    case "function":
    case "sql": {
      const [first] = question.languages;
      return { language: first?.id ?? "", source: first?.starter ?? "" };
    }
    case "choice":
      return { choices: [] };
    case "text":
      return { text: "" };
    case "file":
      return { fileId: null };
  }
}

/** A question whose answer the judge runs: it has an editor and results. */
export type ProgramQuestion = RoomQuestion & { type: "code" | "function" | "sql" };

export function isProgram(question: RoomQuestion): question is ProgramQuestion {
  return "languages" in question;
}

/** Samples that are two texts; a SQL question's are tables. */
export function textSamples(question: ProgramQuestion): { name: string; input: string; expected: string }[] {
  return question.type === "sql" ? [] : question.samples;
}

export function starterOf(question: ProgramQuestion, language: string): string {
  return question.languages.find((offered) => offered.id === language)?.starter ?? "";
}

/** Whether there is anything of the candidate's own in an answer. */
export function isAnswered(question: RoomQuestion, content: AnswerContent): boolean {
  if ("source" in content && isProgram(question)) {
    const starter = starterOf(question, content.language).trim();
    return content.source.trim() !== "" && content.source.trim() !== starter;
  }
  if ("choices" in content) return content.choices.length > 0;
  if ("fileId" in content) return content.fileId !== null;
  return "text" in content && content.text.trim() !== "";
}

/** Words as a person counts them: what stands between white space and holds a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export function countLines(content: AnswerContent): number {
  const text = "source" in content ? content.source : "text" in content ? content.text : "";
  return text === "" ? 1 : text.split("\n").length;
}

export function sameContent(a: AnswerContent, b: AnswerContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** An answer beside the last text in each of its languages; of the one it is in, that is the answer itself. */
export function withDrafts(content: AnswerContent, drafts: Readonly<Record<string, string>> = {}) {
  const own = "language" in content ? { [content.language]: content.source } : {};
  return { content, drafts: { ...drafts, ...own } };
}

export type RestoreDecision = "keep_server" | "restore" | "renew" | "ask";

/**
 * What to do with work that this device holds. What another device saved since is never replaced unasked, and what
 * this one holds is never dropped. What stands on the server beyond the revision that this device knew is another's,
 * unless it says that it was saved here: the answer to that save was lost.
 * A page may be older than what this device knows to be committed: made before the last save came, come back to, or kept.
 * @param isKept the page is a kept one: what this device has sent since is newer, though no answer came.
 */
export function decideRestore(
  local: Pick<LocalAnswer, "unsaved" | "revision" | "base" | "writer" | "content">,
  server: { revision: number; writer?: string; content: AnswerContent } | null,
  isKept = false,
): RestoreDecision {
  const theirs = server?.revision ?? 0;
  const isOld = (local.base ?? 0) > theirs || (isKept && local.revision > theirs);
  if (isOld) return local.unsaved ? "restore" : "renew";
  if (!local.unsaved || (server && sameContent(local.content, server.content))) return "keep_server";
  const isOurs = server?.writer === local.writer && theirs <= local.revision;
  return isOurs || theirs <= (local.base ?? 0) ? "restore" : "ask";
}

/** A statement whose first line repeats the question's title as a heading: the page has that heading already. */
export function withoutTitle(statement: string, title: string): string {
  const [first = "", ...rest] = statement.trimStart().split("\n");
  const heading = /^#\s+(.*?)\s*#*\s*$/.exec(first)?.[1];
  return heading?.toLowerCase() === title.trim().toLowerCase() ? rest.join("\n").trimStart() : statement;
}

/** “Sample 1” for a test that its author only numbered, else its name: “01-empty”. */
export function testLabel(name: string, t: Words<typeof results>): string {
  if (name === "own input") return t("ownInput");
  return /^\d+$/.test(name) ? t("sample", { number: Number(name) }) : name;
}
