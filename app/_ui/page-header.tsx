import type { ReactNode } from "react";
import { TextLink } from "./button.tsx";

type PageHeaderProps = {
  title: ReactNode;
  /** One line of facts under the heading. */
  meta?: ReactNode;
  /** The place above this one. */
  back?: { href: string; label: string };
  /** At most one primary button. */
  actions?: ReactNode;
};

export function PageHeader({ title, meta, back, actions }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {back && (
        <p className="mb-1">
          <TextLink href={back.href}>{back.label}</TextLink>
        </p>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 tabIndex={-1} className="min-w-0 text-22 font-semibold wrap-anywhere">
          {title}
        </h1>
        {actions && <div className="flex flex-wrap items-start gap-3 print:hidden">{actions}</div>}
      </div>
      {meta && <div className="mt-1 max-w-prose text-muted">{meta}</div>}
    </header>
  );
}

/** A section of a page: heading, then what belongs to it. Space groups; nothing is boxed. */
export function Section({
  title,
  actions,
  children,
}: {
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mt-10 first:mt-0">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-18 font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
