/** The end of a printed plan: care team, agreement, signatures, and what the version replaces. */
import type { Column, Content, TableCell } from 'pdfmake/interfaces';
import { changesInWords } from './care-plan-changes';
import { rule, section, shares, table, type Writing } from './layout';
import { greys, sizes, textWidth } from './page';

export const team = (w: Writing): Content[] => {
  const { words, print } = w;
  if (print.team.length === 0) return [section(w, words.careTeam, null, [{ text: words.noTeam }])];
  const rows = print.team.map(({ name, role, organization, phone }): TableCell[] => [
    name,
    words.teamRole(role),
    organization ?? '–',
    phone ?? '–',
  ]);
  const head = [words.name, words.role, words.organization, words.phone];
  return [table(shares(w, 0.28, 0.28, 0.3, 0.14), head, rows, true, words.careTeam)];
};

export const signatures = (w: Writing): Content[] => {
  const { print, words, dates, labels } = w;
  const { agreedBy, agreedOn, agreement } = print.content;
  const explained = agreedBy
    ? words.explained(agreedBy, agreedOn ? dates.full(agreedOn) : '')
    : words.notExplained;
  const signed = print.signed;
  const line = (who: string, said: string, at: string): Content => {
    const width = textWidth(print.paper);
    const dateWidth = 142;
    const column = (columnWidth: number, text: string, label: string): Column => ({
      width: columnWidth,
      stack: [
        { text: text || ' ', margin: [0, 0, 0, 2] },
        rule(columnWidth, 0.75, '#000000', [0, 0, 0, 2]),
        { text: label, fontSize: sizes.label, color: greys.label },
      ],
    });
    return {
      margin: [0, 10, 0, 0],
      columnGap: 18,
      columns: [
        column(width - dateWidth - 18, said, who),
        column(dateWidth, at, words.dateAndTime),
      ],
    };
  };
  return [
    section(w, words.agreementTitle, null, [
      { text: explained, margin: [0, 2, 0, 6] },
      {
        columnGap: 14,
        columns: Object.entries(labels.agreement).map(([code, text]): Column => ({
          width: 'auto',
          columnGap: 4,
          columns: [
            { width: 8, canvas: tick(code === agreement), margin: [0, 1.5, 0, 0] },
            { width: 'auto', text },
          ],
        })),
      },
      line(
        signed?.byRole ? words.signer[signed.byRole] : words.caseManager,
        signed?.byName ? words.signedBy(signed.byName) : '',
        signed ? dates.moment(signed.at) : '',
      ),
      line(words.patientOrAgent, '', ''),
      line(words.physician, '', ''),
      { text: versionLine(w), margin: [0, 12, 0, 0], fontSize: sizes.small, color: '#222222' },
    ]),
  ];
};

/** A box to be ticked by hand, or ticked. */
const tick = (ticked: boolean) => [
  { type: 'rect' as const, x: 0, y: 0, w: 7, h: 7, lineWidth: 0.75, lineColor: '#000000' },
  ...(ticked
    ? [
        {
          type: 'line' as const,
          x1: 1.2,
          y1: 1.2,
          x2: 5.8,
          y2: 5.8,
          lineWidth: 1,
          lineColor: '#000000',
        },
        {
          type: 'line' as const,
          x1: 5.8,
          y1: 1.2,
          x2: 1.2,
          y2: 5.8,
          lineWidth: 1,
          lineColor: '#000000',
        },
      ]
    : []),
];

const versionLine = (w: Writing): string => {
  const { print, words, dates } = w;
  if (!print.replaces) return words.firstVersion;
  const { version, signedAt, changes } = print.replaces;
  const say = print.draft ? words.wouldReplace : words.replaces;
  const what = changesInWords(changes, words);
  const first = say(print.version, version, dates.full(dates.dateOf(signedAt)));
  return what ? `${first}${words.changed(what)}` : first;
};
