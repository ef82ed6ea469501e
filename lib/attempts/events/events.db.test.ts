import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import { getAttempt } from "../room/queries.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { annotateEvent, noteAddress, recordEvents } from "./commands.ts";
import { MAX_EVENTS_PER_ATTEMPT } from "./schema.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

async function started() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  return { actor, attemptId };
}

const leaving = () => ({ id: newId(), kind: "left_page" as const, at: new Date().toISOString() });

test("what was seen while nothing was typed is recorded, once, and only while the attempt runs", async () => {
  const { actor, attemptId } = await started();
  const events = [leaving(), leaving()];
  expect(await recordEvents(actor, attemptId, { events })).toEqual({ recorded: 2 });
  expect(await recordEvents(actor, attemptId, { events })).toEqual({ recorded: 0 });
  await submitAttempt(actor, attemptId);
  expect(await recordEvents(actor, attemptId, { events: [leaving()] })).toEqual({ recorded: 0 });
});

test("a candidate says something about an event until it is graded, also before the event has arrived", async () => {
  const { actor, attemptId } = await started();
  const { id: eventId, ...event } = leaving();
  const target = { attemptId, eventId };
  await annotateEvent(actor, target, { note: "  The door bell.\u0000 ", event });
  await submitAttempt(actor, attemptId);
  expect((await getAttempt(actor, attemptId)).events).toMatchObject([
    { id: eventId, note: "The door bell." },
  ]);
  await annotateEvent(actor, target, { note: "" });
  expect((await getAttempt(actor, attemptId)).events[0]?.note).toBeNull();
  await db.attempt.update({
    where: { id: attemptId },
    data: { state: "graded", gradedAt: new Date(), points: 0, maxPoints: 30 },
  });
  await expect(annotateEvent(actor, target, { note: "later" })).rejects.toMatchObject({ code: "conflict" });
});

test("somebody else's events can neither be written nor annotated", async () => {
  const [mine, theirs] = [await started(), await started()];
  const event = leaving();
  await recordEvents(theirs.actor, theirs.attemptId, { events: [event] });
  const call = (attemptId: string) =>
    annotateEvent(mine.actor, { attemptId, eventId: event.id }, { note: "x" });
  await expect(call(theirs.attemptId)).rejects.toMatchObject({ code: "not_found" });
  await expect(call(mine.attemptId)).rejects.toMatchObject({ code: "not_found" });
  await expect(recordEvents(mine.actor, theirs.attemptId, { events: [event] })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("another network is told as such, once a change; the address itself is not kept", async () => {
  const { actor, attemptId } = await started();
  expect(await noteAddress(attemptId, null)).toEqual([]);
  expect(await noteAddress(attemptId, "192.0.2.1")).toEqual([]);
  expect(await noteAddress(attemptId, "192.0.2.1")).toEqual([]);
  expect(await noteAddress(attemptId, "2001:db8::1")).toMatchObject([{ kind: "address_changed" }]);
  expect(await noteAddress(attemptId, "2001:db8::2")).toEqual([]);
  const { events } = await getAttempt(actor, attemptId);
  expect(events.map(({ kind }) => kind)).toEqual(["address_changed"]);
  const row = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  expect(JSON.stringify(row)).not.toMatch(/192\.0|2001:db8/);
});

test("another network that could not be told is told with the next save, and none is told beyond an attempt's events", async () => {
  const { attemptId } = await started();
  await noteAddress(attemptId, "192.0.2.1");
  await db.$executeRaw`alter table attempt_event add constraint full_list check (false) not valid`;
  const untold = await noteAddress(attemptId, "192.0.2.2").finally(
    () => db.$executeRaw`alter table attempt_event drop constraint full_list`,
  );
  expect(untold).toEqual([]);
  expect(await noteAddress(attemptId, "192.0.2.2")).toMatchObject([{ kind: "address_changed" }]);
  const data = Array.from({ length: MAX_EVENTS_PER_ATTEMPT - 1 }, () => ({ ...leaving(), attemptId }));
  await db.attemptEvent.createMany({ data });
  expect(await noteAddress(attemptId, "192.0.2.3")).toEqual([]);
  expect(await db.attemptEvent.count({ where: { attemptId } })).toBe(MAX_EVENTS_PER_ATTEMPT);
});
