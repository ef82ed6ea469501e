import { TextLink } from "#app/_ui/button.tsx";

export function SignOutLink() {
  return <TextLink href="/sign-out">Sign out</TextLink>;
}
