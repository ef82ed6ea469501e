import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { Form } from "#app/_ui/form.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField, TextField } from "#app/_ui/text-field.tsx";
import type { mydata } from "#app/_words/en/mydata.ts";
import { listOf, type Words } from "#app/_words/message.ts";
import { getWords } from "#app/_words/server.tsx";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { type BeforeErasure, getBeforeErasure } from "#lib/privacy/erasure/queries.ts";
import { SignOutLink } from "../../_room/sign-out-link.tsx";
import { deleteMyData } from "../actions.ts";

type Said = { t: Words<typeof mydata>; before: BeforeErasure };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("mydata"))("deleteTitle") };
}

/** What goes, what stays and why, then the one button: nobody deletes without having been told. */
export default async function DeletePage() {
  const actor = await requireCandidate();
  const [before, t] = await Promise.all([
    found(inCallersTurn(actor.userId, () => getBeforeErasure(actor))),
    getWords("mydata"),
  ]);
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{ href: "/take/data", label: t("title") }}
        title={t("deleteTitle")}
        meta={t("deleteText")}
      />
      {before.running.length > 0 && (
        <Notice tone="warn" className="mb-6">
          {t("runningEnds", { title: listOf(before.running, t.locale) })}
        </Notice>
      )}
      <Section title={t("goesTitle")}>
        <Lines lines={goesIn({ t, before })} />
      </Section>
      <Section title={t("staysTitle")}>
        <Lines lines={staysIn({ t, before })} />
      </Section>
      <Section title={t("confirmTitle")}>
        <p className="max-w-prose">{t("told")}</p>
        <p className="mt-3 mb-5 max-w-prose font-semibold">{t("noUndo")}</p>
        <Confirm t={t} before={before} />
      </Section>
    </CandidateShell>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul className="grid max-w-prose list-disc gap-2 ps-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function goesIn({ t, before }: Said): string[] {
  const organisations = listOf(before.organisations, t.locale);
  return [
    ...(before.isStaff ? [] : [t("goesAccount")]),
    ...(organisations ? [t("goesRecords", { organisations })] : []),
    t("goesAnswers"),
    t("goesReviews"),
    t("goesMails"),
    t("openEnds"),
  ];
}

function staysIn({ t, before }: Said): string[] {
  return [
    ...(before.isStaff ? [t("staysStaff")] : []),
    t("staysScore"),
    t("staysReceipt"),
    t("staysAudit"),
    t("staysPartner"),
    t("staysCopies"),
  ];
}

function Confirm({ t, before: { email, proof } }: Said) {
  if (proof === "sign_in") {
    return (
      <div className="grid max-w-prose gap-3">
        <p>{t("signInAgain")}</p>
        <LinkButton href="/sign-out" className="justify-self-start">
          {t("signOut")}
        </LinkButton>
      </div>
    );
  }
  return (
    <Form action={deleteMyData}>
      <TextField
        name="email"
        type="email"
        label={t("typeAddress")}
        hint={t("typeAddressHint", { email })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      {proof === "password" && (
        <PasswordField
          name="password"
          label={t("password")}
          hint={t("passwordHint")}
          autoComplete="current-password"
        />
      )}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <SubmitButton tone="danger">{t("deleteForGood")}</SubmitButton>
        <TextLink href="/take/data">{t("deleteCancel")}</TextLink>
      </div>
    </Form>
  );
}
