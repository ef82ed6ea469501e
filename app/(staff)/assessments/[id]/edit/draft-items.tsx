import { Button, TextLink } from "#app/_ui/button.tsx";
import { QUESTION_KIND } from "#app/_views/question-words.ts";
import type { ItemView } from "#lib/assessments/queries.ts";
import { PointsField } from "./points-field.tsx";

/** The draft's questions. Each button sends the whole form, so nothing typed is lost by moving a row. */
export function DraftItems({ items }: { items: readonly ItemView[] }) {
  if (items.length === 0) {
    return (
      <p className="border-y border-hairline py-6 text-muted">
        No question yet. Add the first one from the library on this page.
      </p>
    );
  }
  return (
    <ol className="border-t border-hairline">
      {items.map((item, index) => (
        <li
          key={item.questionVersionId}
          className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3 border-b border-hairline py-3"
        >
          <div className="min-w-0 flex-1 basis-48">
            <TextLink href={`/questions/${item.questionId}?version=${item.questionVersionNumber}`}>
              {item.title}
            </TextLink>
            <p className="text-13 text-muted">
              Question {index + 1} · {QUESTION_KIND[item.type]} · version {item.questionVersionNumber}
            </p>
          </div>
          <div className="flex flex-wrap items-end gap-2">
            <input type="hidden" name="items[]" value={item.questionVersionId} />
            <PointsField index={index} title={item.title} points={item.points} />
            <RowButtons item={item} first={index === 0} last={index === items.length - 1} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function RowButtons({ item, first, last }: { item: ItemView; first: boolean; last: boolean }) {
  const { questionVersionId: id, title } = item;
  return (
    <>
      <Button type="submit" name="intent" value={`up:${id}`} disabled={first}>
        <span>
          Move up<span className="sr-only"> {title}</span>
        </span>
      </Button>
      <Button type="submit" name="intent" value={`down:${id}`} disabled={last}>
        <span>
          Move down<span className="sr-only"> {title}</span>
        </span>
      </Button>
      <Button type="submit" name="intent" value={`remove:${id}`}>
        <span>
          Remove<span className="sr-only"> {title}</span>
        </span>
      </Button>
    </>
  );
}
