import { getWords } from "#app/_words/server.tsx";

/** The address in the form lets a password manager keep the pair; it is shown, and cannot be changed. */
export async function AccountName({ email }: { email: string }) {
  const t = await getWords("kit");
  return (
    <div className="grid gap-1">
      <label htmlFor="account" className="justify-self-start font-medium">
        {t("email")}
      </label>
      <input id="account" type="email" autoComplete="username" readOnly value={email} className="control" />
    </div>
  );
}
