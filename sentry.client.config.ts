import { startClientReporting } from "#lib/observability/client.ts";

startClientReporting();
