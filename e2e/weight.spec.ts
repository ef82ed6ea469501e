import { join } from "node:path";
import { SCRIPT_BUDGETS, scriptsTable, weighRoom } from "#bench/scripts.ts";
import { ROOT } from "./child.ts";
import { expect, test } from "./fixtures.ts";
import { makePerson } from "./people.ts";
import { agreeAndStart } from "./room.ts";

/* What the exam room costs a browser in script: held on the build, and checked against what a browser really fetched. */

test("the room's scripts stay within what is promised", async ({ page, request, demo, signIn }) => {
  const weights = weighRoom(join(ROOT, ".next"));
  console.log(scriptsTable(weights));
  for (const part of ["room", "editor", "sentry"] as const)
    expect(weights[part], part).toBeLessThanOrEqual(SCRIPT_BUDGETS[part]);
  expect(weights.languages.length).toBeGreaterThan(3);

  const person = await makePerson(page, request, demo, "weight");
  await signIn(page, person);
  await page.getByRole("link", { name: /^Get ready/ }).click();
  await agreeAndStart(page);
  const fetched = new Set<string>();
  page.on("response", (answer) => fetched.add(new URL(answer.url()).pathname));
  await page.reload();
  await expect(page.locator(".cm-content")).toBeVisible();
  await page.waitForLoadState("networkidle");
  const scripts = [...fetched]
    .filter((path) => path.endsWith(".js"))
    .map((path) => path.replace("/_next/", ""));
  expect(weights.sum(scripts), "all that a browser fetched for the room").toBeLessThanOrEqual(
    weights.bare + SCRIPT_BUDGETS.editor + SCRIPT_BUDGETS.sentry,
  );
});
