/** The clinician's care plan as a document: summary, numbered problems, team, signatures. */
import type {
  Column,
  Content,
  ContentTable,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces';
import { ownerWords } from '../../shared/careplans/changes';
import { labelOf, planLabels } from '../../shared/careplans/labels';
import { placedLine, progressLine } from '../../shared/careplans/measure';
import type {
  ActivityContent,
  BarrierContent,
  GoalContent,
  ProblemContent,
} from '../../shared/careplans/version';
import { daysBetween } from '../../shared/time';
import { changesInWords } from './care-plan-changes';
import type { CarePlanPrint } from './care-plan-print';
import { printDates, type PrintDates } from './dates';
import { dispositionName } from './dispositions';
import { greys, pageOf, sizes, textWidth } from './page';
import { printWords } from './words';

interface Writing {
  print: CarePlanPrint;
  dates: PrintDates;
  words: (typeof printWords)['en'];
  labels: (typeof planLabels)['en'];
}

/**
 * The document's definition for pdfmake. `onPages` hears the number of pages while it is laid out.
 */
export const carePlanDefinition = (
  print: CarePlanPrint,
  onPages: (pages: number) => void,
): TDocumentDefinitions => {
  const dates = printDates(print.language, print.zone, print.printedAt);
  const w: Writing = {
    print,
    dates,
    words: printWords[print.language],
    labels: planLabels[print.language],
  };
  return {
    ...pageOf(print, dates, onPages),
    info: { title: w.words.title, creator: 'Liaison', producer: 'Liaison' },
    language: print.language === 'es' ? 'es-US' : 'en-US',
    version: '1.7',
    defaultStyle: { font: 'Inter', fontSize: sizes.body, lineHeight: 1.1 },
    content: [
      summary(w),
      ...(print.content.problems.length === 0
        ? [{ text: w.words.noProblems, margin: [0, 10, 0, 0] } satisfies Content]
        : print.content.problems.flatMap((problem, index) => problemBlock(w, problem, index + 1))),
      ...team(w),
      ...signatures(w),
    ],
  };
};

/** Text this long may be taller than a page: its row is let over the page's end instead of kept whole. */
const tallRowLetters = 700;

const summary = (w: Writing): Content => {
  const { print, words, dates } = w;
  const { stay } = print;
  const admitted = [
    stay.admittedAt ? dates.full(dates.dateOf(stay.admittedAt)) : null,
    stay.class ? labelOf(words.stayClass, stay.class) : null,
  ].filter(Boolean);
  const allergies =
    print.allergies === null
      ? words.allergiesNotRecorded
      : print.allergies === 'none'
        ? words.noAllergies
        : words.allergyTo(print.allergies.join(', '));
  const deciders = print.decisionMakers.map(
    ({ name, relationship, role }) =>
      `${words.decisionRole[role]}: ${[name, relationship?.toLowerCase()].filter(Boolean).join(', ')}`,
  );
  const cells: [string, string, boolean?][] = [
    [words.admitted, admitted.join(', ') || words.notRecorded],
    [
      words.expectedDischarge,
      print.expectedDischargeOn ? dates.weekday(print.expectedDischargeOn) : words.notSet,
      true,
    ],
    [
      words.goingTo,
      print.plannedDisposition
        ? dispositionName(print.plannedDisposition, print.language)
        : words.notSet,
    ],
    [words.payer, print.payers.join('; ') || words.notRecorded],
    [words.reason, print.admitReason ?? words.notRecorded],
    [words.attending, print.attendingName ?? words.notRecorded],
    [words.alerts, allergies, true],
    [words.decisionMaker, deciders.join('; ') || words.notRecorded],
  ];
  const cell = ([label, value, bold = false]: [string, string, boolean?]): TableCell => ({
    stack: [
      { text: label, fontSize: sizes.label, color: greys.label },
      { text: value, bold },
    ],
  });
  return {
    table: {
      widths: ['*', '*', '*', '*'],
      body: [cells.slice(0, 4).map(cell), cells.slice(4).map(cell)],
    },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: () => 0,
      paddingLeft: () => 0,
      paddingRight: () => 10,
      paddingTop: () => 0,
      paddingBottom: () => 6,
    },
  };
};

/**
 * A section's head, which stays with what follows it. A block that is kept whole must be shorter
 * than a page (pdfmake drops the rest), so only short beginnings are.
 */
const section = (w: Writing, title: string, number: number | null, first: Content[]): Content => ({
  unbreakable: true,
  stack: [
    {
      margin: [0, 11, 0, 0],
      columns:
        number === null
          ? [{ width: '*', text: title, fontSize: sizes.section, bold: true }]
          : [
              { width: 17, text: String(number), fontSize: sizes.section, bold: true },
              { width: '*', text: title, fontSize: sizes.section, bold: true },
            ],
    },
    rule(textWidth(w.print.paper), 1.1, '#000000', [0, 2, 0, 4]),
    ...first,
  ],
});

