"use client";

import { FieldError } from "#app/_ui/field.tsx";
import { useFormState } from "#app/_ui/form.tsx";
import { fieldId } from "#app/_ui/form-state.ts";

type PointsFieldProps = { index: number; title: string; points: number };

/** One row's points. The rows share one list in the form, so each finds its error by its place. */
export function PointsField({ index, title, points }: PointsFieldProps) {
  const { errors, values } = useFormState();
  const id = fieldId(`points.${index}`);
  const error = errors[`points.${index}`];
  const typed = [values.points ?? []].flat()[index];
  return (
    <div className="grid gap-1">
      {error && <FieldError id={id} message={error} />}
      <label htmlFor={id} className="text-13 text-muted">
        Points<span className="sr-only"> for {title}</span>
      </label>
      <input
        id={id}
        name="points[]"
        // A new key makes what the server holds the default again after a save.
        key={points}
        defaultValue={typed ?? points}
        inputMode="numeric"
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        className="control w-20"
      />
    </div>
  );
}
