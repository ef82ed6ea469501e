import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changeReason, changeWords } from "./rules.ts";

const words = (action: string, subjectName: string | null = null, data: unknown = null) =>
  changeWords({ action, subjectName, data });

describe("a change in plain words", () => {
  test("names whom or what it concerns", () => {
    expect(words("candidate.invited", "Ada Lindt", { assessment: "backend-screen" })).toBe(
      "Invited Ada Lindt to backend-screen",
    );
    expect(words("partner_key.created", "Northbridge", { keyId: "k" })).toBe(
      "Made an API key for Northbridge",
    );
    expect(words("member.role_changed", "Bo Ek", { from: "reviewer", to: "manager" })).toBe(
      "Changed the role of Bo Ek from reviewer to manager",
    );
    expect(words("attempt.graded", "Ada Lindt", { points: 62, maxPoints: 100 })).toBe(
      "Graded the attempt of Ada Lindt: 62 of 100 points",
    );
  });

  test("does without a name, and without data that another room writes otherwise one day", () => {
    expect(words("candidate.withdrawn")).toBe("Withdrew a candidate");
    expect(words("candidate.invited", null, { assessment: 7 })).toBe("Invited a candidate");
    expect(words("partner.created", null, "nothing")).toBe("Added the partner");
  });

  test("an action that nobody has put into words is still readable", () => {
    expect(words("webhook.delivery_replayed", "Acme")).toBe("Webhook delivery replayed");
    expect(words("constructor")).toBe("Constructor");
  });

  test("gives the reason that somebody gave", () => {
    expect(changeReason({ data: { reason: " Denied by mistake " } })).toBe("Denied by mistake");
    expect(changeReason({ data: { reason: "" } })).toBeNull();
    expect(changeReason({ data: null })).toBeNull();
  });
});

test("every action that the product writes has words of its own", () => {
  const lib = join(import.meta.dirname, "..", "..");
  const files = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.includes("generated"),
  );
  const actions = files.flatMap((file) => {
    const source = readFileSync(join(lib, file), "utf8");
    return [...source.matchAll(/\baction: "([a-z_]+\.[a-z_]+)"/g)].map((match) => match[1] ?? "");
  });
  expect(actions.length).toBeGreaterThan(10);
  const raw = [...new Set(actions)].filter((action) => {
    const plain = action.replaceAll(/[._]/g, " ");
    return words(action) === plain.charAt(0).toUpperCase() + plain.slice(1);
  });
  expect(raw).toEqual([]);
});
