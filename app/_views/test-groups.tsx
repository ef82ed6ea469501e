import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatLatency, formatMemory } from "#app/_ui/format.ts";
import { type Column, Table } from "#app/_ui/table.tsx";
import { Verdict } from "#app/_views/verdict.tsx";
import type { QuestionType } from "#lib/assessments/schema.ts";
import type { ItemView } from "#lib/review/reports/schema.ts";
import { NoData, scorePair } from "./score.tsx";
import { Evidence } from "./test-evidence.tsx";
import {
  commonReason,
  failuresOf,
  failureWords,
  type GroupView,
  isFailed,
  lostSentence,
  passedOf,
  testsSentence,
} from "./test-words.ts";

type GradedTest = GroupView["tests"][number];

/** Why these points: the groups that they come from, and below each test with what went in and came out. */
export function TestGroups({ item }: { item: ItemView }) {
  const { groups, groupsRule, type } = item;
  const tests = groups.flatMap((group) => group.tests);
  const reason = commonReason(tests);
  const lost = lostSentence(groups, groupsRule, type);
  return (
    <div className="grid gap-3">
      <div>
        {lost && <p>{lost}</p>}
        <p className="text-muted">{testsSentence(tests)}</p>
      </div>
      {reason && <p className="wrap-anywhere text-fail">In every test: {reason}</p>}
      <Table
        caption={`Where the points of question ${item.ordinal} come from`}
        captionHidden
        columns={groupColumns(item)}
        rows={groups}
        rowKey={(group) => group.name}
      />
      {groupsRule && <p className="text-muted">{groupsRule}.</p>}
      <div className="grid gap-2">
        {groups
          .filter((group) => group.tests.length > 0)
          .map((group) => (
            <GroupTests key={group.name} group={group} kind={type} question={item.ordinal} />
          ))}
      </div>
    </div>
  );
}

function groupColumns({ type, points }: ItemView): Column<GroupView>[] {
  return [
    {
      key: "group",
      header: "Group of tests",
      cell: ({ title, rule, depth }) => (
        <span className={depth > 0 ? "block ps-4" : "block"}>
          {title}
          <span className="block text-13 font-normal text-muted">{rule}.</span>
        </span>
      ),
    },
    {
      key: "passed",
      header: "Tests",
      cell: ({ tests }) => (tests.length > 0 ? `${passedOf(tests)} passed` : <NoData />),
    },
    {
      key: "result",
      header: "Result",
      narrow: "below",
      cell: (group) => <Outcome group={group} kind={type} />,
    },
    {
      key: "points",
      header: "Points",
      align: "end",
      narrow: "end",
      cell: (group) =>
        group.maxPoints === null || points === null ? (
          <NoData words={group.maxPoints === null ? "no points" : "not graded"} />
        ) : (
          scorePair({ points: group.points ?? 0, maxPoints: group.maxPoints })
        ),
    },
  ];
}

/** “Passed”, or each way in which tests failed with its number. */
function Outcome({ group: { tests, unmet }, kind }: { group: GroupView; kind: QuestionType }) {
  if (tests.length === 0) return null;
  const failures = failuresOf(tests);
  if (failures.length > 0)
    return (
      <span className="flex flex-wrap gap-x-4">
        {failures.map(({ verdict, count }) => (
          <span key={verdict} className="whitespace-nowrap">
            <Verdict code={verdict} sql={kind === "sql"} />
            {count > 1 && ` × ${count}`}
          </span>
        ))}
      </span>
    );
  if (tests.some((test) => test.verdict === null)) return <span className="text-muted">Not run</span>;
  return (
    <>
      <Verdict code="AC" />
      {unmet.length > 0 && <span className="text-muted">, not counted</span>}
    </>
  );
}

function testColumns(tests: readonly GradedTest[], kind: QuestionType): Column<GradedTest>[] {
  const points: Column<GradedTest> = {
    key: "points",
    header: "Points",
    align: "end",
    cell: (test) =>
      test.points === null || test.maxPoints === null ? (
        <NoData />
      ) : (
        scorePair({ points: test.points, maxPoints: test.maxPoints })
      ),
  };
  return [
    { key: "name", header: "Test", cell: (test) => <span className="font-mono text-13">{test.label}</span> },
    {
      key: "verdict",
      header: "Result",
      narrow: "end",
      cell: (test) =>
        test.verdict ? (
          <Verdict code={test.verdict} sql={kind === "sql"} />
        ) : (
          <span className="text-muted">Not run</span>
        ),
    },
    ...(tests.some((test) => test.points !== null) ? [points] : []),
    {
      key: "time",
      header: "Time",
      align: "end",
      cell: (test) => (test.timeMs === null ? <NoData /> : formatLatency(test.timeMs)),
    },
    {
      key: "memory",
      header: "Memory",
      align: "end",
      cell: (test) => (test.memoryKb === null ? <NoData /> : formatMemory(test.memoryKb)),
    },
  ];
}

function GroupTests({ group, kind, question }: { group: GroupView; kind: QuestionType; question: number }) {
  const { title, tests } = group;
  const failed = tests.filter(isFailed);
  return (
    <Disclosure summary={`${title}, test by test`} open={failed.length > 0}>
      <div className="grid gap-3 sm:ps-5">
        <Table
          caption={`${title}, test by test`}
          captionHidden
          columns={testColumns(tests, kind)}
          rows={tests}
          rowKey={(test) => test.name}
        />
        {failed.length > 0 && (
          <ul aria-label={`What failed in question ${question}, ${title}`} className="grid gap-2">
            {failed.map((test) => (
              <li key={test.name}>
                <Disclosure summary={`${test.name}: ${test.verdict ? failureWords(test.verdict, kind) : ""}`}>
                  <Evidence test={test} kind={kind} />
                </Disclosure>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Disclosure>
  );
}
