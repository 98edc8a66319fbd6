import { expect, test } from 'vitest';
import { planChanges } from '../../shared/careplans/changes';
import { withLiveState } from '../../shared/careplans/live';
import { mayTurn } from '../../shared/careplans/plan';
import { planStatuses } from '../../shared/careplans/statuses';
import {
  plainActivity,
  typedMeasure,
  untied,
  type PlanContent,
  type ProblemContent,
} from '../../shared/careplans/version';

const goal = (id: string, more = {}): ProblemContent['goals'][number] => ({
  id,
  description: `Goal ${id}`,
  measure: null,
  ...typedMeasure,
  baseline: null,
  target: '100 ft',
  dueOn: '2026-03-20',
  ownWords: null,
  lifecycleStatus: 'active',
  achievementStatus: 'in-progress',
  progress: [],
  ...more,
});
const activity = (id: string, more = {}): ProblemContent['activities'][number] => ({
  id,
  description: `Do ${id}`,
  kind: null,
  ownerId: null,
  ownerName: 'Joss Fenwillow, PT',
  ownerRole: null,
  ...plainActivity,
  frequency: null,
  dueOn: null,
  status: 'in-progress',
  ...more,
});
const problem = (id: string, more: Partial<ProblemContent> = {}): ProblemContent => ({
  id,
  title: `Problem ${id}`,
  source: null,
  conditionId: null,
  ownWords: null,
  goals: [goal(`${id}-g`)],
  activities: [activity(`${id}-a`)],
  barriers: [],
  ...more,
});
const plan = (problems: ProblemContent[], more: Partial<PlanContent> = {}): PlanContent => ({
  format: 1,
  title: 'Hip fracture',
  reviewOn: '2026-03-13',
  agreedBy: null,
  agreedOn: null,
  agreement: null,
  problems,
  ...more,
});
const brief = (a: PlanContent, b: PlanContent) =>
  planChanges(a, b).map(({ kind, record, problem: number, field }) => [
    kind,
    record,
    number,
    field,
  ]);

const base = plan([problem('1'), problem('2')]);

test('the same text has no changes', () => {
  expect(planChanges(base, structuredClone(base))).toEqual([]);
});

test.each<[string, PlanContent, unknown[]]>([
  [
    'a target that changed',
    plan([problem('1', { goals: [goal('1-g', { target: '150 ft' })] }), problem('2')]),
    [['changed', 'goal', 1, 'target']],
  ],
  [
    'an intervention that came',
    plan([problem('1'), problem('2', { activities: [activity('2-a'), activity('2-b')] })]),
    [['added', 'activity', 2, null]],
  ],
  [
    'a goal that went',
    plan([problem('1', { goals: [] }), problem('2')]),
    [['removed', 'goal', 1, null]],
  ],
  [
    'a problem that came, as one change',
    plan([problem('1'), problem('2'), problem('3')]),
    [['added', 'problem', 3, null]],
  ],
  ['a problem that went, as one change', plan([problem('2')]), [['removed', 'problem', 1, null]]],
  ['another order', plan([problem('2'), problem('1')]), [['moved', 'plan', null, null]]],
  [
    'another owner',
    plan([problem('1', { activities: [activity('1-a', { ownerName: 'Robin' })] }), problem('2')]),
    [['changed', 'activity', 1, 'owner']],
  ],
  [
    'the review date',
    plan(base.problems, { reviewOn: '2026-03-20' }),
    [['changed', 'plan', null, 'reviewOn']],
  ],
])('%s is told', (_what, after, expected) => {
  expect(brief(base, after)).toEqual(expected);
});

test('what is recorded live is no change of the text', () => {
  const after = plan([
    problem('1', {
      goals: [goal('1-g', { achievementStatus: 'achieved', lifecycleStatus: 'completed' })],
      activities: [activity('1-a', { status: 'completed' })],
    }),
    problem('2'),
  ]);
  expect(planChanges(base, after)).toEqual([]);
});

test('a changed value is told before and after', () => {
  const after = plan(base.problems, { title: 'Hip fracture, right' });
  expect(planChanges(base, after)).toMatchObject([
    { field: 'title', before: 'Hip fracture', after: 'Hip fracture, right' },
  ]);
});

test('the newest version shows progress and statuses of today, and no barrier entered in error', () => {
  const barrier = {
    id: 'b',
    category: 'housing',
    title: 'No home',
    detail: null,
    severity: 'high' as const,
    removableBy: null,
    ...untied,
    ownerId: null,
    ownerName: null,
    dueAt: null,
    openedAt: '2026-03-09T12:00:00.000Z',
    resolvedAt: null,
    resolution: null,
  };
  const signed = plan([problem('1', { barriers: [barrier, { ...barrier, id: 'wrong' }] })]);
  const shown = withLiveState(signed, {
    goals: new Map([
      ['1-g', { lifecycleStatus: 'completed', achievementStatus: 'achieved', progress: [] }],
    ]),
    activities: new Map([['1-a', { status: 'completed', outcome: 'Twice' }]]),
    barriers: new Map([['b', { resolvedAt: '2026-03-11T12:00:00.000Z', resolution: 'Shelter' }]]),
  });
  expect(shown.problems[0]).toMatchObject({
    goals: [{ achievementStatus: 'achieved', target: '100 ft' }],
    activities: [{ status: 'completed', outcome: 'Twice' }],
    barriers: [{ id: 'b', resolution: 'Shelter' }],
  });
  expect(shown.problems[0]!.barriers).toHaveLength(1);
});

test('a plan entered in error goes nowhere, and no status turns into draft', () => {
  expect(planStatuses.filter((to) => mayTurn('entered-in-error', to))).toEqual([]);
  expect(planStatuses.filter((from) => mayTurn(from, 'draft'))).toEqual([]);
});
