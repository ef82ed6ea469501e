import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { InlineText } from "#app/_views/inline-text.tsx";
import { Statement } from "#app/_views/statement.tsx";
import { GiveWords, getWords, readLocale } from "#app/_words/server.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import { getJudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { getSubmitted } from "#lib/attempts/queries.ts";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { getAttempt } from "#lib/attempts/room/queries.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { codeSizeOf } from "../../_room/code-sizes.ts";
import { MayKeep } from "../../_room/may-keep.tsx";
import { Room } from "../../_room/room.tsx";
import { isProgram, withoutTitle } from "../../_room/room-rules.ts";

type Props = { params: Promise<{ attemptId: string }>; searchParams: SearchParams };

/** Asked for by the title and by the page: read once. */
const load = cache(async (attemptId: string) => {
  const actor = await requireCandidate();
  const locale = await readLocale();
  return found(
    inCallersTurn(actor.userId, () => getAttempt(actor, attemptId, locale)).catch(async (error) => {
      const isGone = error instanceof DomainError && error.code === "not_found";
      // Who withdrew has no room any more, and a page that says so.
      if (isGone && (await found(inCallersTurn(actor.userId, () => getSubmitted(actor, attemptId)))))
        redirect(`/take/attempts/${attemptId}/done`);
      throw error;
    }),
  );
});

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [view, t, before, { question }] = await Promise.all([
    load((await params).attemptId),
    getWords("room"),
    getWords("before"),
    readParams(searchParams),
  ]);
  const open = view.questions.find(({ ordinal }) => ordinal === Number(question)) ?? view.questions[0];
  const name = open && t("opened", { ordinal: open.ordinal, title: open.title });
  return { title: [name ?? t("title"), view.practice ? before("practiceTitle") : view.title].join(" · ") };
}

/** All that the room and its review of the end may say. */
const AREAS = [
  "clock",
  "files",
  "reasons",
  "refusals",
  "results",
  "review",
  "room",
  "saving",
  "verdicts",
] as const;

/** Percent of a pane's first part, from the cookie that the divider keeps. */
function splitOf(value: string | undefined, fallback: number): number {
  const percent = Number(value);
  return percent >= 25 && percent <= 75 && percent % 5 === 0 ? percent : fallback;
}

/** What nobody can run now comes last, so that no answer begins in it unasked. */
function withRunnableFirst(question: RoomQuestion, isOff: (id: string) => boolean): RoomQuestion {
  if (!isProgram(question)) return question;
  const languages = [...question.languages].sort((a, b) => Number(isOff(a.id)) - Number(isOff(b.id)));
  return { ...question, languages };
}

export default async function RoomPage({ params, searchParams }: Props) {
  const { attemptId } = await params;
  const { userId } = await requireCandidate();
  const view = await load(attemptId);
  if (view.state !== "in_progress") redirect(`/take/attempts/${attemptId}/done`);
  const jar = await cookies();
  const statements: Record<string, ReactNode> = {};
  for (const question of view.questions) {
    statements[question.id] = (
      <Statement markdown={withoutTitle(question.statement, question.title)} language={question.lang} />
    );
  }
  const optionTexts: Record<string, Record<string, ReactNode>> = {};
  for (const question of view.questions) {
    if (question.type !== "choice") continue;
    const texts = question.options.map(({ id, text }) => [
      id,
      <InlineText key={id} markdown={text} language={question.lang} />,
    ]);
    optionTexts[question.id] = Object.fromEntries(texts);
  }
  const [judge, t, before] = await Promise.all([
    getJudgeAvailability(),
    getWords("room"),
    getWords("before"),
  ]);
  const isOff = (id: string) => missingFor(judge, id) === "language";
  // A language that no judge has at the moment may still be written in: the answer waits for one that has it.
  const offeredName = (id: string) =>
    isOff(id) ? t("notRunNow", { language: languageName(id) }) : languageName(id);
  // The statement is sent once, as HTML: the browser has no use for its Markdown.
  const questions = view.questions.map((question) => ({
    ...withRunnableFirst(question, isOff),
    statement: "",
  }));
  const languages = questions.flatMap((one) => (isProgram(one) ? one.languages.map(({ id }) => id) : []));
  return (
    <GiveWords areas={AREAS}>
      <MayKeep userId={userId} />
      <Room
        view={{
          ...view,
          ...(view.practice && { title: before("practiceTitle"), titleLang: t.locale }),
          questions,
        }}
        statements={statements}
        optionTexts={optionTexts}
        languageNames={Object.fromEntries(languages.map((id) => [id, offeredName(id)]))}
        first={Number((await readParams(searchParams)).question ?? 1)}
        codeSize={codeSizeOf(jar.get("code-size")?.value)}
        plain={jar.get("plain-editor")?.value === "1"}
        split={{
          question: splitOf(jar.get("split-question")?.value, 40),
          results: splitOf(jar.get("split-results")?.value, 65),
        }}
      />
    </GiveWords>
  );
}
