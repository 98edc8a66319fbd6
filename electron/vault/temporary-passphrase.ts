import { randomInt } from 'node:crypto';

/** Letters and digits that are not taken for one another when they are read aloud or copied. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 4;

/** A passphrase to hand over on paper or by telephone: 79 bits, changed at the first sign-in. */
export const makeTemporaryPassphrase = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => letters[randomInt(letters.length)]).join(''),
  ).join('-');
