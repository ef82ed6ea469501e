"use client";

import { useEffect, useRef } from "react";
import { buttonClass } from "#app/_ui/button-class.ts";
import { Icon } from "#app/_ui/icon.tsx";
import { chevronDown, flag } from "#app/_ui/icons.ts";
import { Timer } from "#app/_views/timer.tsx";
import type { room } from "#app/_words/en/room.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { Clock } from "./kept-room.ts";
import { LeaveLink } from "./leave-link.tsx";

export interface QuestionTab {
  id: string;
  ordinal: number;
  title: string;
  answered: boolean;
  flagged: boolean;
}

function stateWords({ answered, flagged }: QuestionTab, t: Words<typeof room>): string {
  if (flagged) return t(answered ? "answeredFlagged" : "unansweredFlagged");
  return t(answered ? "answered" : "unanswered");
}

/** Three outlines, told apart without colour: a flag, a filled dot, a ring. */
function Mark({ question }: { question: QuestionTab }) {
  if (question.flagged) return <Icon icon={flag} className="text-icon" />;
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-icon">
      <circle
        cx="8"
        cy="8"
        r="4.5"
        fill={question.answered ? "currentColor" : "none"}
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}

interface RoomHeaderProps {
  title: string;
  /** Of the title. */
  lang?: string;
  attemptId: string;
  /** Of a practice: what it prepares for. Then no clock runs, and nothing is handed in. */
  practice?: { invitationId: string };
  questions: readonly QuestionTab[];
  currentId: string;
  onChoose: (id: string) => void;
  clock: Clock;
  onExpire: () => void;
}

/** One line that never moves: where one is, how long it lasts, the way out. */
export function RoomHeader(props: RoomHeaderProps) {
  const { title, lang, attemptId, practice, questions, currentId, onChoose, clock, onExpire } = props;
  const t = useWords("room");
  const list = useRef<HTMLElement>(null);
  // Of many questions the open one is in sight.
  useEffect(() => {
    const open = currentId && list.current?.querySelector("[aria-current]");
    if (open) open.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [currentId]);
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-hairline bg-page px-3 md:gap-4 md:px-4">
      <p lang={lang} className="hidden min-w-24 truncate font-semibold lg:block">
        {title}
      </p>
      <nav
        ref={list}
        aria-label={t("questions")}
        className="hidden min-w-0 gap-1 overflow-x-auto py-1 md:flex"
      >
        {questions.map((question) => (
          <button
            key={question.id}
            type="button"
            aria-label={t("tab", { ordinal: question.ordinal, state: stateWords(question, t) })}
            aria-current={question.id === currentId ? "step" : undefined}
            onClick={() => onChoose(question.id)}
            className="inline-flex min-h-8 shrink-0 items-center gap-1.5 rounded-control border border-transparent px-2 tabular-nums hover:bg-hover aria-[current=step]:border-accent aria-[current=step]:bg-accent-tint aria-[current=step]:font-medium forced-colors:border-[Canvas] forced-colors:aria-[current=step]:border-[Highlight]"
          >
            {question.ordinal}
            <Mark question={question} />
          </button>
        ))}
      </nav>
      <QuestionSelect questions={questions} currentId={currentId} onChoose={onChoose} />
      <div className="ms-auto flex shrink-0 items-center gap-2 max-[22.5rem]:[&_[role=timer]+button]:hidden md:gap-4">
        {practice ? (
          <p className="whitespace-nowrap">{t("practice")}</p>
        ) : (
          <Timer key={String(clock.guess)} {...clock} onExpire={onExpire} />
        )}
        <LeaveLink
          attemptId={attemptId}
          href={practice ? `/take/${practice.invitationId}` : `/take/attempts/${attemptId}/submit`}
          className={buttonClass("secondary", "max-md:px-2")}
        >
          <span className="max-md:hidden">{t(practice ? "leavePractice" : "review")}</span>
          <span className="md:hidden">{t(practice ? "leaveShort" : "submitShort")}</span>
        </LeaveLink>
      </div>
    </header>
  );
}

/** What is seen is short; the list itself, the browser's own, names the questions. */
function QuestionSelect({
  questions,
  currentId,
  onChoose,
}: Pick<RoomHeaderProps, "questions" | "currentId" | "onChoose">) {
  const t = useWords("room");
  const total = questions.length;
  const current = questions.find((question) => question.id === currentId);
  return (
    <div className="control relative flex w-auto! shrink-0 items-center gap-1 px-2! has-focus-visible:outline-2 has-focus-visible:outline-accent md:hidden">
      <span aria-hidden="true" className="whitespace-nowrap tabular-nums">
        {t("position", { ordinal: current?.ordinal ?? "", count: total })}
      </span>
      <Icon icon={chevronDown} className="text-icon" />
      <select
        aria-label={t("question")}
        value={currentId}
        onChange={(event) => onChoose(event.currentTarget.value)}
        className="absolute inset-0 w-full cursor-pointer appearance-none opacity-0"
      >
        {questions.map((question) => (
          <option key={question.id} value={question.id}>
            {t("positionState", {
              ordinal: question.ordinal,
              total,
              title: question.title,
              state: stateWords(question, t),
            })}
          </option>
        ))}
      </select>
    </div>
  );
}
