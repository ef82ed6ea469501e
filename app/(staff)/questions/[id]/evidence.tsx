import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatLatency } from "#app/_ui/format.ts";
import { check, minus, x } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { Status } from "#app/_ui/status.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { languageNames, plural } from "#app/_views/question-words.ts";
import { Verdict, type VerdictCode } from "#app/_views/verdict.tsx";
import type { CheckedSubmission, GateReport } from "#lib/assessments/gate/schema.ts";
import type { TestRow, VersionEvidence } from "#lib/assessments/library/queries.ts";

const SUBMISSIONS: Column<CheckedSubmission>[] = [
  {
    key: "path",
    header: "Submission",
    cell: ({ path }) => <span className="font-mono text-13 wrap-anywhere">{path}</span>,
  },
  {
    key: "language",
    header: "Language",
    cell: ({ language }) => (language ? languageNames([language]) : "None known"),
  },
  {
    key: "verdict",
    header: "Result",
    // Where the judge could not say, the reason does: that is about the question, and nobody's failure.
    cell: ({ verdict }) =>
      verdict && verdict !== "JE" ? <Verdict code={verdict as VerdictCode} /> : "Not judged",
  },
  {
    key: "failed",
    header: "Failed at",
    cell: ({ failedAt, failure }) => (
      <>
        {failedAt ?? "–"}
        {failure && <span className="block text-13 text-muted wrap-anywhere">{failure}</span>}
      </>
    ),
    narrow: "below",
  },
  {
    key: "time",
    header: "Slowest test",
    align: "end",
    cell: ({ slowestMs }) => (slowestMs === null ? "–" : formatLatency(slowestMs)),
  },
  {
    key: "ok",
    header: "As stated",
    narrow: "end",
    cell: ({ verdict, reasons }) =>
      verdict === null && reasons.length === 0 ? (
        <Status icon={minus}>Nobody knows</Status>
      ) : reasons.length === 0 ? (
        <Status icon={check} tone="pass">
          Yes
        </Status>
      ) : (
        <Status icon={x} tone="fail">
          No
        </Status>
      ),
  },
  {
    key: "why",
    header: "Why not",
    narrow: "below",
    cell: ({ reasons }) => <span className="text-fail">{reasons.join("; ")}</span>,
  },
];

