import type { ItemView } from "#lib/review/reports/schema.ts";
import { itemScore } from "./question-panel.tsx";

/** The questions with their points, each a jump to its panel. */
export function Contents({ items }: { items: readonly ItemView[] }) {
  return (
    <nav aria-label="Questions" className="my-8 border-y border-hairline py-3 print:hidden">
      <ol className="flex flex-wrap gap-x-8 gap-y-2">
        {items.map((item) => (
          <li key={item.id}>
            <a href={`#question-${item.ordinal}`} className="link">
              {item.ordinal}. {item.title}
            </a>{" "}
            <span className="whitespace-nowrap text-muted tabular-nums">{itemScore(item)}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}
