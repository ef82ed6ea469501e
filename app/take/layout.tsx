import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: { template: "%s · Assay", default: "Your assessments" } };

/** Everything below is one signed-in candidate's; each page asks for itself who that is. */
export default function TakeLayout({ children }: { children: ReactNode }) {
  return children;
}
