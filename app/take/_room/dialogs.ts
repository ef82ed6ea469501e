/* What the state line opens, fetched once the room stands. */
export { KeyList } from "./key-list.tsx";
export { Recorded } from "./recorded.tsx";
