import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconShapes } from "./icons.ts";

export type StatusTone = "neutral" | "pass" | "warn" | "fail";

const marks: Record<StatusTone, string> = {
  neutral: "text-icon",
  pass: "text-pass",
  warn: "text-warn-text",
  fail: "text-fail",
};

type StatusProps = { icon: IconShapes; tone?: StatusTone; spinning?: boolean; children: ReactNode };

/** Icon of its own outline, word, colour: any two may be lost and it still reads. Never clickable. */
export function Status({ icon, tone = "neutral", spinning = false, children }: StatusProps) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 ${tone === "neutral" ? "text-muted" : marks[tone]}`}>
      <Icon
        icon={icon}
        className={`self-center ${marks[tone]} ${spinning ? "animate-spin motion-reduce:animate-none" : ""}`}
      />
      <span>{children}</span>
    </span>
  );
}
