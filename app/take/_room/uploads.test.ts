import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ChosenFile } from "./file-store.ts";
import { fateOf, Uploads } from "./uploads.ts";
import type { Writer } from "./use-writer.ts";

type Handler = (() => void) | null;

/** The browser's database as far as chosen files use it. */
class Device {
  readonly rows = new Map<string, ChosenFile>();
  hangs = false;
  readonly #waiting: { onsuccess: Handler }[] = [];

  open() {
    const request = { onsuccess: null as Handler, result: this };
    if (this.hangs) this.#waiting.push(request);
    else queueMicrotask(() => request.onsuccess?.());
    return request;
  }

  answerLate() {
    this.hangs = false;
    for (const request of this.#waiting) request.onsuccess?.();
  }

  close() {}

  transaction() {
    let open = 0;
    const transaction = { oncomplete: null as Handler, objectStore: () => table };
    const act = (work: () => unknown) => {
      const request = { onsuccess: null as Handler, result: undefined as unknown };
      open += 1;
      queueMicrotask(() => {
        request.result = work();
        request.onsuccess?.();
        open -= 1;
        if (open === 0) queueMicrotask(() => transaction.oncomplete?.());
      });
      return request;
    };
    const table = {
      put: (row: ChosenFile) => act(() => this.rows.set(`${row.attemptId},${row.itemId}`, row)),
      get: (key: string[]) => act(() => this.rows.get(key.join())),
      delete: (key: string[]) => act(() => this.rows.delete(key.join())),
      getAll: () => act(() => [...this.rows.values()]),
    };
    return transaction;
  }

  names() {
    return [...this.rows.values()].map(({ file }) => file.name);
  }
}

/** What is being posted, answered by the test. */
class Post {
  static all: Post[] = [];
  upload = {};
  status = 0;
  response = "";
  isAborted = false;
  onload: Handler = null;
  onloadend: Handler = null;
  onabort: Handler = null;
  file: File | undefined;
  open() {}
  setRequestHeader() {}
  send(file: File) {
    this.file = file;
    Post.all.push(this);
  }
  abort() {
    this.isAborted = true;
    this.onabort?.();
    this.onloadend?.();
  }
  arrive() {
    this.status = 201;
    this.response = JSON.stringify({ fileId: `id of ${this.file?.name}` });
    this.onload?.();
    this.onloadend?.();
  }
}

let device: Device;
beforeEach(() => {
  device = new Device();
  Post.all = [];
  vi.stubGlobal("indexedDB", device);
  vi.stubGlobal("XMLHttpRequest", Post);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", new EventTarget());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const fileOf = (name: string) => new File(["content"], name);
/** Whatever has begun on this device is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A room's page: what it makes the answer, in order. */
function page(uploads = new Uploads("a")) {
  const answers: string[] = [];
  const attend = (active: boolean, turn: Promise<Writer> = Promise.resolve<Writer>("writing")) =>
    uploads.attend(active, turn, (_itemId, { fileId }) => answers.push(fileId));
  return {
    uploads,
    answers,
    listen: (turn?: Promise<Writer>) => attend(true, turn),
    giveWay: () => attend(false),
  };
}

async function choose(uploads: Uploads, name: string): Promise<Post> {
  await uploads.choose("q", fileOf(name));
  const post = Post.all.at(-1);
  if (!post) throw new Error("Nothing is being sent.");
  return post;
}

test("a file that arrives while nobody listens is kept, and the answer of whoever listens next", async () => {
  const { uploads, answers, listen } = page();
  const leave = listen();
  const post = await choose(uploads, "essay.pdf");
  leave();
  post.arrive();
  await settled();
  expect(device.names()).toEqual(["essay.pdf"]);
  listen();
  await settled();
  expect(answers).toEqual(["id of essay.pdf"]);
  expect(uploads.view()).toEqual({});
  expect(device.names()).toEqual([]);
});

test("a tab that gives way stops sending, and the one that writes now finds the file", async () => {
  const first = page();
  first.listen();
  const post = await choose(first.uploads, "essay.pdf");
  first.giveWay();
  expect(post.isAborted).toBe(true);
  await settled();
  expect(first.uploads.view()).toEqual({});
  const second = page();
  second.listen();
  await vi.waitFor(() => expect(Post.all).toHaveLength(2));
  Post.all.at(-1)?.arrive();
  await settled();
  expect([first.answers, second.answers]).toEqual([[], ["id of essay.pdf"]]);
  expect(device.names()).toEqual([]);
});

test("a tab that does not write leaves alone what another one may be sending", async () => {
  await choose(page().uploads, "essay.pdf");
  for (const writer of ["reading", "writing"] as const) {
    page().listen(Promise.resolve(writer));
    await settled();
    expect(Post.all, writer).toHaveLength(writer === "reading" ? 1 : 2);
  }
});

test("a tab that gives way goes on holding a file that the browser could not keep for the next", async () => {
  const { uploads, listen, giveWay } = page();
  listen();
  vi.stubGlobal("indexedDB", {});
  const post = await choose(uploads, "essay.pdf");
  giveWay();
  expect(post.isAborted).toBe(true);
  expect(uploads.view()).toMatchObject({ q: { phase: "held", name: "essay.pdf", kept: false } });
});

test("a file newly chosen in another tab stays on the device when the one before has arrived", async () => {
  const first = page();
  first.listen();
  const post = await choose(first.uploads, "essay.pdf");
  await choose(page().uploads, "essay-2.pdf");
  post.arrive();
  await settled();
  expect(first.answers).toEqual(["id of essay.pdf"]);
  expect(device.names()).toEqual(["essay-2.pdf"]);
});

/** A file was chosen without a connection, its page left, and another device made `theirs` the answer meanwhile. */
async function comeBackTo(theirs: string | null, before: string | null = null) {
  const first = page();
  first.uploads.shows({ q: { fileId: before } });
  await choose(first.uploads, "old.pdf");
  Post.all = [];
  const later = page();
  later.uploads.shows({ q: { fileId: theirs } });
  later.listen();
  await settled();
  return later;
}

test("a file that waited on this device replaces nothing that another one made the answer, until its owner says which counts", async () => {
  for (const before of [null, "the first"]) {
    const { uploads, answers } = await comeBackTo("theirs", before);
    expect([Post.all, answers, device.names()]).toEqual([[], [], ["old.pdf"]]);
    expect(uploads.view()).toMatchObject({ q: { phase: "elsewhere", name: "old.pdf", kept: true } });
    uploads.insist("q");
    await settled();
    // That it is wanted is on the device too: a page that comes now sends it.
    expect([...device.rows.values()]).toMatchObject([{ base: "theirs" }]);
    Post.all.at(-1)?.arrive();
    await settled();
    expect([answers, device.names(), uploads.view()]).toEqual([["id of old.pdf"], [], {}]);
  }
  // Or that it is not wanted any more.
  const { uploads, answers } = await comeBackTo("theirs");
  uploads.cancel("q");
  await settled();
  expect([Post.all, answers, device.names(), uploads.view()]).toEqual([[], [], [], {}]);
});

test("a file goes out by itself where the answer is what it was, also once this device's own is read", async () => {
  expect((await comeBackTo("mine", "mine")).uploads.view()).toMatchObject({ q: { phase: "sending" } });
  const { uploads, answers } = await comeBackTo(null, "mine");
  expect(uploads.view()).toMatchObject({ q: { phase: "elsewhere" } });
  uploads.shows({ q: { fileId: "mine" } });
  await settled();
  Post.all.at(-1)?.arrive();
  await settled();
  expect(answers).toEqual(["id of old.pdf"]);
});

test("a file that arrives when the answer has changed meanwhile asks, and the next one chosen does not", async () => {
  const { uploads, answers, listen } = page();
  listen();
  const post = await choose(uploads, "old.pdf");
  uploads.shows({ q: { fileId: "theirs" } });
  post.arrive();
  await settled();
  expect([answers, device.names()]).toEqual([[], ["old.pdf"]]);
  expect(uploads.view()).toMatchObject({ q: { phase: "elsewhere" } });
  (await choose(uploads, "new.pdf")).arrive();
  await settled();
  (await choose(uploads, "newer.pdf")).arrive();
  await settled();
  expect(answers).toEqual(["id of new.pdf", "id of newer.pdf"]);
});

test("a file is shown at once, and sent though the browser's database never answers", async () => {
  vi.useFakeTimers();
  device.hangs = true;
  const { uploads } = page();
  void uploads.choose("q", fileOf("essay.pdf"));
  expect(uploads.view()).toMatchObject({ q: { phase: "sending", name: "essay.pdf", sent: 0 } });
  await vi.advanceTimersByTimeAsync(2_999);
  expect(Post.all).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(Post.all.map(({ file }) => file?.name)).toEqual(["essay.pdf"]);
});

test("of two quick choices the second counts, however late the first is kept", async () => {
  const { uploads } = page();
  device.hangs = true;
  const first = uploads.choose("q", fileOf("first.pdf"));
  device.hangs = false;
  await uploads.choose("q", fileOf("second.pdf"));
  device.answerLate();
  await first;
  await settled();
  expect(Post.all.map(({ file }) => file?.name)).toEqual(["second.pdf"]);
  expect(device.names()).toEqual(["second.pdf"]);
});

test("a choice that was called off before it was kept is neither kept nor sent", async () => {
  const { uploads } = page();
  device.hangs = true;
  const choice = uploads.choose("q", fileOf("essay.pdf"));
  uploads.cancel("q");
  device.answerLate();
  await choice;
  await settled();
  expect([Post.all, device.names(), uploads.view()]).toEqual([[], [], {}]);
});

test("only a refusal of the file itself lets go of it; whatever else is answered, it stays on the device", () => {
  const fate = (status: number, code = "x") => fateOf({ status, code });
  expect([fate(422, "invalid"), fate(413, "too_large")]).toEqual(["refused", "refused"]);
  expect([0, 408, 429, 500, 503].map((status) => fate(status))).toEqual(Array(5).fill("again"));
  expect(fate(401, "unauthenticated")).toBe("signed_out");
  const answers = [
    [403, "forbidden"],
    [404, "not_found"],
    [409, "deadline_passed"],
    [409, "already_submitted"],
    [410, "gone"],
    [413, "full"],
    // Not an answer of ours.
    [413, "unavailable"],
    [422, "unavailable"],
  ] as const;
  for (const [status, code] of answers) expect(fate(status, code)).toBe("held");
});
