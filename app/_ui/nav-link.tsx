"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { MouseEvent } from "react";

/** A place in the shell. Current on its own page and on those below it. */
export function NavLink({ href, label }: { href: string; label: string }) {
  const path = usePathname();
  const current = path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      // Every page is rendered for its request: a prefetch would bring nothing and cost one request a place.
      prefetch={false}
      aria-current={current ? "page" : undefined}
      onClick={closeMenu}
      className="flex min-h-control items-center rounded-control px-3 text-muted hover:bg-hover hover:text-text aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-text forced-colors:aria-[current=page]:underline"
    >
      {label}
    </Link>
  );
}

/** The menu of a narrow screen outlives the page that opened it, so following a link folds it. */
function closeMenu(event: MouseEvent<HTMLElement>) {
  const menu = event.currentTarget.closest<HTMLElement>("[popover]");
  if (menu?.matches(":popover-open")) menu.hidePopover();
}
