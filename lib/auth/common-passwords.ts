/*
 * What people choose when they must choose something. A stem stands for itself and for itself dressed up: digits and
 * signs around it, letters written as digits ("P4ssw0rd!23" is "password"). ASVS 6.2.4 counts lists; stems cover more.
 */
const STEMS = `
abc abcd abcdef abcdefg abcdefgh access account admin administrator adobe alexander amanda amazon america andrea andrew
angel animal anthony apple arsenal ashley asdf asdfasdf asdfgh asdfghjk asdfghjkl assay assessment austin australia autumn azerty
babygirl bailey barcelona baseball basketball batman beautiful berlin biteme blahblah blink boston brandon buster
butterfly calvin camaro canada candidate changeit changeme charlie charlotte cheese chelsea chester chicago chocolate
christian claude coffee company computer cookie corvette cowboys dallas daniel danielle david default diamond doctor
dolphin donald dragon eagle einstein elephant england facebook family fender ferrari flower football forever france
freedom freepass friday friend friends fuckoff fuckyou garfield george germany ginger github google greenday guitar
hacker hallo hammer hannah happy harley heather hello helloworld helpme hockey hunter iceman iloveu iloveyou india
infinity internet interview jackson january jasmine jennifer jessica jesus jonathan jordan joshua junior justin
killer kitten kristina laptop letmein liverpool login london love lovely loveme loveyou maggie manager marina martin
master matrix matthew mercedes merlin michael michelle mickey microsoft midnight monday money monkey monster morgan
mother mustang mynoob mypassword nascar natasha newyork nicholas nicole ninja nirvana november october office oliver
oracle orange pass passpass passphrase passw passwd passwort password passwordpassword peanut pepper phoenix
pokemon princess privat private qazwsx qazwsxedc qwer qwerty qwertyui qwertyuiop qwertz qwertzuiop rachel rainbow
ranger rangers recruiter robert rockyou root samantha samsung sandra scooter secret secure security september service
shadow silver slipknot snoopy soccer sophie spider spiderman spring startrek starwars steelers student summer sunday
sunflower sunshine superman superstar swordfish system taylor temp temporary tennis test tester testing testtest thomas
thunder tigger tinkerbell trustno twitter user vanessa victoria warrior welcome whatever william windows winner winter
wizard yamaha yankees yellow zaqwsx zxcv zxcvbn zxcvbnm
`;

const LOOKALIKES: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

const known = new Set(STEMS.split(/\s+/).filter(Boolean));

const plain = (text: string) => text.replace(/^[^a-z]+|[^a-z]+$/g, "");
const undressed = (text: string) => [...text].map((sign) => LOOKALIKES[sign] ?? sign).join("");

/** The smallest part that a text is a repetition of: "abab" → "ab". */
function period(text: string): string {
  const at = (text + text).indexOf(text, 1);
  return text.slice(0, at);
}

const ROWS = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop",
  "qwertzuiop",
  "asdfghjkl",
  "zxcvbnm",
  "1qaz2wsx3edc4rfv5tgb",
];
const backwards = (text: string) => [...text].reverse().join("");

/** Whether a password is among the first that a guesser tries: a usual word dressed up, one sign repeated, a keyboard row. */
export function isCommonPassword(password: string): boolean {
  const text = password.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const part = period(text);
  if (part.length <= 2) return true;
  if (ROWS.some((row) => row.includes(part) || backwards(row).includes(part))) return true;
  if (/^\d+$/.test(part) && part.length <= 8) return true;
  const bare = plain(part);
  return [part, bare, plain(undressed(part)), plain(undressed(bare)), period(bare)].some((form) =>
    known.has(form),
  );
}
