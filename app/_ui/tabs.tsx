import Link from "next/link";
import type { ReactNode } from "react";

type TabsProps = {
  /** Names the set: “Parts of this report”. */
  label: string;
  items: readonly { href: string; label: ReactNode; current?: boolean }[];
};

/** Places side by side, each with its own address. Not for things to compare. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-hairline print:hidden">
      <ul className="flex gap-5">
        {items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              prefetch={false}
              aria-current={item.current ? "page" : undefined}
              className="flex min-h-control items-center border-b-2 border-transparent py-1 whitespace-nowrap text-muted hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text forced-colors:border-[Canvas] forced-colors:aria-[current=page]:border-[Highlight]"
            >
              {item.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
