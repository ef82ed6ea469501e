/** Next reads no server action's body beyond this; whatever else is posted goes to /api, which has bounds of its own. */
export const MAX_PAGE_BODY_BYTES = 1024 * 1024;
