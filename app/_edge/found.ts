import { notFound } from "next/navigation";
import { DomainError } from "#lib/platform/errors.ts";

/** A page's view, or the not-found page when it is not there or not the reader's: the two read the same. */
export async function found<View>(view: Promise<View>): Promise<View> {
  try {
    return await view;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  }
}
