import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { compareOutputs } from "#lib/grading/check/compare.ts";
import { limitWords } from "#lib/grading/limit-words.ts";
import { type AreaName, catalogues } from "./catalogue.ts";
import { access } from "./en/access.ts";
import { kit } from "./en/kit.ts";
import { sentences } from "./en/sentences.ts";
import { chooseLocale, LOCALES } from "./locales.ts";
import { type Area, listOf, type Message, type Translation, wordsOf } from "./message.ts";
import { reasonInLanguage } from "./reasons.ts";
import { rich } from "./rich.ts";
import { sayInLanguage } from "./sentences.ts";
import { waitWords } from "./wait.ts";

describe("what the judge says of a test", () => {
  const t = wordsOf(catalogues.de.reasons, "de");

  test("is said in the reader's language, with what it quotes as it was", () => {
    const said = (reason: string) => reasonInLanguage(reason, t);
    expect(said("Your result has no column “customer”. It has: a, b.")).toBe(
      "Ihr Ergebnis hat keine Spalte „customer“. Es hat: a, b.",
    );
    expect(said("Your result has 3 rows, 1 expected: 1 expected row missing, 3 rows not expected.")).toBe(
      "Ihr Ergebnis hat 3 Zeilen, 1 erwartet: 1 erwartete Zeile fehlt, 3 Zeilen nicht erwartet.",
    );
    expect(said("No result came back. A transaction was left open, so its changes were undone.")).toBe(
      "Es kam kein Ergebnis zurück. Eine Transaktion blieb offen, daher wurden ihre Änderungen rückgängig gemacht.",
    );
    expect(said("SQLite says: no such table: x (in the statement that begins at line 2)")).toBe(
      "SQLite meldet: no such table: x (in der Anweisung, die in Zeile 2 beginnt)",
    );
  });

  test.each([
    ["5\n6\n", "5\n7\n", "Zeile 2: erwartet “6”, ausgegeben “7”"],
    ["5\n", "5\n7\n", "Zeile 2: nach der erwarteten Ausgabe kommt noch “7”"],
    ["5\n6\n", "5\n", "Zeile 2: die Ausgabe endet zu früh"],
  ])("of %j, where %j was printed", (wanted, printed, words) => {
    const comparison = compareOutputs(Buffer.from(wanted), Buffer.from(printed), DEFAULT_VALIDATOR);
    expect(!comparison.ok && reasonInLanguage(comparison.reason, t)).toBe(words);
  });

  test.each(["cpu_limit", "wall_limit", "memory_limit", "output_limit"] as const)("of a %s", (ending) => {
    const limits = { cpuMs: 1_000, wallMs: 9_000, memoryBytes: 1 << 28, outputBytes: 1 << 20, processes: 1 };
    for (const cpuMs of [1, 1_000]) {
      const { reason } = limitWords(ending, { cpuMs, wallMs: 9_000 }, limits);
      expect(reasonInLanguage(reason, t), reason).not.toBeNull();
    }
  });

  test("stays as it is where it is an author's own", () => {
    expect(reasonInLanguage("The path does not end at home.", t)).toBeNull();
  });
});

const sample = {
  plain: "Saved",
  placed: "Saved {time}",
  counted: { one: "{count} line of {of}", other: "{count} lines of {of}" },
  dressed: "Write to {who} or <link>read on</link>.",
} as const satisfies Area;

describe("the reader's language", () => {
  test("is the one that was chosen, before the browser's", () => {
    expect(chooseLocale("de", "en-GB,en;q=0.9")).toBe("de");
    expect(chooseLocale("en", "de")).toBe("en");
  });

  test("is else the first of the browser's that we have", () => {
    expect(chooseLocale(undefined, "fr-CH, de-AT;q=0.8, en;q=0.9")).toBe("en");
    expect(chooseLocale(undefined, "fr, de;q=0.7")).toBe("de");
    expect(chooseLocale("tlh", "de-DE")).toBe("de");
  });

  test("is English where nothing is known or none fits", () => {
    for (const header of [null, "", "fr", "*", "de;q=0", ";;,,=", "de".repeat(10_000)]) {
      expect(chooseLocale(undefined, header)).toBe("en");
    }
  });
});

