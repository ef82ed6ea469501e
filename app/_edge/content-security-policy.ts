/** The request header in which a page finds its own nonce. */
export const NONCE_HEADER = "x-nonce";

type PolicyOptions = {
  /** Base64, fresh for every page. */
  nonce: string;
  /** React's development build evaluates strings, and its reload listens on a socket. */
  development: boolean;
  /** The portal is reached over https: then plain http is upgraded. */
  secure: boolean;
  /** Where the browser may send error reports, as an origin; absent when it reports nowhere. */
  reportOrigin?: string;
};

/** The Content-Security-Policy of a page: scripts and styles only by nonce, nothing framed, nothing plugged in. */
export function contentSecurityPolicy({ nonce, development, secure, reportOrigin }: PolicyOptions): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    ...styles(nonce, development),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${reportOrigin ? ` ${reportOrigin}` : ""}${development ? " ws:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  if (secure) directives.push("upgrade-insecure-requests");
  return directives.join("; ");
}

/** The origin of a Sentry address (`http://key@host:9999/1` → `http://host:9999`); undefined when it is none. */
export function originOf(dsn: string | undefined): string | undefined {
  if (!dsn || !URL.canParse(dsn)) return undefined;
  const { protocol, host } = new URL(dsn);
  return protocol === "http:" || protocol === "https:" ? `${protocol}//${host}` : undefined;
}

/** The development overlay brings style elements of its own; style attributes stay blocked, so that they are missed at once. */
function styles(nonce: string, development: boolean): string[] {
  if (development) return ["style-src 'self' 'unsafe-inline'", "style-src-attr 'none'"];
  return [`style-src 'self' 'nonce-${nonce}'`];
}