/** What the judge saw of the package's own submissions. */
export function Solutions({ report }: { report: GateReport }) {
  const { submissions, starters, time, by, checkedAt, toolchains } = report;
  const score = submissions.some((each) => each.score !== null);
  const failing = submissions.some((each) => each.reasons.length > 0);
  const columns = SUBMISSIONS.filter(({ key }) => failing || key !== "why").flatMap((column) =>
    score && column.key === "failed" ? [column, SCORE] : [column],
  );
  return (
    <Section title="Solutions">
      <p className="mb-4 max-w-prose text-muted">
        {by === "worker"
          ? "Judged here"
          : "Judged by the project’s own checks; the result came with the content"}
        , <LocalTime at={checkedAt} />.
      </p>
      <Table
        caption="The package’s submissions and what the judge said"
        captionHidden
        columns={columns}
        rows={submissions}
        rowKey={({ path }) => path}
        empty={<p className="text-muted">No submission was judged.</p>}
      />
      <CompilerWords submissions={submissions} />
      <p className="mt-4 max-w-prose">{timeSentence(time)}</p>
      {starters.length > 0 && <p className="mt-2 max-w-prose">{starterSentence(starters)}</p>}
      <Disclosure summary="What it was judged with" className="mt-3">
        <ul className="grid gap-1">
          {Object.entries(toolchains).map(([language, version]) => (
            <li key={language}>
              {languageNames([language])}: <span className="text-muted">{version}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  );
}

/** What did not compile, and why: open where it should have. */
function CompilerWords({ submissions }: Pick<GateReport, "submissions">) {
  return submissions.map(
    ({ path, compileOutput, reasons }) =>
      compileOutput && (
        <Disclosure
          key={path}
          summary={`${path}: what the compiler said`}
          open={reasons.length > 0}
          className="mt-3"
        >
          <CodeBlock code={compileOutput} label={`What the compiler said of ${path}`} quiet />
        </Disclosure>
      ),
  );
}

function starterSentence(starters: GateReport["starters"]): string {
  if (starters.length > 1 && starters.every(({ percent }) => percent === 0))
    return `Starter code scores 0 % in each of its ${starters.length} languages.`;
  const parts = starters.map(({ language, percent }) => `${percent} % in ${languageNames([language])}`);
  return `Starter code scores ${parts.join(", ")}.`;
}

const SCORE: Column<CheckedSubmission> = {
  key: "score",
  header: "Score",
  align: "end",
  cell: ({ score }) => (score === null ? "–" : Math.round(score * 100) / 100),
};

function timeSentence({ limitSeconds, derived, factor, slowestMs }: GateReport["time"]): string {
  const source = derived ? "set from the accepted solutions" : "as its author set it";
  if (slowestMs === null) return `Time limit ${limitSeconds} s, ${source}. No accepted run was measured.`;
  const room = slowestMs === 0 ? "far more" : `${Math.round((limitSeconds * 1000) / slowestMs)} times`;
  return `Time limit ${limitSeconds} s, ${source}: ${room} what the slowest accepted run takes (${formatLatency(slowestMs)}); at least ${factor} times is wanted.`;
}

const TESTS: Column<TestRow>[] = [
  { key: "name", header: "Test", cell: ({ name }) => <span className="font-mono text-13">{name}</span> },
  { key: "group", header: "Group", cell: ({ group }) => group, narrow: "hide" },
  {
    key: "visibility",
    header: "Seen by",
    cell: ({ visibility }) => (visibility === "sample" ? "Candidates" : "Team only"),
    narrow: "end",
  },
  { key: "input", header: "Input", align: "end", cell: ({ inputBytes }) => size(inputBytes) },
  { key: "answer", header: "Answer", align: "end", cell: ({ answerBytes }) => size(answerBytes) },
  { key: "hint", header: "Hint", cell: ({ hint }) => hint ?? "", narrow: "below" },
];

/** Every test by name and size; the data itself stays in the package. */
export function TestList({ tests }: { tests: readonly TestRow[] }) {
  const columns = TESTS.filter(({ key }) => key !== "hint" || tests.some(({ hint }) => hint !== null));
  return (
    <Table
      caption={`${plural(tests.length, "test")}, in judging order`}
      columns={columns}
      rows={tests}
      rowKey={({ name }) => name}
    />
  );
}

const FILE_KIND: Record<VersionEvidence["files"][number]["kind"], string> = {
  submission: "Submission",
  validator: "Output validator",
  attachment: "Attachment",
  picture: "Picture",
  input_validator: "Input validator",
  include: "Compiled with each answer",
};

/** What the package brings besides. */
export function Files({ files }: Pick<VersionEvidence, "files">) {
  const others = files.filter(({ kind }) => kind !== "submission");
  if (others.length === 0) return null;
  return (
    <Section title="Validators, attachments and pictures">
      <Table
        caption="Files beside the tests"
        captionHidden
        rows={others}
        rowKey={({ kind, path }) => `${kind} ${path}`}
        columns={[
          {
            key: "path",
            header: "File",
            cell: ({ path }) => <span className="font-mono text-13">{shownPath(path)}</span>,
          },
          {
            key: "kind",
            header: "Kind",
            cell: ({ kind }) => FILE_KIND[kind],
          },
          { key: "size", header: "Size", align: "end", cell: ({ bytes }) => size(bytes), narrow: "end" },
        ]}
      />
    </Section>
  );
}

/** A program of one file stands in no folder: `check.py`, not `check.py/check.py`. */
function shownPath(path: string): string {
  const [folder = "", file, ...more] = path.split("/");
  return more.length === 0 && folder === file ? folder : path;
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes}\u00a0B`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)}\u00a0kB`
    : `${(bytes / 1_000_000).toFixed(1)}\u00a0MB`;
}
