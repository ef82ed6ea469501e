/** Pixels of the editor's text; each is a rule of panes.css, because a style attribute from the server is blocked. */
export const CODE_SIZES = [12, 14, 16, 18, 20, 24] as const;
const DEFAULT_CODE_SIZE = 14;

/** The size that a cookie holds, or the usual one. */
export function codeSizeOf(value: string | undefined): number {
  return CODE_SIZES.find((pixels) => String(pixels) === value) ?? DEFAULT_CODE_SIZE;
}
