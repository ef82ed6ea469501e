import { access as accessDe } from "./de/access.ts";
import { afterwards as afterwardsDe } from "./de/afterwards.ts";
import { away as awayDe } from "./de/away.ts";
import { before as beforeDe } from "./de/before.ts";
import { broken as brokenDe } from "./de/broken.ts";
import { checks as checksDe } from "./de/checks.ts";
import { clock as clockDe } from "./de/clock.ts";
import { files as filesDe } from "./de/files.ts";
import { invitation as invitationDe } from "./de/invitation.ts";
import { kit as kitDe } from "./de/kit.ts";
import { mydata as mydataDe } from "./de/mydata.ts";
import { reasons as reasonsDe } from "./de/reasons.ts";
import { receipts as receiptsDe } from "./de/receipts.ts";
import { refusals as refusalsDe } from "./de/refusals.ts";
import { results as resultsDe } from "./de/results.ts";
import { review as reviewDe } from "./de/review.ts";
import { room as roomDe } from "./de/room.ts";
import { saving as savingDe } from "./de/saving.ts";
import { sentences as sentencesDe } from "./de/sentences.ts";
import { verdicts as verdictsDe } from "./de/verdicts.ts";
import { access } from "./en/access.ts";
import { afterwards } from "./en/afterwards.ts";
import { away } from "./en/away.ts";
import { before } from "./en/before.ts";
import { broken } from "./en/broken.ts";
import { checks } from "./en/checks.ts";
import { clock } from "./en/clock.ts";
import { files } from "./en/files.ts";
import { invitation } from "./en/invitation.ts";
import { kit } from "./en/kit.ts";
import { mydata } from "./en/mydata.ts";
import { reasons } from "./en/reasons.ts";
import { receipts } from "./en/receipts.ts";
import { refusals } from "./en/refusals.ts";
import { results } from "./en/results.ts";
import { review } from "./en/review.ts";
import { room } from "./en/room.ts";
import { saving } from "./en/saving.ts";
import { sentences } from "./en/sentences.ts";
import { verdicts } from "./en/verdicts.ts";
import type { Locale } from "./locales.ts";
import type { Translation } from "./message.ts";

/*
 * Everything that a candidate reads. An area is a file in `en/` (which says what messages there are) and one of the
 * same name in each other language: a missing message, or one too many, does not compile.
 */

const en = {
  access,
  afterwards,
  away,
  before,
  broken,
  checks,
  clock,
  files,
  invitation,
  kit,
  mydata,
  reasons,
  receipts,
  refusals,
  results,
  review,
  room,
  saving,
  sentences,
  verdicts,
};

/** An area of any language has English's keys; a value is checked against English's places. */
export type Catalogue = typeof en;
export type AreaName = keyof Catalogue;

type Translated = { readonly [Name in AreaName]: Translation<Catalogue[Name]> };

const de = {
  access: accessDe,
  afterwards: afterwardsDe,
  away: awayDe,
  before: beforeDe,
  broken: brokenDe,
  checks: checksDe,
  clock: clockDe,
  files: filesDe,
  invitation: invitationDe,
  kit: kitDe,
  mydata: mydataDe,
  reasons: reasonsDe,
  receipts: receiptsDe,
  refusals: refusalsDe,
  results: resultsDe,
  review: reviewDe,
  room: roomDe,
  saving: savingDe,
  sentences: sentencesDe,
  verdicts: verdictsDe,
} satisfies Translated;

export const catalogues = { en, de } as unknown as Record<Locale, Catalogue>;
