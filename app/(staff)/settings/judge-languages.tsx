import { Table } from "#app/_ui/table.tsx";
import type { getJudgeSettings } from "#lib/grading/languages/queries.ts";

type Judge = Awaited<ReturnType<typeof getJudgeSettings>>;

/** What can be judged now, and what would switch on the rest. */
export function JudgeLanguages({ judge }: { judge: Judge }) {
  return (
    <div className="grid gap-5">
      <p className="max-w-prose">{workersWords(judge)}</p>
      {judge.failures.map(({ reason, fix }) => (
        <p key={reason} className="max-w-prose">
          One worker cannot judge: {reason}. What mends it: <code>{fix}</code>
        </p>
      ))}
      {judge.languages.length > 0 && (
        <Table
          caption="Languages"
          captionHidden
          rows={judge.languages}
          rowKey={({ id }) => id}
          columns={[
            { key: "name", header: "Language", narrow: "title", cell: ({ name }) => name },
            { key: "state", header: "State", narrow: "end", cell: ({ on }) => (on ? "On" : "Off") },
            {
              key: "version",
              header: "Version, or what switches it on",
              narrow: "below",
              cell: (language) =>
                language.on ? language.version : <Off why={language.why} fix={language.fix} />,
            },
          ]}
        />
      )}
    </div>
  );
}

function Off({ why, fix }: { why: string; fix?: string | undefined }) {
  return (
    <>
      {why}
      {fix && (
        <>
          . On the worker’s machine: <code>{fix}</code>
        </>
      )}
    </>
  );
}

function workersWords({ workers, judging, degraded }: Judge): string {
  if (workers === 0) return "No worker runs. Answers in code wait, ungraded and safe, until one does.";
  const many = workers === 1 ? "One worker runs" : `${workers} workers run`;
  if (judging === 0) return `${many} without a sandbox. Answers in code wait, ungraded and safe.`;
  const limits = degraded ? " Some limits hold per process only there: the worker’s log says which." : "";
  return `${many}${judging < workers ? `, ${judging} of them with a sandbox` : ""}.${limits} A language that is off can be written in, but its answers wait for a worker that has it.`;
}
