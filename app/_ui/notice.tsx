import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { circleAlert, circleCheck, type IconShapes, info, triangleAlert } from "./icons.ts";

export type NoticeTone = "neutral" | "pass" | "warn" | "fail";

const faces: Record<NoticeTone, { icon: IconShapes; box: string; mark: string }> = {
  neutral: { icon: info, box: "border-line bg-surface", mark: "text-icon" },
  pass: { icon: circleCheck, box: "border-pass bg-pass-tint", mark: "text-pass" },
  warn: { icon: triangleAlert, box: "border-warn-text bg-warn-tint", mark: "text-warn-text" },
  fail: { icon: circleAlert, box: "border-fail-mark bg-fail-tint", mark: "text-fail" },
};

type NoticeProps = {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  /** True when it appears after the page has loaded: then it is spoken. */
  live?: boolean;
  className?: string;
};

/** In the flow, above the heading, one a page: what happened, what it means for you, what to do. */
export function Notice({ tone = "neutral", title, children, live = false, className = "" }: NoticeProps) {
  const face = faces[tone];
  const role = tone === "fail" ? "alert" : "status";
  return (
    <div
      role={live ? role : undefined}
      className={`flex max-w-column items-start gap-3 rounded-panel border p-4 ${face.box} ${className}`}
    >
      <Icon icon={face.icon} size={20} className={`mt-[0.05em] ${face.mark}`} />
      <div className="min-w-0 wrap-anywhere">
        {title && <p className="font-semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
