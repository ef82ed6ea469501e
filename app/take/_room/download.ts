import { extensionOfLanguage } from "#lib/assessments/languages.ts";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";

/** Gives the candidate their answer as a file: the last way to keep work when nothing can be saved. */
export function downloadAnswer(question: RoomQuestion, content: AnswerContent | undefined): void {
  // A chosen file is on the candidate's own disk already.
  if (!content || "fileId" in content) return;
  const text =
    "source" in content ? content.source : "text" in content ? content.text : content.choices.join("\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const extension = "source" in content ? extensionOfLanguage(content.language) : "txt";
  link.download = `question-${question.ordinal}.${extension}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
