import * as Sentry from "@sentry/nextjs";
import { serverOptions } from "#lib/observability/server.ts";

const options = serverOptions("web");
if (options) Sentry.init(options);
