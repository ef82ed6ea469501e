"use client";

import { useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { sendClientTest } from "#lib/observability/client.ts";
import { testFailed, testPassed } from "./test-words.ts";

/** Sends a test event the way this page's own errors would go: through the page's policy, from the reader's browser. */
export function BrowserTest() {
  const [state, setState] = useState<{ pending: boolean; told?: { failed: boolean; words: string } }>({
    pending: false,
  });

  async function send() {
    setState({ pending: true });
    const answer = await sendClientTest();
    const failed = testFailed(answer);
    setState({ pending: false, told: { failed: failed !== null, words: failed ?? testPassed(answer) } });
  }

  return (
    <div className="grid gap-5">
      {state.told && (
        <Notice tone={state.told.failed ? "fail" : "pass"} live>
          {state.told.words}
        </Notice>
      )}
      <div>
        <Button pending={state.pending} onClick={send}>
          Send a test event from this browser
        </Button>
      </div>
    </div>
  );
}
