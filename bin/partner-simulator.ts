import { parseArgs } from "node:util";
import { MODES, type Mode, modeNamed } from "./simulator/modes.ts";
import { startSimulator } from "./simulator/server.ts";

/* npm run partner:simulator: a partner's lookup service that fails in every way that real ones do. */

const DEFAULT_PORT = "4010";

const USAGE = `npm run partner:simulator -- [--port N] [--fault MODE]

GET  /candidates/{externalId}  what a portal asks
POST /__control                {"mode": "...", "externalId": "..."?} from now on, for everyone or for one candidate
GET  /__log                    how often each mode was answered

Modes (mixed unless told):
${Object.entries(MODES)
  .map(([mode, text]) => `  ${mode.padEnd(18)}${text}`)
  .join("\n")}
`;

function readArguments(): { port: number; mode: Mode } {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: DEFAULT_PORT },
        fault: { type: "string", default: "mixed" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) end(USAGE, 0);
    const port = Number(values.port);
    const mode = modeNamed(values.fault);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) end(`--port ${values.port} is no port.`, 2);
    if (!mode) end(`There is no mode ${values.fault}.\n\n${USAGE}`, 2);
    return { port, mode };
  } catch (error) {
    return end(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, 2);
  }
}

function end(text: string, code: number): never {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(code);
}

const { port, mode } = readArguments();
try {
  const partner = await startSimulator({
    port,
    mode,
    onRequest: (externalId, chosen) => process.stdout.write(`${chosen.padEnd(18)}${externalId}\n`),
  });
  process.stdout.write(
    `Lookup address ${partner.lookupUrl()} (${mode}: ${MODES[mode]})\nControl ${partner.controlUrl}/__control\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void partner.stop().then(() => process.exit(0)));
  }
} catch (error) {
  const taken = (error as { code?: string }).code === "EADDRINUSE";
  end(taken ? `Port ${port} is taken: choose another with --port N.` : String(error), 1);
}
