import type { Metadata } from "next";
import { headers } from "next/headers";
import { clientAddress } from "#app/_edge/request.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextareaField, TextField } from "#app/_ui/text-field.tsx";
import { rich } from "#app/_words/rich.ts";
import { GiveWords, getWords } from "#app/_words/server.tsx";
import { verifyReceipt } from "#lib/attempts/receipts/queries.ts";
import { ReceiptClaim, type Verification } from "#lib/attempts/receipts/schema.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { verifyParts, verifyWhole } from "./actions.ts";
import { Answer, FormAnswer } from "./answer.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("receipts"))("title") };
}

/** A link from a receipt holds its number and fingerprint; without both there is nothing to answer. */
async function answerTo(id?: string, contentHash?: string): Promise<Verification | null> {
  const claim = ReceiptClaim.safeParse({ id, contentHash });
  if (!claim.success) return id || contentHash ? { valid: false } : null;
  try {
    return await verifyReceipt(claim.data, clientAddress(await headers()));
  } catch (error) {
    // Too many at once: the form below says so when it is tried.
    if (error instanceof DomainError) return null;
    throw error;
  }
}

const KEYS = "/api/receipt-keys";

/** Anybody checks a receipt here: no account, and nothing is told but what was signed. */
export default async function VerifyPage({ searchParams }: { searchParams: SearchParams }) {
  const { id, hash } = await readParams(searchParams);
  const [t, verification] = await Promise.all([getWords("receipts"), answerTo(id, hash)]);
  return (
    <GiveWords areas={["receipts"]}>
      <PageHeader title={t("title")} meta={t("intro")} />
      {verification && <Answer verification={verification} />}
      <Section title={t("whole")}>
        <Form action={verifyWhole} scope="whole">
          <FormAnswer />
          <TextareaField
            name="receipt"
            label={t("text")}
            hint={t("wholeHint")}
            rows={6}
            spellCheck={false}
            optional="either"
            className="font-mono"
          />
          <TextField
            name="file"
            label={t("file")}
            type="file"
            accept=".json,application/json"
            optional="either"
          />
          <SubmitButton>{t("check")}</SubmitButton>
        </Form>
      </Section>
      <Section title={t("parts")}>
        <Form action={verifyParts} scope="parts">
          <FormAnswer />
          <TextField name="id" label={t("number")} defaultValue={id} spellCheck={false} autoComplete="off" />
          <TextField
            name="contentHash"
            label={t("fingerprint")}
            defaultValue={hash}
            spellCheck={false}
            autoComplete="off"
          />
          <SubmitButton tone="secondary">{t("checkParts")}</SubmitButton>
        </Form>
      </Section>
      <Section title={t("byYourself")}>
        <p className="max-w-prose">
          {rich(t, "byYourselfText", {
            address: KEYS,
            link: () => (
              <a className="link" href={KEYS}>
                {KEYS}
              </a>
            ),
          })}
        </p>
      </Section>
    </GiveWords>
  );
}