const rule = (
  width: number,
  lineWidth: number,
  lineColor: string,
  margin: [number, number, number, number],
): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor }],
  margin,
});

const problemBlock = (w: Writing, problem: ProblemContent, number: number): Content[] => {
  const { words } = w;
  const quote: Content[] = problem.ownWords
    ? [{ text: `${words.ownWords} ${words.quote(problem.ownWords)}`, margin: [0, 0, 0, 4] }]
    : [];
  const [firstGoal, ...otherGoals] = problem.goals;
  const goals = firstGoal ? goalTable(w, [firstGoal], true) : null;
  const whole =
    (problem.ownWords?.length ?? 0) + (firstGoal ? lettersOf(goalTexts(firstGoal)) : 0) <=
    tallRowLetters;
  const opening: Content[] = [...quote, goals ?? { text: words.noGoals, color: greys.label }];
  return [
    section(w, problem.title, number, whole ? opening : []),
    ...(whole ? [] : opening),
    ...otherGoals.map((goal) => goalTable(w, [goal], false)),
    ...(problem.activities.length > 0 ? [activityTable(w, problem.activities)] : []),
    ...(problem.barriers.length > 0 ? [barrierTable(w, problem.barriers)] : []),
  ];
};

const lettersOf = (texts: readonly (string | null)[]): number =>
  texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);

// ---- Tables -----------------------------------------------------------------------------------

const headCells = (titles: readonly string[]): TableCell[] =>
  titles.map((text) => ({ text, fontSize: sizes.label, color: greys.label }));

/** A table of hairlines; its head is repeated on each page, and a row stays whole where it can. */
const table = (
  widths: (number | string)[],
  head: readonly string[] | null,
  rows: TableCell[][],
  keepWhole: boolean,
): ContentTable => ({
  margin: [0, head ? 4 : 0, 0, 0],
  table: {
    widths,
    headerRows: head ? 1 : 0,
    ...(head && keepWhole ? { keepWithHeaderRows: 1 } : {}),
    dontBreakRows: keepWhole,
    body: [...(head ? [headCells(head)] : []), ...rows],
  },
  layout: {
    hLineWidth: (line) => (line === 0 ? 0 : 0.75),
    hLineColor: (line) => (head && line === 1 ? greys.inner : greys.row),
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingRight: () => 6,
    paddingTop: (row) => (head && row === 0 ? 1 : 2.5),
    paddingBottom: (row) => (head && row === 0 ? 1 : 2.5),
  },
});

/** Shares of the text's width as column widths in points; padding is taken off each. */
const shares = (w: Writing, ...parts: number[]): number[] =>
  parts.map((part) => part * textWidth(w.print.paper) - 6);

const goalTexts = (goal: GoalContent): (string | null)[] => [
  goal.description,
  goal.ownWords,
  goal.baseline,
  goal.target,
  goal.progress.at(-1)?.statement ?? null,
];

const goalTable = (w: Writing, goals: readonly GoalContent[], withHead: boolean): Content => {
  const { words } = w;
  return table(
    shares(w, 0.27, 0.12, 0.11, 0.11, 0.39),
    withHead ? [words.goal, words.baseline, words.target, words.by, words.progress] : null,
    goals.map((goal) => goalRow(w, goal)),
    goals.every((goal) => lettersOf(goalTexts(goal)) <= tallRowLetters),
  );
};

const goalRow = (w: Writing, goal: GoalContent): TableCell[] => [
  {
    stack: [
      { text: goal.description, bold: true },
      ...(goal.measure ? [{ text: goal.measure }] : []),
      ...(goal.ownWords ? [{ text: w.words.quote(goal.ownWords) }] : []),
    ],
  },
  goal.baseline ?? '–',
  goal.target ?? '–',
  goal.dueOn ? w.dates.short(goal.dueOn) : '–',
  progressCell(w, goal),
];

/** Width and height of a printed progress line, in points. */
const lineBox = { width: 86, height: 20 };
const endedGoal = new Set(['on-hold', 'completed', 'cancelled', 'rejected', 'entered-in-error']);

