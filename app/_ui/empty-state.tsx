import type { ReactNode } from "react";

type EmptyStateProps = {
  /** Why there is nothing, in one sentence; a filtered list names the filter. */
  children: ReactNode;
  /** The one next step. */
  action?: ReactNode;
};

export function EmptyState({ children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-4 border-y border-hairline py-10">
      <p className="max-w-prose text-muted">{children}</p>
      {action}
    </div>
  );
}
