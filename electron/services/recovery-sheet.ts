/** The recovery key on paper: HTML for the printer only; it is never written to a file. */

/** The sheet's words by language. */
const words = {
  en: {
    title: 'Liaison recovery key',
    sheet: 'Sheet {n} of 2.',
    use: 'To use it:',
    how: 'on the lock screen choose “Recovery key” and type the nine groups. Then set a new passphrase and print a new key.',
    whoever: 'Whoever holds this sheet can open the record.',
    never: 'Never with the computer, never in a photo or an e-mail.',
    received: 'Received by, date',
    printed: 'Printed {at}',
  },
  es: {
    title: 'Clave de recuperación de Liaison',
    sheet: 'Hoja {n} de 2.',
    use: 'Para usarla:',
    how: 'en la pantalla de bloqueo elija «Clave de recuperación» y escriba los nueve grupos. Después ponga una nueva frase de contraseña e imprima una clave nueva.',
    whoever: 'Quien tenga esta hoja puede abrir el registro.',
    never: 'Nunca junto al equipo, nunca en una foto ni en un correo.',
    received: 'Recibido por, fecha',
    printed: 'Impreso {at}',
  },
} as const;

export interface Sheet {
  hospitalName: string;
  groups: readonly string[];
  /** As a person reads it, in the hospital's zone. */
  printedAt: string;
  language: keyof typeof words;
}

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!,
  );

const style = `body{font:11pt sans-serif}section{page-break-after:always;max-width:420pt}
table{border:1.5px solid #000;border-radius:6px;padding:8pt;font-size:18pt;letter-spacing:.1em}
td{padding:4pt 12pt}small{font-size:9pt}.sign{margin-top:40pt;border-top:1px solid #000}`;

const groupsInRow = 3;

/** Two sheets of the key, one for the safe and one for a second holder. */
export const recoverySheet = ({ hospitalName, groups, printedAt, language }: Sheet): string => {
  const say = words[language];
  const cell = (group: string, i: number): string =>
    `<td><small>${i + 1}</small> <b>${escaped(group)}</b></td>`;
  const rows: string[] = [];
  for (let at = 0; at < groups.length; at += groupsInRow)
    rows.push(
      `<tr>${groups
        .slice(at, at + groupsInRow)
        .map((group, i) => cell(group, at + i))
        .join('')}</tr>`,
    );
  const sheet = (n: number): string =>
    `<section><p>${escaped(hospitalName)}</p><h1>${say.title}</h1>
<table>${rows.join('')}</table><p>${say.sheet.replace('{n}', String(n))}</p><hr>
<p><b>${say.use}</b> ${say.how}</p><p><b>${say.whoever}</b> ${say.never}</p>
<p class="sign">${say.received}</p><p>${escaped(say.printed.replace('{at}', printedAt))}</p></section>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${say.title}</title><style>${style}</style>${sheet(1)}${sheet(2)}</html>`;
};
