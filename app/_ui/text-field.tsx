"use client";

import { type ComponentProps, type ReactNode, useState } from "react";
import { useWords } from "#app/_words/words-provider.tsx";
import { describedBy, Field } from "./field.tsx";
import { useField } from "./form.tsx";

type Labels = {
  name: string;
  label: string;
  hint?: ReactNode;
  optional?: boolean | "either";
  error?: string;
};

function useControl({ name, hint, error, optional }: Labels) {
  const found = useField(name);
  const { id } = found;
  const message = error ?? found.error;
  return {
    message,
    value: typeof found.value === "string" ? found.value : undefined,
    attributes: {
      id,
      name,
      "aria-describedby": describedBy(id, hint, message),
      "aria-invalid": message ? true : undefined,
      "aria-required": optional ? undefined : true,
    },
  } as const;
}

/** One line of text. `name` is the form's field; errors and what was typed come from the Form around. */
export function TextField({
  label,
  hint,
  optional,
  error,
  className = "",
  ...rest
}: Labels & ComponentProps<"input">) {
  const { attributes, message, value } = useControl({ name: rest.name, label, hint, optional, error });
  return (
    <Field id={attributes.id} label={label} hint={hint} error={message} optional={optional}>
      <input
        type="text"
        {...rest}
        {...attributes}
        defaultValue={value ?? rest.defaultValue}
        className={`control ${className}`}
      />
    </Field>
  );
}

/** Several lines of text. With `maxLength` it says how much is left, quietly. */
export function TextareaField({
  label,
  hint,
  optional,
  error,
  className = "",
  ...rest
}: Labels & ComponentProps<"textarea">) {
  const { attributes, message, value } = useControl({ name: rest.name, label, hint, optional, error });
  const start = String(value ?? rest.defaultValue ?? "");
  const t = useWords("kit");
  const [length, setLength] = useState(start.length);
  return (
    <Field id={attributes.id} label={label} hint={hint} error={message} optional={optional}>
      <textarea
        rows={4}
        {...rest}
        {...attributes}
        defaultValue={start}
        onInput={(event) => setLength(event.currentTarget.value.length)}
        className={`control py-2 ${className}`}
      />
      {rest.maxLength !== undefined && (
        <p className="text-13 text-muted tabular-nums">
          {t("charactersOf", { length, most: rest.maxLength })}
        </p>
      )}
    </Field>
  );
}

/** A password with Show. Paste and password managers work; what was typed is never sent back. */
export function PasswordField({ label, hint, optional, error, ...rest }: Labels & ComponentProps<"input">) {
  const { attributes, message } = useControl({ name: rest.name, label, hint, optional, error });
  const t = useWords("kit");
  const [shown, setShown] = useState(false);
  return (
    <Field id={attributes.id} label={label} hint={hint} error={message} optional={optional}>
      <div className="relative">
        <input
          {...rest}
          {...attributes}
          type={shown ? "text" : "password"}
          spellCheck={false}
          autoCapitalize="none"
          className="control pe-18"
        />
        <button
          type="button"
          aria-controls={attributes.id}
          aria-label={t(shown ? "hideLabel" : "showLabel", { label })}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 end-1 min-w-14 rounded-tag px-2 text-13 text-accent-text hover:bg-hover"
        >
          {shown ? t("hide") : t("show")}
        </button>
      </div>
    </Field>
  );
}
