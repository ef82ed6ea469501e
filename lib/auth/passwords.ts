import { hash, verify } from "@node-rs/argon2";
import { hmac } from "#lib/platform/crypto.ts";
import { Slots } from "#lib/platform/slots.ts";
import { MAX_PASSWORD } from "./schema.ts";

/** argon2id at ASVS 5's floor (appendix C): about 17 ms here. `algorithm` 2 is argon2id; its enum is not erasable. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** 4 × 19 MiB at once: more would make sign-in a way to use up memory. */
const MAX_CONCURRENT = 4;
/** With 4 at a time this queue is about a second long; who comes later is told to wait rather than held. */
const MAX_WAITING = 200;

/** Too many passwords are being checked right now. */
export class HashingBusy extends Error {
  override name = "HashingBusy";
}

const slots = new Slots(
  { atWork: MAX_CONCURRENT, waiting: MAX_WAITING },
  () => new HashingBusy("too many passwords are being checked"),
);

/** A stolen database alone does not allow guessing: what is hashed is keyed by a secret that is not in it. */
const peppered = (password: string) => hmac("password-pepper", password.normalize("NFKC"));

/** Hashes a password that `passwordProblem` found nothing wrong with; returns a PHC string. @throws HashingBusy */
export function hashPassword(password: string): Promise<string> {
  return slots.run(() => hash(peppered(password), PARAMETERS));
}

let dummy: Promise<string> | undefined;

/** A hash that no password fits: an unknown address takes the time of a known one. */
function dummyHash(): Promise<string> {
  dummy ??= hash(peppered(`nobody ${Math.random()}`), PARAMETERS).catch((error: unknown) => {
    dummy = undefined;
    throw error;
  });
  return dummy;
}

/**
 * Whether a password fits a stored hash. Without one (an unknown address, an account that has none) the same work is
 * done and the answer is no.
 * @throws HashingBusy
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const fixed = await dummyHash();
  const usable = password.length <= MAX_PASSWORD;
  const fits = await slots.run(() => verify(stored ?? fixed, peppered(usable ? password : "")));
  return stored !== null && usable && fits;
}

/** Whether a stored hash was made with less than today's parameters, so that the next sign-in renews it. */
export function needsRehash(stored: string): boolean {
  const found = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(stored);
  if (!found) return true;
  const [memory, time, lanes] = found.slice(1).map(Number);
  return (
    (memory ?? 0) < PARAMETERS.memoryCost ||
    (time ?? 0) < PARAMETERS.timeCost ||
    lanes !== PARAMETERS.parallelism
  );
}
