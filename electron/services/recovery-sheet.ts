/** The recovery key on paper: HTML for the printer only; it is never written to a file. */
const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** Two sheets of the key, one for the safe and one for a second holder. */
export const recoverySheet = (hospitalName: string, groups: readonly string[], printedAt: string): string => {
  const cells = groups
    .map((group, i) => `<td><small>${i + 1}</small> <b>${escape(group)}</b></td>${i % 3 === 2 ? '</tr><tr>' : ''}`)
    .join('');
  const sheet = (n: number): string => `<section><p>${escape(hospitalName)}</p><h1>Liaison recovery key</h1>
<table><tr>${cells}</tr></table><p>Sheet ${n} of 2.</p><hr>
<p><b>To use it:</b> on the lock screen choose “Recovery key” and type the nine groups. Then set a new passphrase and print a new key.</p>
<p><b>Whoever holds this sheet can open the record.</b> Never with the computer, never in a photo or an e-mail.</p>
<p style="margin-top:40pt;border-top:1px solid #000">Received by, date</p><p>Printed ${escape(printedAt)}</p></section>`;
  return `<!doctype html><meta charset="utf-8"><style>body{font:11pt sans-serif}section{page-break-after:always;max-width:420pt}
table{border:1.5px solid #000;border-radius:6px;padding:8pt;font-size:18pt;letter-spacing:.1em}td{padding:4pt 12pt}small{font-size:9pt}</style>${sheet(1)}${sheet(2)}`;
};
