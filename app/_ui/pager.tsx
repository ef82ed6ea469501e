import { LinkButton } from "./button.tsx";

type PagerProps = {
  /** “1–50 of about 100,000”. */
  summary?: string;
  /** Absent where there is no such page. */
  newerHref?: string;
  olderHref?: string;
  /** Where the order is not by age: “Higher”, “Lower”. */
  labels?: { newer: string; older: string };
};

/** Keyset pages have no numbers: newer and older are all there is. */
export function Pager({ summary, newerHref, olderHref, labels }: PagerProps) {
  if (!summary && !newerHref && !olderHref) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex flex-wrap items-center justify-between gap-3 print:hidden">
      <p className="text-muted tabular-nums">{summary}</p>
      <div className="flex gap-2">
        {newerHref && (
          <LinkButton href={newerHref} rel="prev">
            {labels?.newer ?? "Newer"}
          </LinkButton>
        )}
        {olderHref && (
          <LinkButton href={olderHref} rel="next">
            {labels?.older ?? "Older"}
          </LinkButton>
        )}
      </div>
    </nav>
  );
}
