import { cookies } from "next/headers";

/** The reader's time zone, as their browser told it with an earlier page; undefined where it is none that we know. */
export async function readZone(): Promise<string | undefined> {
  const zone = (await cookies()).get("zone")?.value;
  if (!zone) return undefined;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
