"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Often enough to see grading move, seldom enough to cost nothing. */
const EVERY_MS = 4_000;

/** Asks the server for the page again while it is being looked at. Leaves no mark on the page itself. */
export function LiveRefresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
