import { HOSTILE_PROGRAMS } from "./programs.ts";
import { HOSTILE_SOURCES } from "./sources/index.ts";
import type { HostileProgram } from "./types.ts";

export type Bout = { program: HostileProgram; language: string; source: string };

/** Every program in every one of these languages that has it, always in the same order. */
export function allBouts(languages: readonly string[]): Bout[] {
  return HOSTILE_PROGRAMS.flatMap((program) =>
    Object.entries(HOSTILE_SOURCES).flatMap(([language, { [program.id]: source }]) =>
      source === undefined || !languages.includes(language) ? [] : [{ program, language, source }],
    ),
  );
}

/**
 * What every test run tries: each program in Python, and in one more of its languages, another one for each program.
 * `npm run hostile` tries them all.
 */
export function coreBouts(languages: readonly string[]): Bout[] {
  const always = ["python"];
  return HOSTILE_PROGRAMS.flatMap((program, index) => {
    const bouts = allBouts(languages).filter((bout) => bout.program === program);
    const others = bouts.filter(({ language }) => !always.includes(language));
    const one = others[index % Math.max(1, others.length)];
    return [...bouts.filter(({ language }) => always.includes(language)), ...(one ? [one] : [])];
  });
}

/** Where no cgroup holds: every second program in one of its languages, another one for each program. */
export function degradedBouts(languages: readonly string[]): Bout[] {
  return HOSTILE_PROGRAMS.flatMap((program, index) => {
    const bouts = allBouts(languages).filter((bout) => bout.program === program);
    const one = bouts[index % Math.max(1, bouts.length)];
    return one && index % 2 === 0 ? [one] : [];
  });
}
