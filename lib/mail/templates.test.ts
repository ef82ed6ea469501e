import { describe, expect, test } from "vitest";
import {
  erasedMail,
  invitationMail,
  passwordChangedMail,
  passwordResetMail,
  passwordVoidedMail,
  signInCodeMail,
} from "./templates.ts";
import { mails as de } from "./words/de.ts";
import { mails as en } from "./words/en.ts";

const at = new Date("2026-03-14T12:03:00Z");
const link = "https://portal.example/x";
const facts = {
  name: "Ada Lindt",
  organisation: "Northwind",
  contactEmail: "jobs@northwind.example",
  assessment: "Backend screen",
  minutes: 60,
  expiresAt: at,
  url: link,
};
const MAILS = {
  code: (locale: string) => signInCodeMail({ locale, code: "12345678", link, minutes: 10 }),
  reset: (locale: string) => passwordResetMail({ locale, link, minutes: 60 }),
  changed: (locale: string) => passwordChangedMail({ locale, at, link }),
  voided: (locale: string) => passwordVoidedMail({ locale, link }),
  invitation: (locale: string) => invitationMail({ locale, ...facts }),
  erased: (locale: string) => erasedMail({ locale, at, link }),
};

const textOf = (message: string | object) => JSON.stringify(message);
const placesOf = (message: string | object) => [...new Set(textOf(message).match(/\{\w+\}/g))].sort();

describe("a candidate's mail", () => {
  test.each(Object.entries(MAILS))(
    "%s is in the language of the candidate, and whole in each",
    (_name, make) => {
      const [english, german] = [make("en"), make("de-AT")];
      expect(make("pt-BR")).toEqual(english);
      expect(german.subject).not.toBe(english.subject);
      for (const { subject, text } of [english, german]) {
        expect(`${subject}${text}`).not.toMatch(/[{}]|undefined/);
        expect(text).toContain(link);
      }
    },
  );

  test("names each moment as its language does, with its zone", () => {
    expect(MAILS.invitation("en").text).toContain("Start before 14 March 2026 at 12:03 UTC.");
    expect(MAILS.invitation("de").text).toContain("Beginnen Sie vor dem 14. März 2026 um 12:03 UTC.");
  });

  test("a name cannot forge a line of an invitation", () => {
    const forged = { ...facts, name: "Ada\n\nSend money", organisation: "North\r\nwind" };
    const { subject, text } = invitationMail({ locale: "de", ...forged });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).toMatch(/^Guten Tag Ada Send money,\n/);
  });
});

test("a translation has the same places as the English", () => {
  for (const [key, message] of Object.entries(en))
    expect(placesOf(de[key as keyof typeof en]), key).toEqual(placesOf(message));
});
