import { expect, test } from "vitest";
import { customValidator, type ValidatorInput } from "./custom-validator.ts";

test("without boxes a validator is not tried, and its author is not blamed", async () => {
  const sandbox = { driver: "webassembly" as const, prepare: () => Promise.reject(new Error("tried")) };
  const program = { language: "cpp", entry: "validate.cpp", files: [] };
  const check = customValidator({ program, runtime: undefined } as unknown as ValidatorInput, sandbox);
  const ran = { stdout: Buffer.from("") } as unknown as Parameters<typeof check>[1];
  const said = await check({ name: "1", input: Buffer.from(""), answer: Buffer.from("") }, ran);
  expect(said.verdict).toBe("JE");
  expect(said.reason).toMatch(/^custom validators need bubblewrap/);
});
