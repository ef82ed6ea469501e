import type { ReactNode } from "react";

export interface Task {
  /** Id of the section that it is done in. */
  id: string;
  name: string;
  /** Plain text: a list of done things needs no badges. */
  status: ReactNode;
}

/** What to do before the start, in any order; each row leads to its section. */
export function TaskList({ tasks, label }: { tasks: readonly Task[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul className="divide-y divide-hairline border-y border-hairline">
        {tasks.map(({ id, name, status }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="group -mx-1 flex min-h-11 flex-wrap items-center justify-between gap-x-6 gap-y-1 px-1 py-2 hover:bg-hover"
            >
              <span className="text-accent-text underline underline-offset-2 group-hover:decoration-2">
                {name}
              </span>
              <span className="text-muted">{status}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The section of a task. */
export function TaskSection({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-10 scroll-mt-4">
      <h2 id={`${id}-title`} className="mb-3 text-18 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
