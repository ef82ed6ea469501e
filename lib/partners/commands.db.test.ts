import { beforeAll, describe, expect, it } from "vitest";
import type { StaffActor } from "#lib/auth/actor.ts";
import { open } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { makeStaff } from "#prisma/factories.ts";
import { createPartner, setPartnerDisabled, updatePartner } from "./commands.ts";
import { getPartner, listPartners } from "./queries.ts";
import { LOOKUP_SECRET, PartnerInput } from "./schema.ts";

let staff: StaffActor;

beforeAll(async () => {
  staff = await makeStaff("manager");
});

const input = (part: Record<string, unknown> = {}) => PartnerInput.parse({ name: "Acme", ...part });
const lookup = { lookupUrl: "https://93.184.216.34/assay", lookupSecret: "a-shared-secret" };

describe("a partner", () => {
  it("is made with a slug from its name, its secret sealed, and a line in the audit", async () => {
    const { id, slug } = await createPartner(staff, input({ name: "Talent & Söhne", ...lookup }));
    expect(slug).toBe("talent-sohne");
    const row = await db.partner.findUniqueOrThrow({ where: { id } });
    expect(row.lookupSecretSealed).not.toContain("a-shared-secret");
    expect(open(LOOKUP_SECRET, row.lookupSecretSealed ?? "")).toBe("a-shared-secret");
    const audit = await db.auditEvent.findFirstOrThrow({ where: { subjectId: id } });
    expect(audit.action).toBe("partner.created");
    expect(JSON.stringify(audit.data)).not.toContain("a-shared-secret");
  });

  it("cannot take another's slug", async () => {
    await createPartner(staff, input({ slug: "taken" }));
    await expect(createPartner(staff, input({ slug: "taken" }))).rejects.toMatchObject({
      code: "conflict",
      errors: [{ pointer: "/slug" }],
    });
  });

  it.each([
    ["an address inside our network", { ...lookup, lookupUrl: "https://10.0.0.1" }, "/lookupUrl"],
    ["plain http", { ...lookup, lookupUrl: "http://93.184.216.34" }, "/lookupUrl"],
    ["an address without a secret", { lookupUrl: lookup.lookupUrl }, "/lookupSecret"],
    ["a secret without an address", { lookupSecret: lookup.lookupSecret }, "/lookupUrl"],
    ["a name without a letter", { name: "株式会社" }, "/slug"],
  ])("is refused with %s", async (_name, part, pointer) => {
    await expect(createPartner(staff, input(part))).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer }],
    });
  });

  it("keeps its secret at an update that names none, but never takes it to another host", async () => {
    const { id } = await createPartner(staff, input({ slug: "moving", ...lookup }));
    const before = await db.partner.findUniqueOrThrow({ where: { id } });
    await updatePartner(staff, id, input({ name: "Moved", lookupUrl: "https://93.184.216.34/v2" }));
    const after = await db.partner.findUniqueOrThrow({ where: { id } });
    expect(after).toMatchObject({
      name: "Moved",
      slug: "moving",
      lookupSecretSealed: before.lookupSecretSealed,
    });
    await expect(
      updatePartner(staff, id, input({ lookupUrl: "https://93.184.216.35/v2" })),
    ).rejects.toMatchObject({ errors: [{ pointer: "/lookupSecret" }] });
    await updatePartner(staff, id, input());
    expect(await db.partner.findUniqueOrThrow({ where: { id } })).toMatchObject({
      lookupUrl: null,
      lookupSecretSealed: null,
    });
  });

  it("belongs to its organisation's managers and owners", async () => {
    const { id } = await createPartner(staff, input({ slug: "ours" }));
    const stranger = await makeStaff("owner");
    const reviewer = await makeStaff("reviewer", staff.orgId);
    for (const actor of [stranger, reviewer]) {
      await expect(updatePartner(actor, id, input())).rejects.toMatchObject({ code: "not_found" });
      await expect(setPartnerDisabled(actor, id, true)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getPartner(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await getPartner(reviewer, id)).slug).toBe("ours");
    expect((await listPartners(stranger)).rows.map((row) => row.slug)).not.toContain("ours");
  });
});
