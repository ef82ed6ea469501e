import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/* A real SMTP peer with a mailbox that tests can read. */

const WAIT_MS = 15_000;

export interface Mail {
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** Every http(s) address in the text part, or in the HTML part when there is no text. */
  links: string[];
}

interface Part {
  type: string;
  body: string;
}

function splitHeaders(source: string): { headers: Map<string, string>; body: string } {
  const end = source.indexOf("\r\n\r\n");
  const head = end < 0 ? source : source.slice(0, end);
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, body: end < 0 ? "" : source.slice(end + 4) };
}

const bytesOf = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );

function decodeBody(body: string, encoding: string | undefined): string {
  if (encoding?.toLowerCase() === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding?.toLowerCase() === "quoted-printable")
    return bytesOf(body.replace(/=\r\n/g, "")).toString("utf8");
  return Buffer.from(body, "latin1").toString("utf8");
}

/** RFC 2047 words: =?UTF-8?Q?…?= and =?UTF-8?B?…?=. */
function decodeWords(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, "?==?");
  return joined.replace(/=\?[^?]+\?([QB])\?([^?]*)\?=/gi, (_all, kind: string, word: string) =>
    kind.toUpperCase() === "B"
      ? Buffer.from(word, "base64").toString("utf8")
      : bytesOf(word.replace(/_/g, " ")).toString("utf8"),
  );
}

function partsOf(source: string): Part[] {
  const { headers, body } = splitHeaders(source);
  const type = headers.get("content-type") ?? "text/plain";
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (!boundary) return [{ type, body: decodeBody(body, headers.get("content-transfer-encoding")) }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .flatMap((part) => partsOf(part.replace(/^\r\n/, "")));
}

/** Reads a message as it came over SMTP (bytes in latin1). */
export function parseMail(source: string, to: string[]): Mail {
  const parts = partsOf(source);
  const find = (type: string) => parts.find((part) => part.type.startsWith(type))?.body ?? "";
  const [text, html] = [find("text/plain"), find("text/html")];
  const subject = decodeWords(splitHeaders(source).headers.get("subject") ?? "");
  return { to, subject, text, html, links: (text || html).match(/https?:\/\/[^\s"'<>)]+/g) ?? [] };
}

interface Waiter {
  to: string;
  matches: (mail: Mail) => boolean;
  found: (mail: Mail) => void;
}

export interface Mailbox {
  /** For SMTP_URL. */
  url: string;
  readonly mails: readonly Mail[];
  /** The next mail to this address that no earlier call was given. */
  waitForMail: (to: string, matches?: (mail: Mail) => boolean, timeoutMs?: number) => Promise<Mail>;
  stop: () => Promise<void>;
}

class Box implements Mailbox {
  url = "";
  readonly mails: Mail[] = [];
  readonly #given = new Set<Mail>();
  readonly #waiters = new Set<Waiter>();
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase());
        this.#receive(parseMail(Buffer.concat(chunks).toString("latin1"), to));
        done();
      });
    },
  });

  async listen(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    this.url = `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
    return this;
  }

  #receive(mail: Mail): void {
    this.mails.push(mail);
    for (const waiter of this.#waiters) {
      if (!mail.to.includes(waiter.to) || !waiter.matches(mail)) continue;
      this.#given.add(mail);
      waiter.found(mail);
      return;
    }
  }

  waitForMail = (address: string, matches = (_mail: Mail) => true, timeoutMs = WAIT_MS): Promise<Mail> => {
    const to = address.toLowerCase();
    const known = this.mails.find((mail) => mail.to.includes(to) && !this.#given.has(mail) && matches(mail));
    if (known) {
      this.#given.add(known);
      return Promise.resolve(known);
    }
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        const seen = this.mails.map((mail) => `${mail.to.join(",")}: ${mail.subject}`).join("\n  ") || "none";
        fail(new Error(`No such mail to ${to} within ${timeoutMs} ms. What came:\n  ${seen}`));
      }, timeoutMs);
      const waiter: Waiter = {
        to,
        matches,
        found: (mail) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          done(mail);
        },
      };
      this.#waiters.add(waiter);
    });
  };

  stop = (): Promise<void> => new Promise((done) => this.#server.close(() => done()));
}

/** Starts a mailbox on a free port of loopback. */
export function startMailbox(): Promise<Mailbox> {
  return new Box().listen();
}
