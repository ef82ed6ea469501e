"use client";

import { useEffect, useState } from "react";
import { Notice } from "#app/_ui/notice.tsx";

type ForgetRoomProps = {
  /** Everything goes, sent or not: the data is deleted, and nobody takes it any more. */
  all?: boolean;
  /** Said when something stays, because it never reached the server. */
  kept: string;
};

/** Takes away what the exam room keeps on this device. Work that never reached the server stays, and that is said. */
export function ForgetRoom({ all = false, kept }: ForgetRoomProps) {
  const [left, setLeft] = useState(false);
  useEffect(() => {
    // Loaded once the page stands: nobody waits for it.
    import("#app/take/_room/forget.ts")
      .then(({ forgetRoom }) => forgetRoom(all))
      .then(setLeft, () => undefined);
  }, [all]);
  if (!left) return null;
  return (
    <Notice tone="warn" live className="mb-5">
      {kept}
    </Notice>
  );
}
