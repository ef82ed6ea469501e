import { expect, test } from "vitest";
import { db, prepared } from "./db.ts";

test("a statement that most requests run is planned once a connection, whatever its values", async () => {
  const [texts, answers] = await db.$transaction(async (tx) => {
    const given: unknown[] = [];
    for (const number of [1, 2, 3]) {
      given.push(
        ...(await tx.$queryRaw<{ twice: number }[]>`${prepared()} select ${number}::int * 2 as twice`),
      );
      await tx.$queryRaw`select ${number}::int * 3 as thrice`;
    }
    const kept = await tx.$queryRaw<{ statement: string }[]>`
      select statement from pg_prepared_statements where statement like '%twice%' or statement like '%thrice%'`;
    return [kept.filter(({ statement }) => !statement.includes("pg_prepared")), given] as const;
  });
  expect(answers).toEqual([{ twice: 2 }, { twice: 4 }, { twice: 6 }]);
  expect(texts.map(({ statement }) => statement)).toEqual([expect.stringContaining("as twice")]);
});
