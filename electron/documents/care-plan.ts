/** The clinician's care plan as a document: summary, numbered problems, team, signatures. */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { ownerWords } from '../../shared/careplans/changes';
import { labelOf, planLabels } from '../../shared/careplans/labels';
import type {
  ActivityContent,
  BarrierContent,
  ProblemContent,
} from '../../shared/careplans/version';
import { daysBetween } from '../../shared/time';
import { signatures, team } from './care-plan-closing';
import { goalTable, goalTexts } from './care-plan-goals';
import type { CarePlanPrint } from './care-plan-print';
import { printDates } from './dates';
import { dispositionName } from './dispositions';
import { lettersOf, section, shares, table, tallRowLetters, type Writing } from './layout';
import { greys, pageOf, sizes } from './page';
import { printWords } from './words';

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

const summary = (w: Writing): Content => {
  const { print, words, dates } = w;
  const { stay } = print;
  const admitted = [
    stay.admittedAt ? dates.full(dates.dateOf(stay.admittedAt)) : null,
    stay.class ? labelOf(words.stayClass, stay.class) : null,
  ].filter(Boolean);
  const alerts = [
    allergiesInWords(w),
    print.codeStatus === null ? words.codeNotRecorded : words.codeStatus[print.codeStatus],
  ];
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
    [words.alerts, alerts.join('. '), true],
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

const allergiesInWords = ({ print, words }: Writing): string => {
  if (print.allergies === null) return words.allergiesNotRecorded;
  if (print.allergies === 'none') return words.noAllergies;
  if (print.allergies === 'noneCurrent') return words.noCurrentAllergy;
  return words.allergyTo(print.allergies.join(', '));
};

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

const workShares = [0.33, 0.24, 0.13, 0.15, 0.15] as const;

const activityTable = (w: Writing, activities: readonly ActivityContent[]): Content => {
  const { words, dates, labels } = w;
  return table(
    shares(w, ...workShares),
    [words.intervention, words.who, words.howOften, words.due, words.status],
    activities.map((activity) => [
      {
        stack: [
          { text: activity.description },
          ...(activity.outcome ? [{ text: words.outcome(activity.outcome) }] : []),
        ],
      },
      [ownerWords(activity) ?? '–', activity.ownerContact].filter(Boolean).join(', '),
      activity.frequency ?? '–',
      [activity.startOn, activity.dueOn].some(Boolean)
        ? [activity.startOn, activity.dueOn]
            .map((day) => (day ? dates.short(day) : ''))
            .filter(Boolean)
            .join(' – ')
        : '–',
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
