import addressparser from 'nodemailer/lib/addressparser';

export type MailAddress = { name: string; address: string };

/** One @, no spaces, quotes, commas or brackets: what mail servers take today, not all of RFC 5322. */
const ADDRESS = /^[^\s@"'(),:;<>[\]\\]{1,64}@[^\s@"'(),:;<>[\]\\.]+(\.[^\s@"'(),:;<>[\]\\.]+)*$/u;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/**
 * Reads `ada@example.com, Bob <bob@example.com>`. The second part names the pieces that are no addresses; a text with
 * line breaks or other control characters is refused as a whole, since they would start another header.
 */
export function parseAddresses(text: string): { addresses: MailAddress[]; invalid: string[] } {
  if (CONTROL.test(text)) return { addresses: [], invalid: [text.replaceAll(/\p{Cc}+/gu, ' ')] };
  const parsed = addressparser(text, { flatten: true });
  // "ada lovelace@example.com" is a slip of the pen, not somebody called ada: a name needs <brackets> after it.
  const isWhole = (one: MailAddress) =>
    isAddress(one) && (one.name === '' || text.includes(`<${one.address}>`));
  return {
    addresses: parsed.filter(isWhole),
    invalid: parsed.filter((one) => !isWhole(one)).map(({ name, address }) => `${name} ${address}`.trim()),
  };
}

function isAddress({ address }: MailAddress): boolean {
  return address.length <= 254 && ADDRESS.test(address);
}

/** `Ada Lovelace <ada@example.com>`, or the address alone; reads back as the same address. */
export function formatAddress({ name, address }: MailAddress): string {
  if (name === '') return address;
  return `"${name.replaceAll(/["\\]/g, (character) => `\\${character}`)}" <${address}>`;
}
