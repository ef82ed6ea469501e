/** 256 KiB: more than any answer typed by hand; beyond it is an upload. */
export const MAX_SOURCE_BYTES = 256 * 1024;
/** A written answer: about 40 pages. */
export const MAX_TEXT_CHARACTERS = 100_000;
