import { TextLink } from "#app/_ui/button.tsx";
import { getWords } from "#app/_words/server.tsx";

export async function SignOutLink() {
  const t = await getWords("kit");
  return <TextLink href="/sign-out">{t("signOut")}</TextLink>;
}
