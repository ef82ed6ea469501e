import { withSentryConfig } from "@sentry/nextjs/config";
import type { NextConfig } from "next";

/** For every answer; the Content-Security-Policy carries a nonce, so `proxy.ts` adds it to pages. */
const securityHeaders = [
  { key: "Strict-Transport-Security", value: "max-age=31536000" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // Nothing crosses to another origin. Not `no-referrer`: a form would then post with `Origin: null`.
  { key: "Referrer-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
];

/** As `proxy.ts` leaves them out. */
const UNMEASURED = [{ key: "transfer-encoding" }, { key: "content-length", value: "[0-9]{8,}" }];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** What does not say how long it is, or is vast, never reaches a page: see app/api/unmeasured. */
  rewrites: async () => ({
    beforeFiles: UNMEASURED.map((header) => ({
      source: "/((?!api/|_next/).*)",
      has: [{ type: "header", ...header }],
      destination: "/api/unmeasured",
    })),
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [{ source: "/(.*)", headers: securityHeaders }],
  serverExternalPackages: ["@node-rs/argon2", "@prisma/adapter-pg", "pg", "pg-boss", "undici", "nodemailer"],
};

export default withSentryConfig(config, {
  silent: true,
  telemetry: false,
  sourcemaps: { disable: true },
  release: { create: false },
});
