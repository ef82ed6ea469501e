"use client";

import { type ReactNode, useActionState, useEffect, useId, useRef } from "react";
import { Button } from "./action-button.tsx";
import { announce } from "./announce.ts";
import type { ButtonTone } from "./button-class.ts";
import { FormContext } from "./form.tsx";
import { type FormAction, IDLE_FORM } from "./form-state.ts";
import { Notice } from "./notice.tsx";
import { SubmitButton } from "./submit-button.tsx";

type DialogProps = {
  /** The button that opens it. */
  label: string;
  tone?: ButtonTone;
  /** A question: “End Ada's access?” */
  title: string;
  /** What will happen, and the form's fields (hidden inputs, or one that is seen). */
  children: ReactNode;
  action: FormAction;
  /** The button that does it: verb and object. */
  confirm: string;
  confirmTone?: ButtonTone;
  /** The least destructive way out; it has the first focus. */
  cancel?: string;
};

/**
 * The browser's modal dialog, to confirm or for one field. Escape cancels, focus returns to the opener;
 * it closes when the action answered `done`, and shows a refusal inside.
 * Everything outside is inert while it is open, so nothing inside may put its popup at the end of the body.
 */
export function Dialog(props: DialogProps) {
  const { label, tone, title, children, action, confirm, confirmTone = "danger", cancel = "Cancel" } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const leastHarm = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  const [state, submit] = useActionState(action, IDLE_FORM);

  useEffect(() => {
    if (state.status !== "done") return;
    dialog.current?.close();
    if (state.message) announce(state.message);
  }, [state]);

  function open() {
    dialog.current?.showModal();
    leastHarm.current?.focus();
  }

  return (
    <>
      <Button tone={tone} aria-haspopup="dialog" onClick={open}>
        {label}
      </Button>
      <dialog ref={dialog} aria-labelledby={titleId} className="dialog">
        <form action={submit} noValidate className="grid gap-4">
          <h2 id={titleId} className="text-18 font-semibold">
            {title}
          </h2>
          {state.status === "error" && (
            <Notice tone="fail" live>
              {state.message}
            </Notice>
          )}
          <FormContext value={{ state, scope: titleId }}>{children}</FormContext>
          <div className="mt-2 flex flex-wrap justify-end gap-3">
            <Button ref={leastHarm} onClick={() => dialog.current?.close()}>
              {cancel}
            </Button>
            <SubmitButton tone={confirmTone}>{confirm}</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
