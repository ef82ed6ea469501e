import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { InlineText } from "#app/_views/inline-text.tsx";
import { Statement } from "#app/_views/statement.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import { getAttempt } from "#lib/attempts/room/queries.ts";
import { Room } from "../../_room/room.tsx";
import { isProgram, withoutTitle } from "../../_room/room-rules.ts";

type Props = { params: Promise<{ attemptId: string }>; searchParams: SearchParams };

export const metadata: Metadata = { title: "Exam room" };

/** Percent of a pane's first part, from the cookie that the divider keeps. */
function splitOf(value: string | undefined, fallback: number): number {
  const percent = Number(value);
  return percent >= 25 && percent <= 75 && percent % 5 === 0 ? percent : fallback;
}

export default async function RoomPage({ params, searchParams }: Props) {
  const { attemptId } = await params;
  const actor = await requireCandidate();
  const view = await found(getAttempt(actor, attemptId));
  if (view.state !== "in_progress") redirect(`/take/attempts/${attemptId}/done`);
  const jar = await cookies();
  const statements: Record<string, ReactNode> = {};
  for (const question of view.questions) {
    statements[question.id] = <Statement markdown={withoutTitle(question.statement, question.title)} />;
  }
  const optionTexts: Record<string, Record<string, ReactNode>> = {};
  for (const question of view.questions) {
    if (question.type !== "choice") continue;
    const texts = question.options.map(({ id, text }) => [id, <InlineText key={id} markdown={text} />]);
    optionTexts[question.id] = Object.fromEntries(texts);
  }
  const languages = view.questions.flatMap((one) => (isProgram(one) ? one.languages : []));
  // The statement is sent once, as HTML: the browser has no use for its Markdown.
  const questions = view.questions.map((question) => ({ ...question, statement: "" }));
  return (
    <Room
      view={{ ...view, questions }}
      statements={statements}
      optionTexts={optionTexts}
      languageNames={Object.fromEntries(languages.map(({ id }) => [id, languageName(id)]))}
      first={Number((await readParams(searchParams)).question ?? 1)}
      plain={jar.get("plain-editor")?.value === "1"}
      split={{
        question: splitOf(jar.get("split-question")?.value, 40),
        results: splitOf(jar.get("split-results")?.value, 65),
      }}
    />
  );
}
