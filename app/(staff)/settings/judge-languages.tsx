import { check, circleDashed, triangleAlert } from "#app/_ui/icons.ts";
import { Status } from "#app/_ui/status.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import type { getJudgeSettings } from "#lib/grading/languages/queries.ts";

type Judge = Awaited<ReturnType<typeof getJudgeSettings>>;
type Worker = Judge["workers"][number];
type MergedLanguage = Judge["languages"][number];

/** What can be judged now, by whom, and what would switch on the rest. */
export function JudgeLanguages({ judge: { workers, languages } }: { judge: Judge }) {
  return (
    <div className="grid gap-5">
      <p className="max-w-prose">{workersWords(workers)}</p>
      {workers.length > 0 && (
        <Table
          caption="Workers"
          captionHidden
          rows={workers}
          rowKey={({ worker }) => worker}
          columns={WORKERS}
        />
      )}
      {languages.length > 0 && (
        <Table
          caption="Languages"
          captionHidden
          rows={languages}
          rowKey={({ id }) => id}
          columns={LANGUAGES}
        />
      )}
    </div>
  );
}

const WORKERS: Column<Worker>[] = [
  { key: "worker", header: "Worker", narrow: "title", cell: ({ worker }) => workerName(worker) },
  { key: "sandbox", header: "Sandbox", narrow: "end", cell: ({ report }) => <Sandbox report={report} /> },
  {
    key: "languages",
    header: "Can judge",
    narrow: "meta",
    cell: ({ report: { driver, languages } }) =>
      driver === "none"
        ? "Nothing"
        : `${languages.filter(({ on }) => on).length} of ${languages.length} languages`,
  },
  {
    key: "note",
    header: "Limits, or what mends it",
    narrow: "below",
    cell: ({ report }) => <Note report={report} />,
  },
];

const LANGUAGES: Column<MergedLanguage>[] = [
  { key: "name", header: "Language", narrow: "title", cell: ({ name }) => name },
  { key: "state", header: "State", narrow: "end", cell: (language) => <State language={language} /> },
  {
    key: "version",
    header: "Version, or what switches it on",
    narrow: "below",
    cell: ({ said }) => (
      <span className="grid gap-1">
        {said.map(({ workers, status }) => (
          <span key={workers[0]}>
            {said.length > 1 && <span className="text-muted">{workers.map(workerName).join("; ")}: </span>}
            {status.on ? status.version : <Mended why={status.why} fix={status.fix} />}
          </span>
        ))}
      </span>
    ),
  },
];

/** `host-4711-ab12cd` → “host, process 4711”. */
function workerName(id: string): string {
  const [, host, pid] = /^(.+)-(\d+)-[^-]+$/.exec(id) ?? [];
  return host ? `${host}, process ${pid}` : id;
}

function Sandbox({ report }: Pick<Worker, "report">) {
  if (report.driver === "none")
    return (
      <Status icon={triangleAlert} tone="warn">
        None
      </Status>
    );
  return report.version.startsWith(report.driver) ? report.version : `${report.driver} ${report.version}`;
}

function Note({ report }: Pick<Worker, "report">) {
  if (report.driver === "none") return <Mended why={report.reason} fix={report.fix} />;
  const { limits, insteadOf } = report;
  return (
    <span className="grid gap-1">
      <span>
        {limits.degraded && "Some limits hold per process only. "}CPU time: {limits.cpu}; memory:{" "}
        {limits.memory}; processes: {limits.processes}
      </span>
      {insteadOf && (
        <span>
          {insteadOf.driver} cannot work there: <Mended why={insteadOf.reason} fix={insteadOf.fix} />
        </span>
      )}
    </span>
  );
}

function State({ language: { on, of } }: { language: MergedLanguage }) {
  if (on === 0) return <Status icon={circleDashed}>Off</Status>;
  return (
    <Status icon={check} tone="pass">
      {on === of ? "On" : `On ${on} of ${of} workers`}
    </Status>
  );
}

function Mended({ why, fix }: { why: string; fix?: string | undefined }) {
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

function workersWords(workers: readonly Worker[]): string {
  if (workers.length === 0) return "No worker runs. Answers in code wait, ungraded and safe, until one does.";
  const judging = workers.filter(({ report }) => report.driver !== "none").length;
  const many = workers.length === 1 ? "One worker runs" : `${workers.length} workers run`;
  if (judging === 0) return `${many} without a sandbox. Answers in code wait, ungraded and safe.`;
  const some = judging < workers.length ? `, ${judging} of them with a sandbox` : "";
  return `${many}${some}. A language that is off can be written in, but its answers wait for a worker that has it.`;
}
