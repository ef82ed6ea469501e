import { freePort, startChild, waitUntilReady } from "./child.ts";

/** The simulator is one small script. */
const READY_MS = 15_000;

export interface PartnerService {
  url: string;
  /** host:port, for EGRESS_ALLOW. */
  address: string;
  /** Makes it misbehave in one way from now on, for everyone or for one candidate (the partner's own id of them). */
  setMode: (mode: string, externalId?: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** Starts our partner simulator, `npm run partner:simulator`, as a process of its own. */
export async function startPartner(logPath: string): Promise<PartnerService> {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const child = startChild("bin/partner-simulator.ts", ["--port", String(port)], {}, logPath);
  // Its second port steers it still while the first one refuses every connection.
  let controlUrl = `http://${address}`;
  const control = async (body: object) => {
    const response = await fetch(`${controlUrl}/__control`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (response.ok) controlUrl = ((await response.clone().json()) as { controlUrl: string }).controlUrl;
    return response;
  };
  const answers = () =>
    control({ mode: "active" }).then(
      (response) => response.ok,
      () => false,
    );
  await waitUntilReady(child, answers, "The partner simulator", READY_MS);
  const setMode = async (mode: string, externalId?: string) => {
    const response = await control({ mode, ...(externalId ? { externalId } : {}) });
    if (!response.ok) throw new Error(`The partner simulator refused mode ${mode}: ${await response.text()}`);
  };
  return { url: `http://${address}`, address, setMode, stop: () => child.stop() };
}
