"use client";

import { useEffect } from "react";

/** What this device keeps of somebody else's exam room goes as soon as another person is signed in. */
export function KeptForOne({ userId }: { userId: string }) {
  useEffect(() => {
    // Loaded once the page stands: nobody waits for it.
    import("#app/take/_room/kept-pages.ts")
      .then(({ forgetKept }) => forgetKept(({ owner }) => owner !== userId))
      .catch(() => undefined);
  }, [userId]);
  return null;
}
