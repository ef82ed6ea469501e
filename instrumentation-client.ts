import "./sentry.client.config.ts";
import { noteNavigation } from "#lib/observability/client.ts";

/** Next calls this when a navigation starts. */
export function onRouterTransitionStart(url: string): void {
  noteNavigation(url);
}
