import type { FormState } from "#app/_edge/form-action.ts";

export type { FormState };

export const IDLE_FORM: FormState = { status: "idle", errors: {}, values: {} };

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

/**
 * The id of a field's control; the error summary links to it. A list's control `tags[]` and its error `tags` share one;
 * `scope` tells two forms of one page apart.
 */
export function fieldId(name: string, scope = ""): string {
  return `field-${scope}${scope && "-"}${name.replace(/\[\]$/, "").replaceAll(/[^\w-]/g, "-")}`;
}
