import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonTone, buttonClass } from "./button-class.ts";
import { Icon } from "./icon.tsx";
import type { IconShapes } from "./icons.ts";

export { Button } from "./action-button.tsx";

type LinkButtonProps = ComponentProps<typeof Link> & { tone?: ButtonTone; icon?: IconShapes };

/** Goes somewhere, and looks like a button because it is the page's main step. */
export function LinkButton({ tone, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link prefetch={false} className={buttonClass(tone, className)} {...rest}>
      {icon && <Icon icon={icon} />}
      {children}
    </Link>
  );
}

/** A link in text or a table. Not prefetched: a list of fifty would ask the server fifty times. */
export function TextLink({ className = "", ...rest }: ComponentProps<typeof Link>) {
  return <Link prefetch={false} className={`link ${className}`} {...rest} />;
}
