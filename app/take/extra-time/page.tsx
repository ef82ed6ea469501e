import type { Metadata } from "next";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { getWords } from "#app/_words/server.tsx";
import { getExtraTime } from "#lib/attempts/accommodations/queries.ts";
import { EXTRA_TIME_STEPS } from "#lib/attempts/accommodations/schema.ts";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { isId } from "#lib/platform/ids.ts";
import { SignOutLink } from "../_room/sign-out-link.tsx";
import { saveExtraTime } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("before"))("extraTitle") };
}

/** One's own extra time: chosen, never asked for. */
export default async function ExtraTimePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireCandidate();
  const [percent, t, params] = await Promise.all([
    inCallersTurn(actor.userId, () => getExtraTime(actor)),
    getWords("before"),
    readParams(searchParams),
  ]);
  const invitationId = isId(params.for) ? params.for : null;
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{
          href: invitationId ? `/take/${invitationId}` : "/take",
          label: t(invitationId ? "tasks" : "title"),
        }}
        title={t("extraTitle")}
      />
      <div className="mb-8 grid max-w-prose gap-3">
        <p>{t("extraWhat")}</p>
        <p>{t("extraPrivate")}</p>
        <p>{t("extraWhen")}</p>
      </div>
      <Form action={saveExtraTime}>
        {invitationId && <input type="hidden" name="for" value={invitationId} />}
        <ChoiceField
          name="percent"
          legend={t("extraLegend")}
          defaultValue={String(percent)}
          options={EXTRA_TIME_STEPS.map((step) => ({
            value: String(step),
            label: step === 0 ? t("extraStepNone") : t("extraStep", { percent: step }),
            ...(step > 0 && { hint: t("extraStepHint", { minutes: (60 * (100 + step)) / 100 }) }),
          }))}
        />
        <div>
          <SubmitButton>{t("extraSave")}</SubmitButton>
        </div>
      </Form>
    </CandidateShell>
  );
}
