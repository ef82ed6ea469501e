import { join } from "node:path";
import { preparePortal, stopOnSignals, waitForWeb } from "./setup/portal.ts";
import { endWith, say } from "./setup/progress.ts";
import { ROOT } from "./setup/schema-engine.ts";
import { BUBBLEWRAP, ensureTools, missingSentence } from "./setup/system-packages.ts";

/* npm run dev: hot reload, and Spotlight, which shows this run's errors and warnings without an account. */

/** Spotlight's own port; its SDK and browser page expect it there. */
const SPOTLIGHT_PORT = 8969;

try {
  for (const tool of ensureTools([BUBBLEWRAP])) say(missingSentence(tool));
  const portal = await preparePortal({ build: false });
  stopOnSignals(portal);
  const { supervisor, settings } = portal;
  const dsn = `http://spotlight@127.0.0.1:${SPOTLIGHT_PORT}/1`;
  const env = {
    ...portal.childEnv,
    NODE_ENV: "development",
    SENTRY_DSN: process.env.SENTRY_DSN || dsn,
    NEXT_PUBLIC_SENTRY_DSN: process.env.NEXT_PUBLIC_SENTRY_DSN || dsn,
  };
  const spotlight = join(ROOT, "node_modules", "@spotlightjs", "spotlight", "dist", "run.js");
  supervisor.keep({
    name: "spotlight",
    args: [spotlight, "--port", String(SPOTLIGHT_PORT)],
    env,
    output: "ignore",
  });
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const web = [next, "dev", "--hostname", settings.host, "--port", String(settings.port)];
  supervisor.keep({ name: "web", args: web, env, output: "inherit" });
  supervisor.keep({
    name: "worker",
    args: ["--watch", join(ROOT, "bin", "worker.ts")],
    env,
    output: "inherit",
  });
  await waitForWeb(settings);
  say("Ready");
  process.stdout.write(
    `\nAssay (development) at ${settings.appUrl}\nErrors and warnings: http://127.0.0.1:${SPOTLIGHT_PORT}\n\n`,
  );
} catch (error) {
  endWith(error);
}