const progressCell = (w: Writing, goal: GoalContent): TableCell => {
  const { dates, labels, words } = w;
  const newest = goal.progress.at(-1);
  const status = endedGoal.has(goal.lifecycleStatus)
    ? `${labels.achievement[goal.achievementStatus]}. ${labels.goalStatus[goal.lifecycleStatus]}`
    : labels.achievement[goal.achievementStatus];
  if (!newest) return { text: endedGoal.has(goal.lifecycleStatus) ? status : words.notMeasured };
  const at = dates.short(dates.dateOf(newest.at));
  const said: Content[] = [
    newest.value === null
      ? { text: at }
      : { text: [{ text: newest.value, bold: true }, `, ${at}`] },
    { text: status },
  ];
  const statement: Content[] = newest.statement
    ? [{ text: newest.statement, margin: [0, 2, 0, 0] }]
    : [];
  const line = progressLine(goal);
  if (!line) return { stack: [...said, ...statement] };
  return {
    stack: [
      {
        columns: [
          { width: lineBox.width + 8, canvas: lineCanvas(line), margin: [0, 3, 0, 0] },
          {
            width: 26,
            text: line.target === null ? '' : String(line.target),
            fontSize: sizes.label,
            color: '#333333',
            // The number stands at the height of its dashed line.
            margin: [
              0,
              Math.max(0, (placedLine(line, lineBox.width, lineBox.height).targetY ?? 0) - 2),
              0,
              0,
            ],
          },
          { width: '*', stack: said },
        ],
      },
      ...statement,
    ],
  };
};

const lineCanvas = (line: NonNullable<ReturnType<typeof progressLine>>) => {
  const { points, targetY } = placedLine(line, lineBox.width - 4, lineBox.height);
  const placed = points.map(({ x, y }) => ({ x: x + 2, y }));
  return [
    ...(targetY === null
      ? []
      : [
          {
            type: 'line' as const,
            x1: 0,
            y1: targetY,
            x2: lineBox.width + 2,
            y2: targetY,
            lineWidth: 0.75,
            lineColor: '#555555',
            dash: { length: 1.5, space: 2.25 },
          },
        ]),
    { type: 'polyline' as const, points: placed, lineWidth: 1.05, lineColor: '#000000' },
    ...placed.map(({ x, y }, index) => {
      const last = index === placed.length - 1;
      return {
        type: 'ellipse' as const,
        x,
        y,
        r1: last ? 2.1 : 1.35,
        r2: last ? 2.1 : 1.35,
        color: last ? '#000000' : '#ffffff',
        lineColor: '#000000',
        lineWidth: 0.75,
      };
    }),
  ];
};

const workShares = [0.33, 0.24, 0.13, 0.15, 0.15] as const;

const activityTable = (w: Writing, activities: readonly ActivityContent[]): Content => {
  const { words, dates, labels } = w;
  return table(
    shares(w, ...workShares),
    [words.intervention, words.who, words.howOften, words.due, words.status],
    activities.map((activity) => [
      activity.description,
      ownerWords(activity) ?? '–',
      activity.frequency ?? '–',
      activity.dueOn ? dates.short(activity.dueOn) : '–',
      labels.activityStatus[activity.status],
    ]),
    true,
  );
};

const barrierTable = (w: Writing, barriers: readonly BarrierContent[]): Content => {
  const { words, dates, labels } = w;
  const today = dates.dateOf(w.print.printedAt);
  const state = (barrier: BarrierContent): string =>
    barrier.resolvedAt
      ? words.resolvedOn(dates.short(dates.dateOf(barrier.resolvedAt)))
      : words.openDays(Math.max(0, daysBetween(dates.dateOf(barrier.openedAt), today)));
  return table(
    shares(w, ...workShares),
    [words.barrier, words.removableBy, words.severity, words.due, words.status],
    barriers.map((barrier) => [
      {
        stack: [
          { text: barrier.title, bold: barrier.severity === 'high' && barrier.resolvedAt === null },
          ...(barrier.detail ? [{ text: barrier.detail }] : []),
          ...(barrier.resolvedAt && barrier.resolution ? [{ text: barrier.resolution }] : []),
        ],
      },
      barrier.removableBy ?? ownerWords(barrier) ?? '–',
      labels.severity[barrier.severity],
      barrier.dueAt ? dates.shortMoment(barrier.dueAt) : '–',
      state(barrier),
    ]),
    barriers.every((barrier) => (barrier.detail?.length ?? 0) <= tallRowLetters),
  );
};

// ---- Team and signatures ----------------------------------------------------------------------

const team = (w: Writing): Content[] => {
  const { words, print } = w;
  if (print.team.length === 0) return [section(w, words.careTeam, null, [{ text: words.noTeam }])];
  const widths = shares(w, 0.28, 0.28, 0.3, 0.14);
  const rows = print.team.map(({ name, role, organization, phone }): TableCell[] => [
    name,
    labelOf(words.teamRole, role),
    organization ?? '–',
    phone ?? '–',
  ]);
  const head = [words.name, words.role, words.organization, words.phone];
  return [
    section(w, words.careTeam, null, [table(widths, head, rows.slice(0, 1), true)]),
    ...(rows.length > 1 ? [table(widths, null, rows.slice(1), true)] : []),
  ];
};

const signatures = (w: Writing): Content[] => {
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
        words.caseManager,
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
