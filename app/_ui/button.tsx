import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonTone, buttonClass } from "./button-class.ts";
import { Icon } from "./icon.tsx";
import { type IconShapes, loaderCircle } from "./icons.ts";

type ButtonProps = ComponentProps<"button"> & {
  tone?: ButtonTone;
  icon?: IconShapes;
  /** Work is under way: the label stays, a spinner stands in for the icon, a second press does nothing. */
  pending?: boolean;
};

/** Does something. For going somewhere use LinkButton; to send a form use SubmitButton. */
export function Button({
  tone,
  icon,
  pending = false,
  className,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      aria-disabled={pending || undefined}
      className={buttonClass(tone, className)}
      {...rest}
    >
      {pending ? <Spinner /> : icon && <Icon icon={icon} />}
      {children}
    </button>
  );
}

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

/** Appears after 300 ms, so that quick work shows no spinner at all. */
export function Spinner() {
  return (
    <span className="animate-late">
      <Icon icon={loaderCircle} className="animate-spin motion-reduce:animate-none" />
    </span>
  );
}

/** Buttons side by side; on a narrow screen they wrap and keep their order. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
