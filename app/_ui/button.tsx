import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { type IconShapes, loaderCircle } from "./icons.ts";

export type ButtonTone = "primary" | "secondary" | "quiet" | "danger";

const tones: Record<ButtonTone, string> = {
  primary:
    "border-transparent bg-accent font-medium text-on-accent hover:bg-accent-hover active:bg-accent-hover",
  secondary: "border-control bg-surface text-text hover:bg-hover active:bg-active",
  quiet: "border-transparent text-text hover:bg-hover active:bg-active",
  danger: "border-transparent bg-fail-mark font-medium text-on-accent hover:underline",
};

/** The classes of a button, for the rare element that must look like one. */
export function buttonClass(tone: ButtonTone = "secondary", className = ""): string {
  return `inline-flex min-h-control items-center justify-center gap-2 rounded-control border px-3 py-1 text-center no-underline transition-colors disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-icon aria-disabled:cursor-progress ${tones[tone]} ${className}`;
}

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
