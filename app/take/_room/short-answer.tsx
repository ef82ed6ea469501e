"use client";

import { useWords } from "#app/_words/words-provider.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import { MAX_SHORT_CHARACTERS } from "#lib/assessments/short/rules.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";

interface ShortAnswerProps {
  question: RoomQuestion & { type: "text" };
  text: string;
  readOnly: boolean;
  onEdit: (content: AnswerContent) => void;
  onPaste: (characters: number) => void;
}

/** One line. It stands in no form: Enter submits nothing. */
export function ShortAnswer({ question, text, readOnly, onEdit, onPaste }: ShortAnswerProps) {
  const t = useWords("room");
  return (
    <div className="grid max-w-column gap-2 p-4 md:p-5">
      <label htmlFor="short-answer" className="font-medium">
        {t("textAnswer", { ordinal: question.ordinal })}
      </label>
      <input
        id="short-answer"
        type="text"
        inputMode={question.short === "number" ? "decimal" : "text"}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={MAX_SHORT_CHARACTERS}
        aria-describedby="short-hint"
        value={text}
        readOnly={readOnly}
        onChange={(event) => onEdit({ text: event.currentTarget.value })}
        onPaste={(event) => onPaste(event.clipboardData.getData("text/plain").length)}
        className="control"
      />
      <p id="short-hint" className="text-14 text-muted">
        {t(question.short === "number" ? "shortNumber" : "shortText")}
      </p>
    </div>
  );
}
