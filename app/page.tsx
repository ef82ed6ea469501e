import { redirect } from "next/navigation";
import { currentSession } from "#app/_edge/session.ts";
import { homeOf } from "#app/_edge/sign-in.ts";

/** The front door leads each person to their own room. */
export default async function Home() {
  const session = await currentSession();
  redirect(session ? homeOf({ isMember: session.membership !== null }) : "/sign-in");
}
