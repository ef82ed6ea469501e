import { requireCandidate } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { KeptForOne } from "#app/_views/kept-for-one.tsx";
import { getWords } from "#app/_words/server.tsx";

/** On every page of a signed-in candidate but the room itself, which looks after what is kept of it. */
export async function SignOutLink() {
  const [{ userId }, t] = await Promise.all([requireCandidate(), getWords("kit")]);
  return (
    <>
      <TextLink href="/sign-out">{t("signOut")}</TextLink>
      <KeptForOne userId={userId} />
    </>
  );
}
