"use client";

import { createContext, type ReactNode, use, useActionState } from "react";
import { ErrorSummary } from "./error-summary.tsx";
import { type FormAction, type FormState, fieldId, IDLE_FORM } from "./form-state.ts";
import { Notice } from "./notice.tsx";

/** What the fields inside a form read: its last answer. */
export const FormContext = createContext<{ state: FormState; scope?: string }>({ state: IDLE_FORM });

type FormProps = {
  /** A server action; works before JavaScript has loaded too. */
  action: FormAction;
  children: ReactNode;
  className?: string;
  /** For buttons that stand outside the form and send it: `<button form="…">`. */
  id?: string;
  /** Sets this form's fields apart from those of another form on the page. */
  scope?: string;
  /** Shown in place of the fields once the action answered `done` (else its `message` stands above them). */
  done?: ReactNode;
};

/**
 * A form on a server page: `<Form action={invite}><TextField …/><SubmitButton>Invite</SubmitButton></Form>`.
 * The fields inside find their own errors and what was typed. Browser validation is off:
 * its bubbles vanish, speak another language than the page and cannot be linked to.
 */
export function Form({ action, children, className = "", id, scope, done }: FormProps) {
  const [state, submit] = useActionState(action, IDLE_FORM);
  if (state.status === "done" && done) return <FormContext value={{ state, scope }}>{done}</FormContext>;
  return (
    <FormContext value={{ state, scope }}>
      <ErrorSummary state={state} scope={scope} />
      {state.status === "done" && state.message && (
        <Notice tone="pass" live className="mb-5">
          {state.message}
        </Notice>
      )}
      <form id={id} action={submit} noValidate className={`form grid max-w-form gap-5 ${className}`}>
        {children}
      </form>
    </FormContext>
  );
}

/** The id, the error and the last value of one field of the form around. */
export function useField(name: string): { id: string; error?: string; value?: string | string[] } {
  const { state, scope } = use(FormContext);
  const { errors, values } = state;
  const field = name.replace(/\[\]$/, "");
  const failed = Object.keys(errors).find((key) => key === field || key.startsWith(`${field}.`));
  return {
    id: fieldId(name, scope),
    error: failed === undefined ? undefined : errors[failed],
    value: values[field],
  };
}

/** The whole state of the form around: for a leaf inside `done` that shows what the command answered. */
export function useFormState(): FormState {
  return use(FormContext).state;
}
