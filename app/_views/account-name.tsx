/** The address in the form lets a password manager keep the pair; it is shown, and cannot be changed. */
export function AccountName({ email }: { email: string }) {
  return (
    <div className="grid gap-1">
      <label htmlFor="account" className="justify-self-start font-medium">
        E-mail
      </label>
      <input id="account" type="email" autoComplete="username" readOnly value={email} className="control" />
    </div>
  );
}
