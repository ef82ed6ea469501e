import { expect, test } from "vitest";
import { type Network, never, playDevice } from "./keeper-testing.ts";

const ATTEMPT = "019363f0-0000-7000-8000-000000000001";
const OTHER = "019363f0-0000-7000-8000-000000000002";
const ROOM = `/take/attempts/${ATTEMPT}`;
const PICTURE = `/api/questions/pictures/${"a".repeat(64)}.png`;
const HOUR_MS = 3_600_000;

const device = () => playDevice(ROOM);
const offline: Network = () => Response.error();
const redirect = () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });

const page = (build: string, owner = "user-1") =>
  `<!DOCTYPE html><html lang="en"><head><meta name="kept-for" content="${owner}"/>
  <link rel="stylesheet" href="/_next/static/chunks/${build}.css"/></head>
  <script nonce="n" src="/_next/static/chunks/${build}-room.js"></script>
  <script nonce="n">["see ${PICTURE} and media/of-the-candidate.js"]</script></html>`;

/** A portal with one build: a room, its script, the editor that the script may ask for, a style sheet and its font. */
const portal =
  (build: string, html = page(build)): Network =>
  (path) => {
    const files: Record<string, string> = {
      [`/_next/static/chunks/${build}-room.js`]: `import("static/chunks/${build}-editor.js")`,
      [`/_next/static/chunks/${build}-editor.js`]: `import("static/chunks/${build}-python.js")`,
      [`/_next/static/chunks/${build}-python.js`]: "python",
      [`/_next/static/chunks/${build}.css`]: `url(../media/${build}.woff2)`,
      [`/_next/static/media/${build}.woff2`]: "font",
      [PICTURE]: "picture",
    };
    if (path in files) return new Response(files[path]);
    if (!path.startsWith("/take/attempts/")) return new Response("", { status: 404 });
    return new Response(html, { headers: { "Content-Security-Policy": "script-src 'nonce-n'" } });
  };

async function deviceWithRoom() {
  const there = device();
  there.net.answer = portal("one");
  await there.ask(ROOM);
  return there;
}

test("without a network the room is there, with all that it may ask for and under its own policy", async () => {
  const { ask, net } = await deviceWithRoom();
  net.answer = offline;
  const kept = await ask(`${ROOM}?question=3`);
  expect(kept?.headers.get("content-security-policy")).toContain("nonce-n");
  expect(await kept?.text()).toContain('<html data-kept="1800000000000" lang="en">');
  for (const file of [
    "chunks/one-room.js",
    "chunks/one-editor.js",
    "chunks/one-python.js",
    "media/one.woff2",
  ])
    expect((await ask(`/_next/static/${file}`, "cors"))?.ok, file).toBe(true);
  expect(await (await ask(PICTURE, "no-cors"))?.text()).toBe("picture");
});

test("who answers is heard: the kept page takes nobody's place but nobody's", async () => {
  for (const status of [200, 404, 429, 500]) {
    const { ask, net } = await deviceWithRoom();
    net.answer = () => new Response("the server's words", { status });
    expect(await (await ask(ROOM))?.text(), String(status)).toBe("the server's words");
  }
  const { ask, net } = await deviceWithRoom();
  for (const status of [502, 503, 504]) {
    net.answer = () => new Response("a gateway's words", { status });
    expect(await (await ask(ROOM))?.text(), String(status)).toContain("data-kept");
  }
  net.answer = never;
  expect(await (await ask(ROOM))?.text(), "a network that never answers").toContain("data-kept");
});

test("a room that the server does not show any more is not kept any longer", async () => {
  for (const refusal of [redirect, () => new Response("", { status: 404 })]) {
    const { ask, net, sets } = await deviceWithRoom();
    expect(sets()).toHaveLength(1);
    net.answer = refusal;
    await ask(ROOM);
    expect(sets()).toEqual([]);
    net.answer = offline;
    expect((await ask(ROOM))?.type).toBe("error");
  }
});

test("only what says for whom it may be kept is kept, and one person's at a time", async () => {
  const { ask, net, sets } = await deviceWithRoom();
  net.answer = portal("one", "<html><head></head></html>");
  await ask(`/take/attempts/${OTHER}`);
  expect(sets()).toEqual([`assay-room/user-1/${ATTEMPT}/room/1800000000000`]);
  net.answer = portal("one", page("one", "user-2"));
  await ask(`/take/attempts/${OTHER}`);
  expect(sets()).toEqual([`assay-room/user-2/${OTHER}/room/1800000000000`]);
});

