import { TextLink } from "#app/_ui/button.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import type { afterwards } from "#app/_words/en/afterwards.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import type { Afterwards } from "#lib/review/results/queries.ts";

type NextProps = {
  next: Afterwards;
  organisation: string;
  contactEmail: string;
  t: Words<typeof afterwards>;
};

/** Where it stands, and by when the team means to answer. */
function Standing({ next, organisation, t }: Omit<NextProps, "contactEmail">) {
  if (next.over) return t(next.over === "withdrew" ? "withdrew" : "accessEnded", { organisation });
  const day = next.replyBy && <LocalTime at={next.replyBy.toISOString()} style="date" />;
  return (
    <>
      {t(next.finished ? "finished" : "grading")}{" "}
      {day
        ? rich(t, next.replyIsLate ? "answersLate" : "answersBy", { organisation, day })
        : t("answersSometime", { organisation })}
    </>
  );
}

/** What happens next and by when, whom to ask, and the way to one's own data. */
export function Next({ next, organisation, contactEmail, t }: NextProps) {
  return (
    <Section title={t("nextTitle")}>
      <div className="grid max-w-prose gap-3">
        <p>
          <Standing next={next} organisation={organisation} t={t} />
        </p>
        <p>
          {rich(t, "questions", {
            contact: <TextLink href={`mailto:${contactEmail}`}>{contactEmail}</TextLink>,
          })}
        </p>
        <p className="print:hidden">
          {rich(t, "myData", { link: (inside) => <TextLink href="/take/data">{inside}</TextLink> })}
        </p>
      </div>
    </Section>
  );
}
