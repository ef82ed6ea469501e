import { describe, expect, it } from "vitest";
import { operations, problems } from "#app/api/partner/v1/registry.ts";
import { PartnerAnswer } from "#lib/partners/lookup/classify.ts";
import { curlFor, EXAMPLES, LOOKUP_ACTIVE, LOOKUP_DENIED } from "./examples.ts";
import { fieldRows } from "./fields.ts";

describe("the page for developers", () => {
  it("has one example for every call, which the schemas in use accept", () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual(operations.map(({ id }) => id).sort());
    for (const operation of operations) {
      const example = EXAMPLES[operation.id];
      expect(Object.keys(operation.status)).toContain(String(example?.status));
      expect(operation.response.safeParse(example?.answer).error).toBeUndefined();
      if (operation.body) expect(operation.body.safeParse(example?.body).error).toBeUndefined();
    }
  });

  it("shows lookup answers that the classifier accepts", () => {
    for (const answer of [LOOKUP_ACTIVE, LOOKUP_DENIED]) {
      expect(PartnerAnswer.safeParse(answer).success).toBe(true);
    }
  });

  it("describes every error code once", () => {
    const codes = problems.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const operation of operations) {
      for (const code of operation.problems) expect(codes).toContain(code);
    }
  });

  it("names each member with its type and whether it has to be there", () => {
    const body = operations.find(({ id }) => id === "createCandidate")?.body;
    const rows = body ? fieldRows(body, "input") : [];
    expect(rows.find(({ name }) => name === "externalId")).toMatchObject({ type: "text", needed: true });
    expect(rows.find(({ name }) => name === "inviteBy")).toMatchObject({
      type: "email | none",
      needed: false,
    });
    expect(rows.find(({ name }) => name === "timeMultiplier")?.text).toContain("1 to 3.");
  });

  it("never shows a key in a command", () => {
    for (const example of Object.values(EXAMPLES)) {
      expect(curlFor("https://assay.example", example)).not.toContain("assay_live_");
    }
  });
});
