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

/** How a code is shown: outline, word and tone, one each. */
export interface Face {
  icon: IconShapes;
  word: string;
  tone: StatusTone;
}

type StatusProps = {
  icon: IconShapes;
  tone?: StatusTone;
  spinning?: boolean | undefined;
  children: ReactNode;
};

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

/** A status whose outline, word and tone a table gives. */
export function StatusFace({ face: { icon, tone, word }, spinning }: { face: Face; spinning?: boolean }) {
  return (
    <Status icon={icon} tone={tone} spinning={spinning}>
      {word}
    </Status>
  );
}
