import { Form } from "#app/_ui/form.tsx";
import type { FormAction } from "#app/_ui/form-state.ts";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { AccountName } from "#app/_views/account-name.tsx";
import { getWords } from "#app/_words/server.tsx";

type SignInToAcceptProps = {
  /** Why there is a password to enter. */
  why: string;
  email: string;
  /** The invitation's. */
  token: string;
  signIn: FormAction;
  sendCode: (form: FormData) => Promise<void>;
};

/** An invitation to an address that has an account: the account's password, or a code by mail. */
export async function SignInToAccept({ why, email, token, signIn, sendCode }: SignInToAcceptProps) {
  const [t, access] = await Promise.all([getWords("invitation"), getWords("access")]);
  const hidden = <input type="hidden" name="token" value={token} />;
  return (
    <>
      <Form action={signIn}>
        <p>{why}</p>
        <AccountName email={email} />
        <PasswordField name="password" label={access("password")} autoComplete="current-password" />
        {hidden}
        <SubmitButton>{t("signInAndContinue")}</SubmitButton>
      </Form>
      <form action={sendCode} className="mt-5 grid max-w-form gap-5">
        <p className="text-center text-muted">{access("or")}</p>
        {hidden}
        <SubmitButton tone="secondary">{access("sendCode")}</SubmitButton>
      </form>
    </>
  );
}
