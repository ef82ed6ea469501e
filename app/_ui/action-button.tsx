import type { ComponentProps } from "react";
import { type ButtonTone, buttonClass } from "./button-class.ts";
import { Icon } from "./icon.tsx";
import { type IconShapes, loaderCircle } from "./icons.ts";

/* Apart from the links of button.tsx: where script is counted, a button must not bring the router's link along. */

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

/** Appears after 300 ms, so that quick work shows no spinner at all. */
export function Spinner() {
  return (
    <span className="animate-late">
      <Icon icon={loaderCircle} className="animate-spin motion-reduce:animate-none" />
    </span>
  );
}
