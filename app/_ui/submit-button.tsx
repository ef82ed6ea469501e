"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./action-button.tsx";

/** Sends the form it stands in. Never disabled beforehand: press, then the form says what is missing. */
export function SubmitButton({ tone = "primary", ...rest }: Omit<ComponentProps<typeof Button>, "type">) {
  const { pending } = useFormStatus();
  return (
    <Button
      {...rest}
      tone={tone}
      type="submit"
      pending={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else rest.onClick?.(event);
      }}
    />
  );
}
