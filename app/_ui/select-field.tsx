"use client";

import type { ComponentProps, ReactNode } from "react";
import { describedBy, Field } from "./field.tsx";
import { useField } from "./form.tsx";
import { Icon } from "./icon.tsx";
import { chevronDown } from "./icons.ts";

type SelectFieldProps = ComponentProps<"select"> & {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  hint?: ReactNode;
  optional?: boolean;
  error?: string;
};

/** One of at most a dozen. The browser's own list: right on every phone. */
export function SelectField({ label, options, hint, optional, error, ...rest }: SelectFieldProps) {
  const found = useField(rest.name);
  const { id } = found;
  const message = error ?? found.error;
  const chosen = typeof found.value === "string" ? found.value : rest.defaultValue;
  return (
    <Field id={id} label={label} hint={hint} error={message} optional={optional}>
      <div className="relative">
        <select
          {...rest}
          // React keeps a select's first default when a form is reset; a new key makes the kept value the default.
          key={String(chosen)}
          id={id}
          defaultValue={chosen}
          aria-describedby={describedBy(id, hint, message)}
          aria-invalid={message ? true : undefined}
          className="control appearance-none pe-9"
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          icon={chevronDown}
          className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-icon"
        />
      </div>
    </Field>
  );
}
