import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { getTokenState } from "#lib/auth/recovery/queries.ts";
import { followLink } from "../../actions.ts";

export const metadata: Metadata = { title: "Sign in with a link" };

type Props = { params: Promise<{ token: string }> };

/** Shows a button; only pressing it spends the link, because mail scanners open links. */
export default async function LinkPage({ params }: Props) {
  const { token } = await params;
  if ((await getTokenState("sign_in_link", token)) !== "ready") {
    return (
      <>
        <PageHeader title="This link does not work any more" />
        <p className="mb-6">It works once, for 10 minutes. Ask for a new code; it takes a minute.</p>
        <LinkButton tone="primary" href="/sign-in/code?again=1">
          Send me a code
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Sign in on this device"
        meta="Press the button to sign in here. Did you not ask for it? Close this page."
      />
      <Form action={followLink}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
    </>
  );
}
