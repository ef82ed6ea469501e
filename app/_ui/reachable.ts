/** The attributes of a box that scrolls: reachable by keyboard, and named. */
export function reachable(label: string) {
  return { role: "group", tabIndex: 0, "aria-label": label } as const;
}
