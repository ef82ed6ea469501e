import type { IconShapes } from "./icons.ts";

type IconProps = {
  icon: IconShapes;
  /** Edge in CSS pixels at the default font size; scales with the text size. */
  size?: 16 | 20;
  className?: string;
};

/** An outline beside a word. Always hidden from assistive technology: the word is the name. */
export function Icon({ icon, size = 16, className = "" }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={size === 16 ? 2 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`${size === 16 ? "size-4" : "size-5"} shrink-0 ${className}`}
    >
      {icon.map(([Tag, attributes], index) => (
        <Tag key={index} {...attributes} />
      ))}
    </svg>
  );
}
