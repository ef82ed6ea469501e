import { sha256 } from "#lib/platform/crypto.ts";

/** The words about what is recorded, as one candidate reads them. */
export interface AgreementWords {
  /** The language that they were read in. */
  locale: string;
  text: string;
}

/** The version of words: any other letter is another version. */
export function agreementId({ locale, text }: AgreementWords): string {
  return sha256(`${locale}\n${text}`);
}
