import { PasswordField, TextField } from "#app/_ui/text-field.tsx";
import type { PartnerView } from "#lib/partners/queries.ts";

/** What a partner is: the same on the first page and on its own. */
export function PartnerFields({ partner }: { partner?: PartnerView }) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={partner?.name} autoComplete="off" />
      {!partner && (
        <TextField
          name="slug"
          label="Short name"
          optional
          hint="Lower-case letters, digits and hyphens. Made from the name when left empty; it stays for good."
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <TextField
        name="contactEmail"
        label="Contact e-mail"
        optional
        hint="Whom to write to when their service fails."
        type="email"
        defaultValue={partner?.contactEmail ?? undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        name="lookupUrl"
        label="Look-up address"
        optional
        hint="Asked at sign-in whether a candidate of theirs is still in their process. Left empty, nobody is asked."
        type="url"
        placeholder="https://partner.example.org/assay"
        defaultValue={partner?.lookupUrl ?? undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <PasswordField
        name="lookupSecret"
        label="Look-up secret"
        hint={
          partner?.hasLookupSecret
            ? "One is stored. Leave this empty to keep it."
            : "Sent to that address as a bearer token, so that the partner knows who asks. Needed with an address."
        }
        autoComplete="new-password"
        optional
      />
    </>
  );
}
