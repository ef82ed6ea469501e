import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { Table } from "#app/_ui/table.tsx";
import { judgedLanguages, LanguagesOff } from "#app/_views/languages-off.tsx";
import { QuestionKey } from "#app/_views/question-key.tsx";
import { QuestionSamples } from "#app/_views/question-samples.tsx";
import { plural, QUESTION_KIND } from "#app/_views/question-words.ts";
import { Statement } from "#app/_views/statement.tsx";
import { getEvidence, type TestRow } from "#lib/assessments/library/queries.ts";
import { canAuthor } from "#lib/assessments/policy.ts";
import { languagesOfDefinition } from "#lib/assessments/queries.ts";
import {
  getQuestion,
  type QuestionVersionView,
  type QuestionView,
} from "#lib/assessments/questions/queries.ts";
import type { Definition } from "#lib/assessments/schema.ts";
import { DraftState } from "./draft-state.tsx";
import { Files, Solutions, TestList } from "./evidence.tsx";

type QuestionPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string, version: string | undefined) => {
  const number = version && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
  return found(getQuestion(await requireStaff(), id, number));
});

async function viewOf({ params, searchParams }: QuestionPageProps) {
  return load((await params).id, (await readParams(searchParams)).version);
}

export async function generateMetadata(props: QuestionPageProps): Promise<Metadata> {
  return { title: `${(await viewOf(props)).title} · Questions` };
}

export default async function QuestionPage(props: QuestionPageProps) {
  const actor = await requireStaff();
  const question = await viewOf(props);
  const { published } = await readParams(props.searchParams);
  const { id, title, version, definition } = question;
  const evidence = await found(getEvidence(actor, version.id));
  return (
    <>
      {published && (
        <Notice tone="pass" live className="mb-6">
          Published. Assessments can hold it from now on.
        </Notice>
      )}
      <OtherVersion question={question} />
      <LanguagesOff
        languages={judgedLanguages({ type: definition.type, languages: languagesOfDefinition(definition) })}
      />
      <PageHeader
        title={title}
        back={{ href: "/questions", label: "Questions" }}
        meta={<VersionLine definition={definition} version={version} points={question.suggestedPoints} />}
        actions={
          <LinkButton href={`/questions/${id}/preview?version=${version.number}`}>
            See it as a candidate
          </LinkButton>
        }
      />
      {version.publishedAt === null && (
        <DraftState questionId={id} version={version} evidence={evidence} mayAuthor={canAuthor(actor)} />
      )}
      {version.publishedAt === null && evidence.report && <Solutions report={evidence.report} />}
      <Section title="Statement">
        <Statement markdown={question.statement} language={question.texts[0]?.language} />
        <Translations question={question} />
      </Section>
      {evidence.tests.length > 0 && <Tests question={question} tests={evidence.tests} />}
      <QuestionKey definition={definition} />
      {version.publishedAt !== null && evidence.report && <Solutions report={evidence.report} />}
      <Files files={evidence.files} />
      <Uses question={question} />
      {question.versions.length > 1 && <Versions question={question} />}
    </>
  );
}

const LANGUAGE_NAMES = new Intl.DisplayNames("en", { type: "language" });

/** The other languages that candidates are given it in. */
function Translations({ question: { texts } }: { question: QuestionView }) {
  return texts.slice(1).map(({ language, title, statement }) => (
    <Disclosure key={language} summary={`In ${LANGUAGE_NAMES.of(language)}`} className="mt-6">
      <p lang={language} className="mb-4 font-semibold">
        {title}
      </p>
      <Statement markdown={statement} language={language} />
    </Disclosure>
  ));
}

/** What a key grades is not written work for people to read. */
function kindName(definition: Definition): string {
  return definition.type === "text" && definition.short ? "Short answer" : QUESTION_KIND[definition.type];
}

type VersionLineProps = { definition: Definition; version: QuestionVersionView; points: number | null };

function VersionLine({ definition, version, points }: VersionLineProps) {
  return (
    <>
      {kindName(definition)} · version {version.number},{" "}
      {version.publishedAt ? (
        <>
          published <LocalTime at={version.publishedAt.toISOString()} style="date" />
        </>
      ) : (
        "not published"
      )}
      {points !== null && ` · ${plural(points, "point")} suggested`}
    </>
  );
}

/** What stands beside the version that is shown: a newer one, or one that waits. */
function OtherVersion({ question: { id, version, versions } }: { question: QuestionView }) {
  const [newest] = versions;
  if (!newest || newest.number === version.number) return null;
  const link = (
    <TextLink href={`/questions/${id}?version=${newest.number}`}>Version {newest.number}</TextLink>
  );
  return (
    <Notice className="mb-6">
      {newest.publishedAt ? (
        <>
          This is version {version.number}. {link} is the newest; assessments that were published with this
          one keep it.
        </>
      ) : (
        <>
          {link} was imported and is not published yet. Assessments hold version {version.number} until then.
        </>
      )}
    </Notice>
  );
}

/** Of a talk a candidate sees no sample, and can run them all the same. */
function sampleSentence(tests: readonly TestRow[], shown: number): string {
  const count = tests.filter(({ visibility }) => visibility === "sample").length;
  if (count === 0) return "There are no samples: candidates can run their code on input of their own only.";
  const them = count === 1 ? "it" : "them";
  return shown === 0
    ? `Candidates can run their code against ${plural(count, "sample")}, and see nothing of ${them}.`
    : `Candidates see ${plural(count, "sample")} and can run their code against ${them}.`;
}

function Tests({
  question: { samples, secretTests },
  tests,
}: {
  question: QuestionView;
  tests: readonly TestRow[];
}) {
  return (
    <Section title="Tests">
      <p className="mb-4 max-w-prose text-muted">
        {sampleSentence(tests, samples.length)} {plural(secretTests, "secret test")}{" "}
        {secretTests === 1 ? "decides" : "decide"} the score; nobody sees their data here.
      </p>
      <QuestionSamples samples={samples} />
      <Disclosure summary="All tests by name and size" className="mt-6">
        <TestList tests={tests} />
      </Disclosure>
    </Section>
  );
}

function Uses({ question: { usedIn } }: { question: QuestionView }) {
  return (
    <Section title="Used in">
      {usedIn.length === 0 ? (
        <p className="text-muted">No assessment holds this question yet.</p>
      ) : (
        <Table
          caption="Assessments that hold this question"
          captionHidden
          rows={usedIn}
          rowKey={(row) => `${row.assessmentId}-${row.versionNumber}`}
          columns={[
            {
              key: "name",
              header: "Assessment",
              cell: (row) => <TextLink href={`/assessments/${row.assessmentId}`}>{row.name}</TextLink>,
            },
            { key: "version", header: "Version", cell: (row) => `Version ${row.versionNumber}` },
            { key: "state", header: "State", cell: (row) => (row.published ? "Published" : "Draft") },
          ]}
        />
      )}
    </Section>
  );
}

function Versions({ question: { id, version, versions } }: { question: QuestionView }) {
  return (
    <Section title="Versions">
      <ul className="grid gap-1">
        {versions.map(({ number, publishedAt }) => (
          <li key={number}>
            {number === version.number ? (
              <span className="font-medium">Version {number}, shown here</span>
            ) : (
              <TextLink href={`/questions/${id}?version=${number}`}>Version {number}</TextLink>
            )}
            <span className="text-muted">
              {" "}
              · {publishedAt ? <LocalTime at={publishedAt.toISOString()} style="date" /> : "not published"}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
