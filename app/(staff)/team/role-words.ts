import type { Role } from "#lib/auth/actor.ts";

export const ROLE_WORDS: Record<Role, string> = {
  owner: "Owner",
  manager: "Manager",
  reviewer: "Reviewer",
};

/** The roles as a form offers them, the least of them first. */
export const ROLE_OPTIONS = [
  {
    value: "reviewer",
    label: "Reviewer",
    hint: "Reads candidates, their answers and the question library; scores and comments.",
  },
  {
    value: "manager",
    label: "Manager",
    hint: "Also invites and withdraws candidates, publishes assessments, runs partners and their keys.",
  },
  { value: "owner", label: "Owner", hint: "Also decides who is in the team." },
];
