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