test("a new build's page takes the old one's place whole, or not at all", async () => {
  const { ask, net, now, stores } = await deviceWithRoom();
  now.at += 1;
  net.answer = (path) =>
    path.includes("two-room") ? new Response("", { status: 404 }) : portal("two")(path);
  await ask(ROOM);
  net.answer = offline;
  expect(await (await ask(ROOM))?.text()).toContain("one-room.js");
  net.answer = portal("two");
  await ask(ROOM);
  net.answer = offline;
  expect(await (await ask(ROOM))?.text()).toContain("two-room.js");
  expect(
    [...stores.values()].flatMap((store) => [...store.keys()]).filter((path) => /one/.test(path)),
  ).toEqual([]);
});

test("a page that is open goes on finding its files after a deploy, until it is closed", async () => {
  for (const deploy of ["while its page is kept waiting", "and another tab loads the new one"]) {
    const { ask, load, net, now, tabs, late, sets } = device();
    net.answer = portal("one");
    await load("tab-1");
    now.at += 1;
    if (deploy === "while its page is kept waiting") {
      net.answer = (path) =>
        path !== ROOM
          ? portal("two")(path)
          : new Promise((resolve) => {
              late.act = () => resolve(portal("two")(path));
            });
      tabs.delete("tab-1");
      expect(await (await load("tab-1-anew"))?.text()).toContain("one-room.js");
      now.at += 1;
    }
    net.answer = portal("two");
    expect(await (await load("tab-2"))?.text(), deploy).toContain("two-room.js");
    expect((await ask("/_next/static/chunks/one-python.js", "cors"))?.ok, deploy).toBe(true);
    net.answer = offline;
    expect(await (await ask(ROOM))?.text(), "the newer one is shown").toContain("two-room.js");
    net.answer = portal("two");
    tabs.clear();
    now.at += 1;
    await load("tab-3");
    expect(sets(), deploy).toHaveLength(1);
  }
});

test("so does a room that came before its worker did", async () => {
  const { ask, tell, load, net, now, tabs } = device();
  net.answer = portal("one");
  tabs.add("tab-1");
  await tell([ROOM], "tab-1");
  now.at += 1;
  net.answer = portal("two");
  await load("tab-2");
  expect((await ask("/_next/static/chunks/one-python.js", "cors"))?.ok).toBe(true);
});

test("a kept page lasts a day", async () => {
  const { ask, net, now } = await deviceWithRoom();
  net.answer = offline;
  now.at += 24 * HOUR_MS - 1;
  expect(await (await ask(ROOM))?.text()).toContain("data-kept");
  now.at += 1;
  expect((await ask(ROOM))?.type).toBe("error");
});

test("a device whose clock was put back keeps and shows the newer page all the same", async () => {
  const { ask, load, net, now, tabs, sets, tell, asked } = device();
  net.answer = portal("one");
  await load("tab-1");
  now.at -= HOUR_MS;
  asked.length = 0;
  await tell([ROOM]);
  expect(asked, "what is of an hour from now is not fresh").toContain(ROOM);
  net.answer = portal("two");
  now.at -= 1;
  await load("tab-2");
  net.answer = offline;
  expect(await (await ask(ROOM))?.text(), "while a tab lives on the older one").toContain("two-room.js");
  net.answer = portal("two");
  tabs.clear();
  now.at -= 1;
  await load("tab-3");
  expect(sets().map((name) => name.split("/").at(-1))).toEqual([String(now.at)]);
});

test("calls, other pages and whatever is sent are none of its business", async () => {
  const { ask } = await deviceWithRoom();
  for (const path of [`/api/attempts/${ATTEMPT}`, "/sign-in", "/candidates", "/icon.svg"])
    for (const mode of ["navigate", "cors"]) expect(await ask(path, mode), path).toBeUndefined();
  expect(await ask(ROOM, "navigate", "POST")).toBeUndefined();
  expect(await ask(`${ROOM}/done`)).toBeUndefined();
});

test("asked to, it fetches the room and the page before the end, once", async () => {
  const { tell, net, sets, asked, now } = device();
  net.answer = portal("one");
  await tell([ROOM, `${ROOM}/submit`, "/candidates"]);
  expect(sets().map((name) => name.split("/")[3])).toEqual(["room", "submit"]);
  expect(asked).not.toContain("/candidates");
  asked.length = 0;
  now.at += 60_000;
  await tell([ROOM]);
  expect(asked).toEqual([]);
});
