import { Section } from "#app/_ui/page-header.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import type { afterwards } from "#app/_words/en/afterwards.ts";
import type { Words } from "#app/_words/message.ts";
import type { QuestionResult, SharedResult } from "#lib/review/results/rules.ts";

type Said = { t: Words<typeof afterwards> };

function columns({ t }: Said): Column<QuestionResult>[] {
  return [
    {
      key: "title",
      header: t("question"),
      cell: ({ ordinal, title, lang }) => (
        <>
          {ordinal}. <span lang={lang}>{title}</span>
        </>
      ),
    },
    {
      key: "points",
      header: t("points"),
      align: "end",
      narrow: "end",
      cell: ({ points, maxPoints }) => t("pointsOf", { points, maxPoints }),
    },
  ];
}

/** The result as far as the team shares it: the sentence first, then each question. */
export function Result({ result, organisation, t }: Said & { result: SharedResult; organisation: string }) {
  if (result.state !== "shown") {
    const said = result.state === "pending" ? t("pending") : t("notShared", { organisation });
    return (
      <Section title={t("resultTitle")}>
        <p className="max-w-prose">{said}</p>
      </Section>
    );
  }
  const { points, maxPoints, questions } = result;
  return (
    <Section title={t("resultTitle")}>
      <p className="text-18">{t("scoreOf", { points, maxPoints })}</p>
      {questions && (
        <div className="mt-4">
          <Table
            caption={t("byQuestion")}
            captionHidden
            columns={columns({ t })}
            rows={questions}
            rowKey={(row) => String(row.ordinal)}
          />
        </div>
      )}
    </Section>
  );
}
