"use client";

import type { ComponentProps, ReactNode } from "react";
import { FieldError } from "./field.tsx";
import { useField } from "./form.tsx";

export type ChoiceOption = { value: string; label: ReactNode; hint?: ReactNode };

type ChoiceFieldProps = {
  name: string;
  legend: ReactNode;
  options: readonly ChoiceOption[];
  /** `radio`: one. `checkbox`: any number, sent as repeated values. */
  type?: "radio" | "checkbox";
  defaultValue?: string | readonly string[];
  hint?: ReactNode;
  error?: string;
  /** What stands at the choice in place of the form's own error, which the summary above says whole. */
  shortError?: string;
  onChange?: ComponentProps<"input">["onChange"];
  disabled?: boolean;
};

/** A question with its answers: fieldset, legend, and each label one target with its tick. */
export function ChoiceField({ type = "radio", options, hint, ...props }: ChoiceFieldProps) {
  const found = useField(props.name);
  const { id } = found;
  const error = props.error ?? (found.error && (props.shortError ?? found.error));
  const chosen = [found.value ?? props.defaultValue ?? []].flat();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className="grid gap-1" aria-describedby={described || undefined} disabled={props.disabled}>
      <legend className="mb-1 font-medium">{props.legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={id} message={error} />}
      {options.map((option, index) => (
        <Choice
          key={option.value}
          type={type}
          id={index === 0 ? id : `${id}-${index}`}
          name={props.name}
          value={option.value}
          defaultChecked={chosen.includes(option.value)}
          onChange={props.onChange}
          label={option.label}
          hint={option.hint}
        />
      ))}
    </fieldset>
  );
}

type ChoiceProps = ComponentProps<"input"> & { label: ReactNode; hint?: ReactNode };

function Choice({ label, hint, ...rest }: ChoiceProps) {
  return (
    <label className="-mx-2 flex min-h-control items-start gap-3 rounded-control px-2 py-1 hover:bg-hover has-disabled:text-muted">
      <input {...rest} className="tick mt-[0.2em]" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-muted">{hint}</span>}
      </span>
    </label>
  );
}
