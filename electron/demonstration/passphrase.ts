/** The one passphrase of all demonstration staff; it opens invented patients only. */
export const demonstrationPassphrase = 'invented patients only';