describe("a message", () => {
  test("is said with its values, numbers as the reader writes them", () => {
    expect(wordsOf(sample, "en")("placed", { time: "12:03" })).toBe("Saved 12:03");
    expect(wordsOf({ ...sample }, "en")("counted", { count: 1, of: 2316 })).toBe("1 line of 2,316");
    expect(wordsOf({ ...sample }, "de")("counted", { count: 2316, of: 1.5 })).toBe("2.316 lines of 1,5");
  });

  test("needs exactly the values that it has places for", () => {
    const t = wordsOf(sample, "en");
    // @ts-expect-error the time is missing
    t("placed");
    // @ts-expect-error it has no place of that name
    t("placed", { clock: "12:03" });
    // @ts-expect-error there is no such message
    expect(t("unknown")).toBe("unknown");
  });

  test("may hold elements, wherever its language puts them", () => {
    const t = wordsOf(sample, "en");
    const dressed = rich(t, "dressed", {
      who: createElement("b", null, "Ada"),
      link: (inside) => createElement("a", { href: "/" }, inside),
    });
    expect(renderToStaticMarkup(dressed)).toBe('Write to <b>Ada</b> or <a href="/">read on</a>.');
  });

  test("lists as the language does", () => {
    expect(listOf(["1", "2", "3"], "en")).toBe("1, 2 and 3");
    expect(listOf(["1", "2", "3"], "de")).toBe("1, 2 und 3");
  });
});

describe("each language", () => {
  const marks = (message: Message) => {
    const texts = typeof message === "string" ? [message] : Object.values(message);
    const found = texts.flatMap((text) => text.match(/\{\w+\}|<\/?\w+>/g) ?? []);
    return [...new Set(found)].sort().join(" ");
  };
  const entries = (name: AreaName, locale: (typeof LOCALES)[number]): [string, Message][] =>
    Object.entries(catalogues[locale][name]);

  test("has every message of English and no other: tsc refuses the rest", () => {
    const { skip: _skip, ...rest } = kit;
    // @ts-expect-error one is missing
    const short: Translation<typeof kit> = rest;
    // @ts-expect-error one is too many
    const long: Translation<typeof kit> = { ...kit, another: "one" } satisfies Translation<typeof kit>;
    expect([short, long]).toHaveLength(2);
    for (const name of Object.keys(catalogues.en) as AreaName[]) {
      const keys = LOCALES.map((locale) => Object.keys(catalogues[locale][name]));
      expect(keys.every((those) => those.join() === keys[0]?.join())).toBe(true);
    }
  });

  test("has the same places and tags in each message, and every plural form that the language knows", () => {
    for (const name of Object.keys(catalogues.en) as AreaName[]) {
      const english = new Map(entries(name, "en"));
      for (const locale of LOCALES) {
        const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
        for (const [key, message] of entries(name, locale)) {
          const where = `${locale} ${name}.${key}`;
          expect(`${where} ${marks(message)}`).toBe(`${where} ${marks(english.get(key) ?? "")}`);
          if (typeof message !== "string") expect(Object.keys(message).sort(), where).toEqual(forms.sort());
        }
      }
    }
  });
});

test("a wait is rounded up to what can be read and kept to", () => {
  const t = wordsOf(access, "en");
  expect([1, 5, 6, 14, 50, 51, 60, 61, 900].map((seconds) => waitWords(seconds, t))).toEqual([
    "a few seconds",
    "a few seconds",
    "10 seconds",
    "20 seconds",
    "50 seconds",
    "1 minute",
    "1 minute",
    "2 minutes",
    "15 minutes",
  ]);
});

describe("what the rooms of the product say in English", () => {
  const german = wordsOf<typeof sentences>(catalogues.de.sentences, "de");

  test("is said in the reader's language on the forms that candidates fill in", () => {
    expect(sayInLanguage("Enter your password.", german)).toBe("Geben Sie Ihr Passwort ein.");
    expect(
      sayInLanguage("Several codes did not fit. Ask for a new one. Wait 12 minutes, then try again.", german),
    ).toBe(
      "Mehrere Codes passten nicht. Lassen Sie sich einen neuen senden. Warten Sie 12 Minuten, dann versuchen Sie es noch einmal.",
    );
    expect(sayInLanguage("Enter your password.", wordsOf(sentences, "en"))).toBe("Enter your password.");
    expect(sayInLanguage("A sentence that nobody knows.", german)).toBe("A sentence that nobody knows.");
  });

  test("is what they do say: a sentence that was changed there is changed here", () => {
    const root = join(import.meta.dirname, "../..");
    const files = globSync(
      [
        "lib/{auth,candidates,attempts,privacy}/**/*.ts",
        "app/_edge/*.ts",
        "app/{take,(public)}/**/actions.ts",
      ],
      {
        cwd: root,
      },
    );
    const source = files.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
    const parts = Object.values(sentences)
      .flatMap((text) => text.split(/\{\w+\}|(?<=\.) /))
      .filter((part) => !/^(Wait a minute| minutes)/.test(part));
    expect(parts.filter((part) => !source.includes(part))).toEqual([]);
  });
});
