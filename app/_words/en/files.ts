import type { Area } from "../message.ts";

/** Answers that are files. */
export const files = {
  label: "Your file for question {ordinal}",
  hint: "{kinds}, at most {size}. A new choice takes the place of the one before; the last one counts.",
  none: "No file yet.",
  sending: "Sending {name}: {percent} %",
  cancel: "Cancel",
  arrived: "{name} is here.",
  uploaded: "Uploaded",
  uploadedSize: "Uploaded, {size}",
  fromElsewhere: "A file from another device",
  download: "Download",
  downloadName: "Download {name}",
  remove: "Remove",
  removeName: "Remove {name}",
  removed: "{name} is no longer your answer.",
  waitingKept:
    "{name} is kept on this device and sent by itself as soon as we can be reached. You can go on working, and reload this page.",
  waitingOpen:
    "We cannot be reached, and this browser has no room for {name}. Leave this page open: the file is sent by itself as soon as we can be reached.",
  signedOutKept:
    "Your session has ended. {name} is kept on this device and sent by itself once you have signed in again.",
  signedOutOpen:
    "Your session has ended, and this browser has no room for {name}. Leave this page open and sign in again in another tab: the file is sent by itself then.",
  heldLate:
    "{name} reached us too late. Files are not taken after the end, so it is not part of what you handed in.",
  heldFull:
    "{name} was not taken yet: your files of the last minutes take too much room together. Send it again in five minutes.",
  heldReading: "{name} was not sent: another tab writes now, and it does not know of this file.",
  heldOther:
    "{name} was not taken: this page may be out of date, another account may be signed in, or your access was ended. Reload the page; the file is sent by itself then.",
  elsewhere:
    "{name} was chosen on this device while another file was handed in, or taken away, elsewhere. It is not your answer.",
  sendInstead: "Send it instead",
  forgetIt: "Forget it",
  onDevice: "It is kept on this device.",
  onPage: "This browser has no room for it: download it before you leave this page.",
  forget: "Remove from this device",
  forgotten: "{name} is no longer on this device.",
  late: "{name} had not reached us before the end. Files are not taken late, so it is not part of what you handed in. It is kept on this device only.",
  sendNow: "Send now",
  empty: "{name} is empty. Choose another file.",
  tooLarge: "{name} is larger than {size}. Choose a smaller file.",
  wrongKind: "{name} is not one of the kinds asked for: {kinds}. Export it as one of them.",
  unfit:
    "{name} was not taken: inside it is not {kinds}, or it is damaged. Export it anew and choose it again.",
  noRoom: "{name} was not taken: it is larger than {size}. Choose a smaller file.",
  notHereYet:
    "Question {ordinal}: {name} has not reached us yet, and is not part of your answers. Wait until it is here before you submit.",
  elsewhereOpen:
    "Question {ordinal}: {name} was chosen on this device while another file was handed in, or taken away, elsewhere. It is not part of your answers. Change that answer to send it instead, or to forget it.",
  handedIn: "Files you handed in",
  handedInAs: "Question {ordinal}, {size}, SHA-256 {hash}",
} as const satisfies Area;
