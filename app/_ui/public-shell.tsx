import type { ReactNode } from "react";
import { LanguageSwitch } from "./language-switch.tsx";
import { Logo } from "./logo.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

type PublicShellProps = {
  children: ReactNode;
  /** `form`: the 400-px column of sign-in. `prose`: a page to read. */
  width?: "form" | "prose";
};

/** Pages for anyone: one quiet column, no art. */
export function PublicShell({ children, width = "form" }: PublicShellProps) {
  const column = width === "form" ? "max-w-[27rem]" : "max-w-column";
  return (
    <div data-density="candidate" className="flex min-h-dvh flex-col">
      <header className={`mx-auto w-full px-4 pt-8 md:pt-24 ${column}`}>
        <Logo />
      </header>
      <main id="main" tabIndex={-1} className={`mx-auto w-full flex-1 px-4 py-8 ${column}`}>
        {children}
      </main>
      <footer
        className={`mx-auto flex w-full flex-wrap justify-between gap-2 px-4 pb-6 print:hidden ${column}`}
      >
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </div>
  );
}
