"use client";

import { Icon } from "#app/_ui/icon.tsx";
import { search } from "#app/_ui/icons.ts";
import { listOf } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";

interface EditorFootProps {
  /** The language in which the answer is saved and graded. */
  graded: string;
  /** Those with text beside it. */
  kept: readonly string[];
  isOnlyLanguage: boolean;
  plain: boolean;
  /** Of the plain text area there is none: the browser's own search looks through it. */
  onFind: () => void;
}

/** Always as high: which of the texts counts, and the way into the search. */
export function EditorFoot({ graded, kept, isOnlyLanguage, plain, onFind }: EditorFootProps) {
  const t = useWords("room");
  const sentence =
    kept.length === 0
      ? t("graded", { language: graded })
      : t("gradedAndKept", { language: graded, others: listOf(kept, t.locale) });
  return (
    <div
      className={`flex h-7 shrink-0 items-center gap-3 border-t border-hairline px-3 text-13 text-muted ${isOnlyLanguage ? "max-md:hidden" : ""}`}
    >
      {!isOnlyLanguage && <p className="min-w-0 truncate">{sentence}</p>}
      {/* Names what the editor is described by, seen or not. */}
      <p id="leave-editor" className="ms-auto shrink-0 max-lg:hidden">
        {t(plain ? "leavePlain" : "leaveEditor")}
      </p>
      {!plain && (
        <button
          type="button"
          onClick={onFind}
          className="inline-flex min-h-6 shrink-0 items-center gap-1 rounded-tag px-1 text-accent-text hover:bg-hover max-md:hidden"
        >
          <Icon icon={search} />
          {t("find")}
        </button>
      )}
    </div>
  );
}

const KEYS = ["Tab", "(", ")", "{", "}", ";", "ArrowLeft", "ArrowRight"] as const;
const NAMED: Record<string, "keyTab" | "keyLeft" | "keyRight"> = {
  Tab: "keyTab",
  ArrowLeft: "keyLeft",
  ArrowRight: "keyRight",
};
const SEEN: Record<string, string> = { ArrowLeft: "\u2190", ArrowRight: "\u2192" };

/** Over a phone's keyboard: what it lacks, or hides behind two presses. */
export function EditorKeys({ onPress }: { onPress: (key: string) => void }) {
  const t = useWords("room");
  return (
    <div
      role="toolbar"
      aria-label={t("editorKeys")}
      className="hidden h-11 shrink-0 border-t border-hairline bg-page max-md:pointer-coarse:flex"
    >
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          aria-label={NAMED[key] ? t(NAMED[key]) : undefined}
          // The text keeps the focus, so that the keyboard stays up.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPress(key)}
          className="min-w-0 flex-1 font-mono text-16 hover:bg-hover active:bg-active"
        >
          {SEEN[key] ?? key}
        </button>
      ))}
    </div>
  );
}
