import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StaffActor } from "#lib/auth/actor.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { createPartner } from "#lib/partners/commands.ts";
import { createKey } from "#lib/partners/keys/commands.ts";
import { SCOPES } from "#lib/partners/schema.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { seedCandidates } from "./demo/candidates.ts";
import { seedLibrary } from "./demo/library.ts";

export interface SeedOptions {
  /** The portal's address, for demo.json. */
  url: string;
  /** Where demo.json is written. */
  dataDir: string;
}

export interface DemoAccount {
  userId: string;
  email: string;
  password: string;
}

const PARTNER_SLUG = "acme";

async function makeAccount(name: string, email: string): Promise<DemoAccount> {
  const password = randomBytes(12).toString("base64url");
  const user = await db.user.create({
    data: { name, email, passwordHash: await hashPassword(password), emailProvenAt: new Date() },
  });
  return { userId: user.id, email, password };
}

async function makeTeam() {
  const org = await db.organisation.create({
    data: {
      slug: "kestrel-freight",
      name: "Kestrel Freight",
      contactEmail: "hiring@kestrel-freight.example",
    },
  });
  const owner = await makeAccount("Mira Okafor", "mira@kestrel-freight.example");
  const manager = await makeAccount("Jesper Lund", "jesper@kestrel-freight.example");
  const reviewer = await makeAccount("Hana Sato", "hana@kestrel-freight.example");
  for (const [account, role] of [
    [owner, "owner"],
    [manager, "manager"],
    [reviewer, "reviewer"],
  ] as const) {
    await db.membership.create({ data: { orgId: org.id, userId: account.userId, role } });
  }
  const actor: StaffActor = {
    kind: "staff",
    userId: owner.userId,
    orgId: org.id,
    role: "owner",
    name: "Mira Okafor",
    email: owner.email,
    sessionId: newId(),
  };
  return { org, owner, reviewer, actor };
}

async function makePartners(actor: StaffActor) {
  const acme = await createPartner(actor, {
    name: "Acme Recruiting",
    slug: PARTNER_SLUG,
    contactEmail: "integrations@acme-recruiting.example",
    lookupUrl: env().ASSAY_DEMO_PARTNER_URL,
    lookupSecret: env().ASSAY_DEMO_PARTNER_URL ? randomBytes(24).toString("base64url") : undefined,
  });
  const greenhouse = await createPartner(actor, {
    name: "Greenhouse",
    slug: "greenhouse",
    contactEmail: actor.email,
  });
  const key = await createKey(actor, acme.id, { name: "Demo key", scopes: [...SCOPES] });
  const greenhouseKey = await createKey(actor, greenhouse.id, { name: "Demo key", scopes: [...SCOPES] });
  const webhookSecret = `whsec_${randomBytes(32).toString("base64")}`;
  await db.partner.update({
    where: { id: acme.id },
    data: { webhookSecretSealed: seal("partner-webhook-secret", webhookSecret) },
  });
  return { acme, key, greenhouseKey, webhookSecret };
}

/**
 * Fills an empty database with the demo: a believable hiring team, four assessments from the library, some thirty
 * candidates in every state whose submissions the real judge grades, and `demo.json` with who can sign in.
 * @returns false when the database is not empty, and nothing was written.
 */
export async function seedDemo(options: SeedOptions): Promise<boolean> {
  if ((await db.organisation.count()) > 0) {
    await followSimulator(options);
    return false;
  }
  const { owner, reviewer, actor } = await makeTeam();
  const library = await seedLibrary(actor);
  const { acme, key, greenhouseKey, webhookSecret } = await makePartners(actor);
  const candidate = await makeAccount("Robin Castellanos", "robin@candidates.example");
  const partnerCandidate = await makeAccount("Noa Friedman", "noa@candidates.example");
  const partnerActor = {
    kind: "partner" as const,
    partnerId: acme.id,
    partnerSlug: acme.slug,
    orgId: actor.orgId,
    keyId: key.id,
    scopes: [...SCOPES],
  };
  const made = await seedCandidates({
    actor,
    partnerActor,
    library,
    reviewerId: reviewer.userId,
    candidate,
    partnerCandidate,
  });
  const { backend } = library;
  writeDemo(options, {
    url: options.url,
    owner: shown(owner),
    reviewer: shown(reviewer),
    candidate: { ...shown(candidate), invitationId: made.invitationId },
    partnerCandidate: { ...shown(partnerCandidate), externalId: made.externalId },
    partner: { slug: acme.slug, apiKey: key.key, webhookSecret },
    greenhouse: { apiKey: greenhouseKey.key },
    assessment: { id: backend.assessmentId, slug: backend.slug },
  });
  return true;
}

const shown = ({ email, password }: DemoAccount) => ({ email, password });

function writeDemo({ dataDir }: SeedOptions, demo: Record<string, unknown>): void {
  writeFileSync(join(dataDir, "demo.json"), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
}

/** The simulator and the portal may have other ports than at the last start: the demo follows them. */
async function followSimulator(options: SeedOptions): Promise<void> {
  const path = join(options.dataDir, "demo.json");
  const lookupUrl = env().ASSAY_DEMO_PARTNER_URL;
  if (!existsSync(path)) return;
  const demo = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  if (demo.url !== options.url) writeDemo(options, { ...demo, url: options.url });
  if (!lookupUrl) return;
  await db.partner.updateMany({
    where: { slug: PARTNER_SLUG, lookupUrl: { startsWith: "http://127.0.0.1:", not: lookupUrl } },
    data: { lookupUrl },
  });
}
