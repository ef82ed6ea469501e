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
  sendNow: "Send now",
  empty: "{name} is empty. Choose another file.",
  tooLarge: "{name} is larger than {size}. Choose a smaller file.",
  wrongKind: "{name} is not one of the kinds asked for: {kinds}. Export it as one of them.",
  unfit:
    "{name} was not taken: inside it is not {kinds}, or it is damaged. Export it anew and choose it again.",
  noRoom:
    "{name} was not taken: it is larger than {size}, or your files of the last minutes take too much room together. Try again in five minutes, or choose a smaller file.",
  notHereYet:
    "Question {ordinal}: {name} has not reached us yet, and is not part of your answers. Wait until it is here before you submit.",
  handedIn: "Files you handed in",
  handedInAs: "Question {ordinal}, {size}, SHA-256 {hash}",
} as const satisfies Area;
