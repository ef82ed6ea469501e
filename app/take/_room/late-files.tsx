"use client";

import { useEffect, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { announce } from "#app/_ui/announce.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import { saveCopy } from "./file-copy.ts";
import { type ChosenFile, forgetChosen, readChosen } from "./file-store.ts";

/** Files that missed the end: they are not taken late, and stay on this device until their owner takes them away. */
export function LateFiles({ attemptId }: { attemptId: string }) {
  const t = useWords("files");
  const [kept, setKept] = useState<readonly ChosenFile[]>([]);
  useEffect(() => {
    void readChosen(attemptId).then(setKept);
  }, [attemptId]);

  async function forget(chosen: ChosenFile) {
    await forgetChosen(chosen);
    setKept((all) => all.filter((one) => one !== chosen));
    announce(t("forgotten", { name: chosen.file.name }));
  }

  if (kept.length === 0) return null;
  return (
    <Notice tone="warn" live className="mt-6">
      <ul className="grid gap-4">
        {kept.map((chosen) => (
          <li key={chosen.itemId}>
            <p className="wrap-anywhere">{t("late", { name: chosen.file.name })}</p>
            <p className="mt-2 flex flex-wrap gap-2">
              <Button
                onClick={() => saveCopy(chosen.file)}
                aria-label={t("downloadName", { name: chosen.file.name })}
              >
                {t("download")}
              </Button>
              <Button onClick={() => forget(chosen)}>{t("forget")}</Button>
            </p>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
