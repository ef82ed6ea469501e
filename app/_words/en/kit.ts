import type { Area } from "../message.ts";

/** What the design kit itself says: buttons inside fields, forms, errors, the shells. */
export const kit = {
  skip: "Skip to the content",
  language: "Language",
  theme: "Theme",
  themeSystem: "Theme of this device",
  themeLight: "Light theme",
  themeDark: "Dark theme",
  optional: "(optional)",
  error: "Error:",
  checkMarked: "Check what is marked below",
  show: "Show",
  hide: "Hide",
  showLabel: "Show {label}",
  hideLabel: "Hide {label}",
  charactersOf: "{length} of {most} characters",
  copy: "Copy",
  copied: "Copied",
  copySelected: "Selected. Copy it with Ctrl or Cmd and C.",
  close: "Close",
  signOut: "Sign out",
  email: "E-mail",
  foldedAway: "folded away",
} as const satisfies Area;
