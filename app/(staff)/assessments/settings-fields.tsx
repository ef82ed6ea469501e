import { TextareaField, TextField } from "#app/_ui/text-field.tsx";
import type { AssessmentSettings } from "#lib/assessments/schema.ts";

/** Name, time, cut score and description: the same on the first page and in the builder. */
export function SettingsFields({ settings }: { settings?: AssessmentSettings }) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="Candidates and partners read it."
        defaultValue={settings?.name}
        autoComplete="off"
      />
      <TextField
        name="durationMinutes"
        label="Time in minutes"
        hint="5 to 480. A candidate's extra time comes on top."
        inputMode="numeric"
        defaultValue={settings?.durationMinutes}
        autoComplete="off"
        className="max-w-32"
      />
      <TextField
        name="cutScorePercent"
        label="Cut score in percent"
        optional
        hint="Reports say whether a result reaches it. It decides nothing by itself."
        inputMode="numeric"
        defaultValue={settings?.cutScorePercent ?? undefined}
        autoComplete="off"
        className="max-w-32"
      />
      <TextareaField
        name="description"
        label="Description"
        optional
        hint="Candidates read it before they start."
        defaultValue={settings?.description}
        maxLength={4000}
      />
    </>
  );
}
