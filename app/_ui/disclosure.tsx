import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { chevronRight } from "./icons.ts";

type DisclosureProps = { summary: ReactNode; children: ReactNode; open?: boolean; className?: string };

/** The browser's own: found by search in the page, works without JavaScript. */
export function Disclosure({ summary, children, open, className = "" }: DisclosureProps) {
  return (
    <details open={open} className={className}>
      <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded-tag text-accent-text marker:content-none hover:underline [&::-webkit-details-marker]:hidden">
        <Icon icon={chevronRight} className="[[open]>summary>&]:rotate-90" />
        {summary}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
