import type { ComponentProps } from "react";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { signOut } from "#app/(public)/sign-out/actions.ts";

type SignOutButtonProps = Pick<ComponentProps<typeof SubmitButton>, "tone" | "children" | "className"> & {
  /** A page to come back to, signed out. */
  returnPath?: string;
};

/** A form with one button; works before JavaScript has loaded. */
export function SignOutButton({ tone = "quiet", children, className, returnPath }: SignOutButtonProps) {
  return (
    <form action={signOut}>
      {returnPath && <input type="hidden" name="callbackUrl" value={returnPath} />}
      <SubmitButton tone={tone} className={className}>
        {children}
      </SubmitButton>
    </form>
  );
}
