import type { Area } from "../message.ts";

/** Checking a receipt, and taking one away. */
export const receipts = {
  title: "Check a receipt",
  intro:
    "A receipt says which answers were handed in, and when. Here anybody can see whether we signed it and nothing in it was changed.",
  whole: "The whole receipt",
  wholeHint: "Paste all of it, from the first brace to the last.",
  text: "Either the text of the receipt",
  file: "Or the file of the receipt",
  parts: "Only its number and fingerprint",
  number: "Receipt number",
  fingerprint: "Fingerprint of the answers (SHA-256)",
  check: "Check the receipt",
  checkParts: "Check number and fingerprint",
  unreadable: "That is not a receipt. Paste all of it, from the first brace to the last.",
  saidTwice:
    "This text says one thing twice, so it can be read in two ways. Our receipts say each thing once: paste the receipt as we gave it.",
  partsUnreadable: "The number is 36 characters long, the fingerprint 64. Copy both from the receipt.",
  valid: "This receipt is ours and unaltered.",
  invalid: "This is not a receipt of ours, or something in it was changed.",
  invalidNext: "Check that nothing is missing. A receipt of another portal can only be checked there.",
  submittedAt: "Handed in",
  attempt: "Attempt",
  key: "Key",
  byYourself: "Check it without us",
  byYourselfText:
    "The signature is Ed25519 over the JSON text of attemptId, contentHash, id and submittedAt, in this order and without spaces. Our public keys are at <link>{address}</link>.",
  // On the page of a receipt.
  copy: "Copy the receipt",
  copied: "Copied",
  copyFailed: "The browser refused to copy. Download the file.",
  download: "Download",
  print: "Save as PDF",
  checkIt: "Check this receipt",
  proof: "Whoever has the receipt can check it with us, at any time and without an account.",
} as const satisfies Area;
