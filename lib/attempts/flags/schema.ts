import { z } from "zod";

export const FlagBody = z.object({ flagged: z.boolean() });
export type FlagBody = z.infer<typeof FlagBody>;
