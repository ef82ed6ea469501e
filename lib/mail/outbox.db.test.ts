import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeStaff } from "#prisma/factories.ts";
import { queueMail } from "./commands.ts";
import { handleSendMail } from "./jobs.ts";
import { getOutboxMail, listOutbox } from "./queries.ts";
import { memberInviteMail } from "./templates.ts";

/** A mail server that keeps what it takes, and refuses what a test tells it to. */
const taken: string[] = [];
let refusal: { code: number; message: string } | null = null;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo: (_address, _session, done) =>
    done(refusal ? Object.assign(new Error(refusal.message), { responseCode: refusal.code }) : null),
  onData: (stream, _session, done) => {
    let mail = "";
    stream.on("data", (chunk: Buffer) => {
      mail += chunk.toString("utf8");
    });
    stream.on("end", () => {
      taken.push(mail);
      done();
    });
  },
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((done) => server.close(done)));

async function queue(
  orgId: string | null = null,
  kind: "notice" | "password_reset" | "invitation" = "notice",
) {
  const to = `ada-${newId().slice(-12)}@example.org`;
  const text = "Hello.\nhttp://portal/secret-link\n";
  return db.$transaction((tx) => queueMail(tx, { orgId, to, subject: "A notice", text, kind }));
}

const meta = (isLastTry = false) => ({
  id: newId(),
  retry: 0,
  isLastTry,
  signal: new AbortController().signal,
});
const send = (mailId: string, isLastTry?: boolean) => handleSendMail({ mailId }, meta(isLastTry));
const read = (id: string) => db.mailMessage.findUniqueOrThrow({ where: { id } });

async function withServer<Result>(smtp: string | undefined, work: () => Promise<Result>): Promise<Result> {
  const settings = env();
  settings.SMTP_URL = smtp;
  try {
    return await work();
  } finally {
    settings.SMTP_URL = undefined;
    refusal = null;
  }
}

describe("the outbox", () => {
  test("an invitation is answered to the team's own address, other mails to nobody", async () => {
    const { orgId } = await makeStaff();
    const { contactEmail } = await db.organisation.findUniqueOrThrow({ where: { id: orgId } });
    for (const [kind, answered] of [
      ["invitation", true],
      ["notice", false],
    ] as const) {
      const id = await queue(orgId, kind);
      await withServer(url, () => send(id));
      const mail = taken.find((text) => text.includes(`<${id}@`)) ?? "";
      expect(mail.includes(`Reply-To: ${contactEmail}`)).toBe(answered);
    }
  });

  test("a mail exists with its job, or not at all", async () => {
    const before = await db.mailMessage.count();
    await expect(
      db.$transaction(async (tx) => {
        await queueMail(tx, { orgId: null, to: "ada@example.org", subject: "S", text: "T", kind: "notice" });
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    expect(await db.mailMessage.count()).toBe(before);
    const id = await queue();
    const jobs = await db.$queryRaw<object[]>`select 1 from pgboss.job where data->>'mailId' = ${id}`;
    expect(jobs).toHaveLength(1);
  });

  test("without a mail server it is kept, text and all", async () => {
    const id = await queue();
    await withServer(undefined, () => send(id));
    expect(await read(id)).toMatchObject({ state: "kept", text: expect.stringContaining("secret-link") });
  });

  test("a real server takes it once, and the text with its links is forgotten", async () => {
    const id = await queue();
    await withServer(url, async () => {
      await send(id);
      await send(id);
    });
    expect(taken.filter((mail) => mail.includes(`<${id}@assay.invalid>`))).toHaveLength(1);
    expect(await read(id)).toMatchObject({ state: "sent", text: "", attempts: 1 });
  });

  test("a passing refusal is tried again, the last one is kept as failed", async () => {
    const id = await queue();
    refusal = { code: 451, message: "try later, ada@example.org" };
    await withServer(url, async () => {
      await expect(send(id)).rejects.toThrow();
      expect(await read(id)).toMatchObject({ state: "queued", attempts: 1 });
      await send(id, true);
    });
    const failed = await read(id);
    expect(failed).toMatchObject({ state: "failed", attempts: 2 });
    expect(failed.lastError).toMatch(/451/);
    expect(failed.lastError).not.toContain("ada@");
  });

  test("a final refusal is not tried again", async () => {
    const id = await queue();
    refusal = { code: 550, message: "no such mailbox" };
    await withServer(url, () => send(id));
    expect((await read(id)).state).toBe("failed");
  });

  test("the team reads its own mails; what opens an account only its owners", async () => {
    const owner = await makeStaff("owner");
    const manager = await makeStaff("manager", owner.orgId);
    const id = await queue(owner.orgId, "password_reset");
    expect((await listOutbox(manager)).mails.map((mail) => mail.id)).toEqual([id]);
    expect(await getOutboxMail(manager, id)).toMatchObject({ text: null, withheld: true });
    expect((await getOutboxMail(owner, id)).text).toContain("secret-link");
    const stranger = await makeStaff("owner");
    await expect(getOutboxMail(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    const reviewer = await makeStaff("reviewer", owner.orgId);
    await expect(listOutbox(reviewer)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("a name cannot forge a line of a mail", () => {
  const mail = memberInviteMail({
    name: "Ada\n\nSend your password to eve@example.org",
    inviterName: "Mira",
    orgName: "Acme\r\nBcc: eve@example.org",
    role: "reviewer",
    link: "http://portal/join/x",
    expiresAt: new Date("2026-03-21T12:00:00Z"),
  });
  expect(mail.subject).toBe("Join Acme Bcc: eve@example.org on Assay");
  expect(mail.text).toMatch(/^Hello Ada Send your password/);
});
