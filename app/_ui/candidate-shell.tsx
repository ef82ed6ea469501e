import type { ReactNode } from "react";
import { LanguageSwitch } from "./language-switch.tsx";
import { Logo } from "./logo.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

type CandidateShellProps = {
  /** The candidate's name, so that the right person sits here. */
  name: string;
  /** Sign out, or nothing. */
  end?: ReactNode;
  children: ReactNode;
};

/** The candidate's pages outside the exam room: logo, name, one column of 720. */
export function CandidateShell({ name, end, children }: CandidateShellProps) {
  return (
    <div data-density="candidate" className="flex min-h-dvh flex-col">
      <header className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-hairline px-4 py-2 md:px-6 xl:px-8 print:hidden">
        <Logo />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span className="wrap-anywhere">{name}</span>
          {end}
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-column flex-1 px-4 py-8 md:py-10">
        {children}
      </main>
      <footer className="mx-auto flex w-full max-w-column flex-wrap justify-between gap-2 px-4 pb-6 print:hidden">
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </div>
  );
}
