/* What the state line opens and what it lists after a reload, fetched once the room stands. */
export { Aside } from "./aside.tsx";
export { keepEvents } from "./held-events.ts";
export { KeyList } from "./key-list.tsx";
export { Recorded } from "./recorded.tsx";
export { ViewSettings } from "./view-settings.tsx";
