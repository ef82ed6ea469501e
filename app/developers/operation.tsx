import type { Operation } from "#app/_edge/partner-route.ts";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Table } from "#app/_ui/table.tsx";
import { BASE_PATH, problems } from "#app/api/partner/v1/registry.ts";
import { curlFor, EXAMPLES } from "./examples.ts";
import { type FieldRow, fieldRows } from "./fields.ts";

/** Members of a body, a query or an answer. A dotted name may break at its dots, never inside a word. */
function Fields({ caption, rows }: { caption: string; rows: FieldRow[] }) {
  const name = (row: FieldRow) => (
    <code className="text-code whitespace-nowrap">
      {row.name.split(".").map((part, index) => (
        <span key={part}>
          {index > 0 && (
            <>
              .<wbr />
            </>
          )}
          {part}
        </span>
      ))}
    </code>
  );
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: "name", header: "Member", cell: name },
        { key: "type", header: "Type", cell: (row) => (row.needed ? `${row.type}, needed` : row.type) },
        { key: "text", header: "Meaning", cell: (row) => row.text },
      ]}
    />
  );
}

/** Errors beyond those that every call may answer, each with its place on this page. */
function OwnProblems({ codes }: { codes: string[] }) {
  const own = problems.filter(({ code }) => codes.includes(code));
  if (own.length === 0) return null;
  return (
    <p>
      Errors of its own:{" "}
      {own.map(({ code, status }, index) => (
        <span key={code}>
          {index > 0 && ", "}
          <a className="link" href={`#${code}`}>
            {status} {code}
          </a>
        </span>
      ))}
      .
    </p>
  );
}

/** One call: what it does, what it takes and answers, and beside that a request and its answer. */
export function OperationSection({ operation, appUrl }: { operation: Operation; appUrl: string }) {
  const example = EXAMPLES[operation.id];
  return (
    <section id={operation.id} className="scroll-mt-6 border-t border-hairline pt-8">
      <h3 className="text-18 font-semibold">{operation.summary}</h3>
      <p className="mt-1 font-mono text-code wrap-anywhere">
        {operation.method} {BASE_PATH}
        {operation.path}
      </p>
      <div className="mt-4 grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,40rem)_minmax(0,25rem)]">
        <div className="grid content-start gap-4">
          <p>{operation.description}</p>
          <p>
            Scope: <code>{operation.scope}</code>.{" "}
            {Object.entries(operation.status)
              .map(([status, text]) => `${status}: ${text}`)
              .join(" ")}
          </p>
          <OwnProblems codes={operation.problems} />
          {operation.query && <Fields caption="Query" rows={fieldRows(operation.query, "input")} />}
          {operation.body && <Fields caption="Body" rows={fieldRows(operation.body, "input")} />}
          <Disclosure summary="Members of the answer">
            <Fields caption="Answer" rows={fieldRows(operation.response, "output")} />
          </Disclosure>
        </div>
        {example && (
          <div className="grid min-w-0 content-start gap-4 xl:sticky xl:top-6 xl:self-start">
            <CodeBlock label={`${operation.summary}, curl`} code={curlFor(appUrl, example)} />
            <CodeBlock
              label={`${operation.summary}, answer ${example.status}`}
              code={JSON.stringify(example.answer, null, 2)}
            />
          </div>
        )}
      </div>
    </section>
  );
}
