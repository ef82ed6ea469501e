import { href } from "#app/_edge/search-params.ts";
import { Button, TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { plus } from "#app/_ui/icons.ts";
import { Pager } from "#app/_ui/pager.tsx";
import { SearchForm } from "#app/_ui/search-form.tsx";
import { QUESTION_KIND } from "#app/_views/question-words.ts";
import type { QuestionRow } from "#lib/assessments/questions/queries.ts";
import type { Page } from "#lib/platform/keyset.ts";

type LibraryPickerProps = {
  /** Id of the draft's form, which the buttons here send. */
  form: string;
  address: string;
  search?: string;
  page: Page<QuestionRow>;
  /** Ids of the questions that the draft holds, in whatever version. */
  chosen: readonly string[];
};

/** The library beside the draft: find a question, add it at the end. */
export function LibraryPicker({ form, address, search, page, chosen }: LibraryPickerProps) {
  return (
    <section aria-labelledby="library" className="min-w-0">
      <h2 id="library" className="mb-3 text-18 font-semibold">
        Library
      </h2>
      <SearchForm action={address} label="Search by title" value={search} />
      {page.rows.length === 0 ? (
        <EmptyState action={<TextLink href={search ? address : "/questions"}>See all questions</TextLink>}>
          {search ? `No question matches “${search}”.` : "The library is empty."}
        </EmptyState>
      ) : (
        <ul className="border-t border-hairline">
          {page.rows.map((row) => (
            <li
              key={row.id}
              className="flex items-center justify-between gap-3 border-b border-hairline py-2"
            >
              <div className="min-w-0">
                <TextLink href={`/questions/${row.id}`}>{row.title}</TextLink>
                <p className="text-13 text-muted">
                  {QUESTION_KIND[row.type]} · version {row.versionNumber}
                </p>
              </div>
              <AddButton form={form} row={row} taken={chosen.includes(row.id)} />
            </li>
          ))}
        </ul>
      )}
      <Pager
        newerHref={page.newer && href(address, { q: search, newer: page.newer })}
        olderHref={page.older && href(address, { q: search, older: page.older })}
      />
    </section>
  );
}

function AddButton({ form, row, taken }: { form: string; row: QuestionRow; taken: boolean }) {
  if (taken) return <span className="text-muted">In the draft</span>;
  return (
    <Button type="submit" form={form} name="intent" value={`add:${row.versionId}`} icon={plus}>
      <span>
        Add<span className="sr-only"> {row.title}</span>
      </span>
    </Button>
  );
}
