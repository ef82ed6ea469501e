const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps how somebody likes a page in a cookie, so that the server draws it that way and nothing jumps. */
export function keepChoice(name: string, value: string | number, path = "/"): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${name}=${value}; path=${path}; max-age=${ONE_YEAR_SECONDS}; samesite=lax`;
}
