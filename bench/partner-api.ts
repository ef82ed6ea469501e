import { createKey } from "#lib/partners/keys/commands.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { keyInput, makeWorld } from "#prisma/partner-client.ts";
import { type Row, rowOf } from "./report.ts";
import { alternate } from "./statistics.ts";

/** Creations in one measured lot; a key may make a hundred at once. */
const LOT = 50;
const AT_ONCE = 4;
const PAIRS = 10;
const ROW_MS = 30_000;

/** Runs `LOT` calls, `AT_ONCE` at a time. @returns milliseconds a call. */
async function lot(call: () => Promise<Response>): Promise<number> {
  const start = performance.now();
  let left = LOT;
  const lane = async () => {
    while (left-- > 0) {
      const answer = await call();
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return (performance.now() - start) / LOT;
}

/** Candidates created through the partner API, against a route that does nothing. */
export async function measurePartnerApi(url: string): Promise<Row[]> {
  const { staff, client, input } = await makeWorld();
  const found = await alternate(
    PAIRS,
    ROW_MS,
    () => lot(() => fetch(`${url}/api/health/live`)),
    async () => {
      const { key } = await createKey(staff, client.partnerId, keyInput());
      const body = () =>
        JSON.stringify({ ...input({ email: `${newId()}@bench.example` }), inviteBy: "none" });
      const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
      const took = await lot(() =>
        fetch(`${url}/api/partner/v1/candidates`, { method: "POST", headers, body: body() }),
      );
      // A partner has two live keys at most.
      await db.partnerKey.updateMany({
        where: { partnerId: client.partnerId },
        data: { revokedAt: new Date() },
      });
      return took;
    },
  );
  return [rowOf("partner API, a candidate created ÷ a no-op route", found)];
}
