/** Goals of a printed plan: what, baseline, target, date, and the line of their progress. */
import type { Content, TableCell } from 'pdfmake/interfaces';
import { attainmentLevels, levelFields } from '../../shared/careplans/measure-check';
import { placedLine, progressLine } from '../../shared/careplans/measure';
import { isPursued } from '../../shared/careplans/plan';
import type { GoalContent } from '../../shared/careplans/version';
import { lettersOf, shares, table, tallRowLetters, type Writing } from './layout';
import { sizes } from './page';

export const goalTexts = (goal: GoalContent): (string | null)[] => [
  goal.description,
  goal.ownWords,
  goal.measureKind === 'attainment' ? levelsInWords(goal) : null,
  goal.baseline,
  goal.target,
  goal.progress.at(-1)?.statement ?? null,
];

export const goalTable = (
  w: Writing,
  goals: readonly GoalContent[],
  withHead: boolean,
): Content => {
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
      ...(goal.measureKind === 'attainment' ? [{ text: levelsInWords(goal) }] : []),
      ...(goal.ownWords ? [{ text: w.words.quote(goal.ownWords) }] : []),
    ],
  },
  valueWords(w, goal, goal.baseline),
  valueWords(w, goal, goal.target),
  goal.dueOn ? w.dates.short(goal.dueOn) : '–',
  progressCell(w, goal),
];

/** The levels that have words, the best first: `+1 walks to the door`. */
const levelsInWords = (goal: GoalContent): string =>
  attainmentLevels
    .toReversed()
    .flatMap((level) => {
      const said = goal[levelFields[level]];
      return said === null ? [] : [`${level.replace('-', '−')} ${said}`];
    })
    .join('; ');

/** A value on paper: a dash for none, yes and no in words, a level with its sign. */
const valueWords = ({ words }: Writing, goal: GoalContent, value: string | null): string => {
  if (value === null) return '–';
  if (goal.measureKind === 'yes-no' && (value === 'yes' || value === 'no')) return words[value];
  return goal.measureKind === 'attainment' ? value.replace('-', '−') : value;
};

/** Width and height of a printed progress line, in points. */
const lineBox = { width: 86, height: 20 };

const progressCell = (w: Writing, goal: GoalContent): TableCell => {
  const { dates, labels, words } = w;
  const newest = goal.progress.at(-1);
  const status = !isPursued(goal.lifecycleStatus)
    ? `${labels.achievement[goal.achievementStatus]}. ${labels.goalStatus[goal.lifecycleStatus]}`
    : labels.achievement[goal.achievementStatus];
  if (!newest) return { text: !isPursued(goal.lifecycleStatus) ? status : words.notMeasured };
  const at = dates.short(dates.dateOf(newest.at));
  const said: Content[] = [
    newest.value === null
      ? { text: at }
      : { text: [{ text: valueWords(w, goal, newest.value), bold: true }, `, ${at}`] },
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
