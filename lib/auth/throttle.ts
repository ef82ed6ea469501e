import ipaddr from "ipaddr.js";
import { hmac } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { knownDevice } from "./devices.ts";
import { delayTable, FORGET_AFTER_MS, type ThrottleKind } from "./rules.ts";

/*
 * Delays, never locks. A try is charged to the account before the password is looked at and given back when it was
 * right, so that a hundred tries at once are a hundred tries. The address is charged when the password was wrong: a
 * class that signs in at nine o'clock shares one address, and none of them has failed. A known device answers only for itself: neither the account's failures
 * elsewhere nor its neighbours' on the same address can keep it out.
 */

export interface ThrottleSubject {
  email: string;
  ip: string | null;
  /** The device cookie as the browser sent it. */
  deviceCookie?: string | undefined;
}

const digest = (text: string) => hmac("sign-in-throttle", text).slice(0, 40);

/** A home has one IPv6 /64, and whoever has it has all of its addresses. */
export function addressPrefix(ip: string): string {
  if (!ipaddr.isValid(ip)) return "unknown";
  const address = ipaddr.process(ip);
  if (address.kind() === "ipv4") return address.toString();
  return `${address
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")}/64`;
}

/** The counters that a try counts on. Keys hold no address in the clear. */
export function throttleKeys(subject: ThrottleSubject): string[] {
  const device = knownDevice(subject.deviceCookie, subject.email);
  if (device) return [`device:${digest(`${device} ${subject.email}`)}`];
  const keys = [`account:${digest(subject.email)}`];
  if (subject.ip) keys.push(`address:${digest(addressPrefix(subject.ip))}`);
  return keys;
}

const kindOf = (key: string) => key.slice(0, key.indexOf(":")) as ThrottleKind;

export type Admission = { admitted: true; keys: string[] } | { admitted: false; retryAfterSeconds: number };

async function secondsToWait(keys: string[]): Promise<number> {
  const rows = await db.$queryRaw<{ wait: number }[]>`
    select coalesce(max(extract(epoch from "nextTryAt" - now())), 0)::float8 as wait
    from sign_in_throttle where key = any(${keys}) and "nextTryAt" > now()`;
  return Math.ceil(rows[0]?.wait ?? 0);
}

/** Counts a failure on one key; `always`: also while its delay still runs. @returns whether it was counted. */
async function charge(key: string, always = false): Promise<boolean> {
  const delays = delayTable(kindOf(key));
  const forget = FORGET_AFTER_MS / 1000;
  const first = delays[0] ?? 0;
  const rows = await db.$queryRaw<{ failures: number }[]>`
    insert into sign_in_throttle as t (key, failures, "lastFailure", "nextTryAt")
    values (${key}, 1, now(), now() + make_interval(secs => ${first}::float8))
    on conflict (key) do update set
      failures = case when t."lastFailure" < now() - make_interval(secs => ${forget}::float8) then 1 else t.failures + 1 end,
      "lastFailure" = now(),
      "nextTryAt" = now() + make_interval(secs => (${delays}::int[])[
        least(cardinality(${delays}::int[]),
              case when t."lastFailure" < now() - make_interval(secs => ${forget}::float8) then 1 else t.failures + 1 end)]::float8)
    where t."nextTryAt" <= now() or ${always}
    returning failures`;
  return rows.length > 0;
}

const isAddress = (key: string) => kindOf(key) === "address";

/** Asks for a try and charges it to the account or device as a failure; `forgive` gives it back. */
export async function admit(subject: ThrottleSubject): Promise<Admission> {
  const keys = throttleKeys(subject);
  const wait = await secondsToWait(keys);
  if (wait > 0) return { admitted: false, retryAfterSeconds: wait };
  const charged: string[] = [];
  for (const key of keys.filter((each) => !isAddress(each))) {
    if (await charge(key)) charged.push(key);
    else {
      await giveBack(charged);
      return { admitted: false, retryAfterSeconds: Math.max(1, await secondsToWait(keys)) };
    }
  }
  return { admitted: true, keys };
}

/** After a wrong password: the address it came from has failed too, whatever else it has under way. */
export async function chargeAddress(keys: string[]): Promise<void> {
  for (const key of keys.filter(isAddress)) await charge(key, true);
}

/** Takes the charge back, for a try that said nothing about the password. The delay it set goes with it. */
export async function giveBack(keys: string[]): Promise<void> {
  const charged = keys.filter((key) => !isAddress(key));
  if (charged.length === 0) return;
  await db.$executeRaw`
    update sign_in_throttle set failures = greatest(failures - 1, 0), "nextTryAt" = now() where key = any(${charged})`;
}

/** After a right password: the account's or device's failures are forgotten; the address keeps its own. */
export async function forgive(keys: string[]): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { key: { in: keys.filter((key) => !isAddress(key)) } } });
}
