import { z } from "zod";

const text = z.string().optional();
const url = z.url().optional();
const flag = z.preprocess((value) => value === "1" || value === "true", z.boolean());

const EnvSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    PORT: z.coerce.number().int().min(0).max(65535).default(3000),
    HOST: z.string().default("127.0.0.1"),
    APP_URL: url,
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
    ASSAY_DATA_DIR: z.string().default(".data"),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, message: "must be a postgresql:// address" }),
    NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters: openssl rand -base64 48"),
    RECEIPT_KEY_GENERATION: z.coerce.number().int().min(1).max(10_000).default(1),
    SENTRY_DSN: text,
    NEXT_PUBLIC_SENTRY_DSN: text,
    SENTRY_SEND_EMAIL: z.enum(["plain", "hash", "none"]).default("hash"),
    SENTRY_ENVIRONMENT: text,
    ASSAY_RELEASE: z.string().default("assay@0.1.0"),
    SMTP_URL: url,
    MAIL_FROM: z.string().default("Assay <no-reply@localhost>"),
    SANDBOX: z.enum(["auto", "bubblewrap", "webassembly", "none"]).default("auto"),
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
    JUDGE_LANGUAGES: z
      .string()
      .transform((list) => list.split(",").map((id) => id.trim()))
      .optional(),
    EGRESS_ALLOW: z
      .string()
      .default("")
      .transform((list) =>
        list
          .split(",")
          .map((entry) => entry.trim())
          .filter(Boolean),
      ),
    EGRESS_ALLOW_IN_PRODUCTION: flag,
    /** Set by the supervisor of a local portal: production build, but on a developer's own machine. */
    ASSAY_LOCAL: flag,
    ASSAY_DEMO: z.preprocess((value) => value !== "0", z.boolean()),
    ASSAY_DEMO_PARTNER_URL: url,
  })
  .superRefine((value, context) => {
    const guarded =
      value.NODE_ENV === "production" && !value.ASSAY_LOCAL && !value.EGRESS_ALLOW_IN_PRODUCTION;
    if (value.EGRESS_ALLOW.length > 0 && guarded) {
      context.addIssue({
        code: "custom",
        path: ["EGRESS_ALLOW"],
        message:
          "opens the SSRF guard, so production refuses it; set EGRESS_ALLOW_IN_PRODUCTION=1 if you mean it",
      });
    }
  });

export type Env = z.infer<typeof EnvSchema> & {
  appUrl: string;
  /** How reports name this installation: a production build on somebody's own machine is not production. */
  reportingEnvironment: string;
};

/**
 * Parses an environment.
 * @throws Error whose message lists every wrong or missing variable with what to set.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // An unset variable and an empty one mean the same: people write `KEY=` to switch a thing off.
  const given = Object.entries(source).filter(([, value]) => value !== "");
  const parsed = EnvSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(
      `The environment is not complete:\n${lines.join("\n")}\nEvery variable is explained in .env.example.`,
    );
  }
  const { APP_URL, HOST, PORT, NODE_ENV, ASSAY_LOCAL, SENTRY_ENVIRONMENT } = parsed.data;
  const isLocal = ASSAY_LOCAL && NODE_ENV === "production";
  return {
    ...parsed.data,
    appUrl: APP_URL ?? `http://${HOST}:${PORT}`,
    reportingEnvironment: SENTRY_ENVIRONMENT ?? (isLocal ? "local" : NODE_ENV),
  };
}

let cached: Env | undefined;

/** The process's environment, parsed once. The only reader of `process.env` in the product. */
export function env(): Env {
  if (!cached) {
    cached = parseEnv(process.env);
    // NextAuth looks for its own address there and nowhere else.
    process.env.NEXTAUTH_URL ||= cached.appUrl;
  }
  return cached;
}
