import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { GiveWords, getWords, readLocale } from "#app/_words/server.tsx";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { getAttempt } from "#lib/attempts/room/queries.ts";
import { MayKeep } from "../../../_room/may-keep.tsx";
import { Review } from "../../../_room/review.tsx";
import { handInSaved } from "./actions.ts";

type Props = { params: Promise<{ attemptId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("review"))("checkTitle") };
}

export default async function SubmitPage({ params }: Props) {
  const { attemptId } = await params;
  const actor = await requireCandidate();
  const locale = await readLocale();
  const view = await found(inCallersTurn(actor.userId, () => getAttempt(actor, attemptId, locale)));
  if (view.state !== "in_progress") redirect(`/take/attempts/${attemptId}/done`);
  if (view.practice) redirect(`/take/${view.practice.invitationId}`);
  const questions = view.questions.map((question) => ({ ...question, statement: "" }));
  return (
    <GiveWords areas={["clock", "files", "refusals", "review", "saving"]}>
      <MayKeep userId={actor.userId} />
      <Review view={{ ...view, questions }} handInSaved={handInSaved.bind(null, attemptId)} />
    </GiveWords>
  );
}
