import { CodeBlock } from "#app/_ui/code-block.tsx";
import { ResultGrid } from "#app/_views/result-grid.tsx";
import type { SampleView } from "#lib/assessments/questions/queries.ts";

type QuestionSamplesProps = { samples: readonly SampleView[] };

/** Each sample's input beside the output that is expected for it. */
export function QuestionSamples({ samples }: QuestionSamplesProps) {
  return (
    <ol className="grid gap-5">
      {samples.map((sample, index) => (
        <li key={sample.name} className="grid gap-2">
          <div className="grid gap-3 sm:grid-cols-2">
            <CodeBlock label={`Sample ${index + 1}, input`} code={sample.input} />
            {sample.table ? (
              <ResultGrid label={`Sample ${index + 1}, result`} table={sample.table} />
            ) : (
              <CodeBlock label={`Sample ${index + 1}, output`} code={sample.answer} />
            )}
          </div>
          {sample.cut && <p className="text-13 text-muted">Only the beginning is shown.</p>}
        </li>
      ))}
    </ol>
  );
}
