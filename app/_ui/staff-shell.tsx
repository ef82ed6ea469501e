import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class.ts";
import { Icon } from "./icon.tsx";
import { menu } from "./icons.ts";
import { Logo } from "./logo.tsx";
import { NavLink } from "./nav-link.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

const MENU_ID = "staff-menu";

type StaffShellProps = {
  home: string;
  /** Only places that exist. */
  items: readonly { href: string; label: string }[];
  /** Who is signed in, and for whom. */
  user: { name: string; organisation: string };
  /** A form with a button. */
  signOut: ReactNode;
  children: ReactNode;
};

/** The team's side: 208 px of places beside the page; on a narrow screen a bar whose button shows them. */
export function StaffShell({ home, items, user, signOut, children }: StaffShellProps) {
  return (
    <div
      lang="en"
      data-density="staff"
      className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] print:block"
    >
      <header className="sticky top-0 z-10 flex h-12 items-center justify-between border-b border-hairline bg-page px-4 lg:h-dvh lg:flex-col lg:items-stretch lg:justify-start lg:gap-4 lg:border-e lg:border-b-0 lg:px-3 lg:py-4 print:hidden">
        <Link href={home} prefetch={false} className="rounded-tag lg:px-3">
          <Logo />
        </Link>
        <button type="button" popoverTarget={MENU_ID} className={`${buttonClass("quiet")} lg:hidden`}>
          <Icon icon={menu} />
          Menu
        </button>
        <div id={MENU_ID} popover="auto" className="shell-menu">
          <nav aria-label="Main">
            <ul className="grid gap-0.5">
              {items.map((item) => (
                <li key={item.href}>
                  <NavLink href={item.href} label={item.label} />
                </li>
              ))}
            </ul>
          </nav>
          <div className="mt-auto grid gap-2 border-t border-hairline pt-3">
            <p className="px-3 wrap-anywhere">
              <span className="block font-medium">{user.name}</span>
              <span className="block text-13 text-muted">{user.organisation}</span>
            </p>
            <div className="flex flex-wrap items-center justify-between gap-2">
              {signOut}
              <ThemeSwitch locale="en" />
            </div>
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="max-w-360 min-w-0 px-4 py-6 md:px-6 xl:px-8 xl:py-8">
        {children}
      </main>
    </div>
  );
}
