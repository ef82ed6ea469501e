import { reachable } from "./reachable.ts";

type CodeBlockProps = {
  code: string;
  /** The name a screen reader hears, and the caption: “Answer to question 2, Python”. */
  label: string;
  /** Hides the caption where the heading above already says it. */
  quiet?: boolean;
  numbered?: boolean;
};

/** Code as it was written. Scrolls inside its own box, which the keyboard reaches. */
export function CodeBlock({ code, label, quiet = false, numbered = false }: CodeBlockProps) {
  const text = code.replace(/\n$/, "");
  const lines = text.split("\n").length;
  return (
    <figure className="min-w-0 overflow-clip rounded-panel border border-hairline bg-sunken">
      {!quiet && (
        <figcaption className="border-b border-hairline px-4 py-1.5 text-13 text-muted">{label}</figcaption>
      )}
      <div className="flex font-mono text-code">
        {numbered && (
          <pre
            aria-hidden="true"
            className="select-none border-e border-hairline py-3 ps-3 pe-2 text-end text-icon"
          >
            {Array.from({ length: lines }, (_, index) => index + 1).join("\n")}
          </pre>
        )}
        <pre
          {...reachable(label)}
          className="min-w-0 flex-1 overflow-x-auto px-4 py-3 focus-visible:-outline-offset-2"
        >
          <code>{text}</code>
        </pre>
      </div>
    </figure>
  );
}
