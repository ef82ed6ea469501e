import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { LIVE_REGION } from "#app/_ui/announce.ts";
import { mono, sans } from "#app/_ui/fonts.ts";
import { readZone } from "#app/_ui/read-zone.ts";
import { PAGE_COLOR, readTheme } from "#app/_ui/theme.ts";
import { GiveZone } from "#app/_ui/zone.tsx";
import { GiveWords, getWords } from "#app/_words/server.tsx";
import { env } from "#lib/platform/env.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · Assay", default: "Assay" },
  description: "Candidate assessments, judged for real and reviewed by people.",
  robots: { index: false },
};

export async function generateViewport(): Promise<Viewport> {
  const theme = await readTheme();
  if (theme !== "system") return { themeColor: PAGE_COLOR[theme], colorScheme: theme };
  return {
    themeColor: [
      { media: "(prefers-color-scheme: light)", color: PAGE_COLOR.light },
      { media: "(prefers-color-scheme: dark)", color: PAGE_COLOR.dark },
    ],
    colorScheme: "light dark",
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [theme, zone, t] = await Promise.all([readTheme(), readZone(), getWords("kit")]);
  return (
    <html
      lang={t.locale}
      className={`${sans.variable} ${mono.variable}`}
      data-theme={theme === "system" ? undefined : theme}
    >
      <head>
        <ReportAddress />
      </head>
      <body>
        <a
          href="#main"
          lang={t.locale}
          className="link absolute start-4 top-2 z-40 -translate-y-16 bg-surface px-3 py-2 focus:translate-y-0"
        >
          {t("skip")}
        </a>
        <GiveWords areas={["broken", "kit"]}>
          <GiveZone zone={zone}>{children}</GiveZone>
        </GiveWords>
        <div id={LIVE_REGION.polite} role="status" className="sr-only" />
        <div id={LIVE_REGION.assertive} role="alert" className="sr-only" />
      </body>
    </html>
  );
}

/** Where the browser sends its errors; read at run time, so that one build serves every installation. */
function ReportAddress() {
  const { NEXT_PUBLIC_SENTRY_DSN, reportingEnvironment, ASSAY_RELEASE } = env();
  if (!NEXT_PUBLIC_SENTRY_DSN) return null;
  return (
    <meta
      name="sentry-dsn"
      content={NEXT_PUBLIC_SENTRY_DSN}
      data-environment={reportingEnvironment}
      data-release={ASSAY_RELEASE}
    />
  );
}
