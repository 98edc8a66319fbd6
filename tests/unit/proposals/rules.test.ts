import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { instruments } from '../../../electron/clinical/instruments';
import { proposalLists as lists } from '../../../electron/clinical/proposals';
import { templates } from '../../../electron/clinical/templates';
import type { Instrument } from '../../../shared/clinical/instruments/definition';
import type { PlanClass } from '../../../shared/coverage/coverage';
import { linesAsProposed, placeIn } from '../../../shared/proposals/acceptance';
import { openProposals, type Decided, type Verdict } from '../../../shared/proposals/decide';
import { dueBy, type StayDates } from '../../../shared/proposals/due';
import { fromAssessments, type Answered } from '../../../shared/proposals/from-assessments';
import { fromConditions, fromNeeds } from '../../../shared/proposals/from-record';
import { proposalListsOf } from '../../../shared/proposals/lists';
import { hashOf, reasonWords, type Proposed } from '../../../shared/proposals/proposal';
import { saysTheSame, similarTo, type StandingLine } from '../../../shared/proposals/similar';
import { suggest, suggestible } from '../../../shared/proposals/suggest';
import { say, shipped, type Said } from '../../support/instruments';

const library = suggestible(templates, lists);
const at = '2026-03-14T14:00:00.000Z';

const answered = (id: string, said: Record<string, Said>): Answered => ({
  ...{ id: `r-${id}`, instrument: shipped(id), facts: {}, completedAt: at },
  answers: say(shipped(id), said),
});
const propose = (said: Record<string, Record<string, Said>>, payer: PlanClass | null = null) =>
  fromAssessments(
    Object.entries(said).map(([id, answers]) => answered(id, answers)),
    lists,
    payer,
  );
const titles = (all: readonly Proposed[]): string[] => all.map(({ title }) => title.en).sort();

describe('what answers propose', () => {
  it.each<[string, Record<string, Record<string, Said>>, PlanClass | null, string[]]>([
    ['a transport need', { ahc: { 'ahc.5': 'yes' } }, null, ['Transport']],
    ['no transport need', { ahc: { 'ahc.5': 'no' } }, null, []],
    ['an answer refused', { ahc: { 'ahc.5': 'an-refused' } }, null, []],
    [
      'a ride',
      { intake: { 'in.ride': 'none' } },
      null,
      ['Ride home and to the first visit booked'],
    ],
    [
      'oxygen, twice said, once proposed',
      { intake: { 'in.equip': ['o2'], 'in.needs': ['o2'] } },
      null,
      ['Fill in the post-acute needs: oxygen', 'Home with oxygen'],
    ],
    [
      'a skilled nursing place under Medicare Advantage',
      { intake: { 'in.needs': ['snf'] } },
      'medicareAdvantage',
      ['Fill in the post-acute needs: skilled nursing', 'SNF placement, Medicare Advantage'],
    ],
    [
      'under traditional Medicare',
      { intake: { 'in.needs': ['snf'] } },
      'medicare',
      ['Fill in the post-acute needs: skilled nursing', 'SNF placement, traditional Medicare'],
    ],
    [
      'under no payer that is known',
      { intake: { 'in.needs': ['snf'] } },
      null,
      ['Fill in the post-acute needs: skilled nursing'],
    ],
  ])('%s', (_what, said, payer, expected) => {
    expect(titles(propose(said, payer))).toEqual(expected);
  });

  it('says the form, the day and the answer, in both languages', () => {
    const [ride] = propose({ intake: { 'in.ride': 'str' } });
    expect(ride?.ground.reasons).toEqual([
      {
        ...{ from: { en: 'Intake', es: 'Evaluación inicial' }, at, assessmentId: 'r-intake' },
        words: { en: 'Ride: needs stretcher', es: 'Transporte: necesita camilla' },
      },
    ]);
  });

  it('asks once for what two forms say, on both grounds', () => {
    const both = propose({ intake: { 'in.read': 4 }, sils: { 'sils.1': '4' } });
    const plain = both.filter(({ title }) => title.en.startsWith('Teach with pictures'));
    expect(plain).toHaveLength(1);
    expect(plain[0]!.ground.reasons.map(({ from }) => from?.en)).toEqual(['Intake', 'SILS']);
    // Either alone is another ground.
    const one = propose({ sils: { 'sils.1': '4' } });
    expect(one[0]!.key).toBe(plain[0]!.key);
    expect(one[0]!.ground.key).not.toBe(plain[0]!.ground.key);
  });

  it('brings the tasks of a bundle, each owned as its kind says', () => {
    const bundle = propose({ intake: { 'in.equip': ['o2'] } }).find(({ kind }) => kind === 'tasks');
    expect(bundle?.tasks.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      ...['tk-o2test rn', 'tk-dme dp', 'tk-o2 dp', 'tk-teach rn', 'tk-followup dp', 'tk-ride dp'],
    ]);
  });
});

describe('the shipped files', () => {
  const rules = instruments.newest.flatMap(({ id, proposals }) =>
    [...proposals, ...lists.rules.filter((r) => r.instrument === id).map((r) => r.proposal)].map(
      (rule) => ({ id, rule }),
    ),
  );

  it('name only tasks, bundles and library lines that there are', () => {
    for (const { rule } of rules) {
      if (rule.kind === 'bundle') expect(lists.bundle(rule.ref ?? ''), rule.id).toBeDefined();
      if (rule.kind === 'task') expect(lists.taskKind(rule.ref ?? ''), rule.id).toBeDefined();
      // Each goal or intervention has a problem to stand under.
      if (rule.kind === 'goal' || rule.kind === 'intervention')
        expect(lists.place(rule.id)?.under, rule.id).toBeDefined();
      expect(lists.role(rule.owner), rule.id).toBeDefined();
      const { item } = lists.place(rule.id) ?? {};
      if (item !== undefined) expect(library.has(item), item).toBe(true);
    }
    expect(rules.length).toBeGreaterThan(60);
  });

  it('refuse an unknown field and a task that is nowhere', () => {
    const files = { taskKinds: { kinds: [] }, bundles: { bundles: [] }, proposals: {} };
    expect(() => proposalListsOf(files)).toThrow();
    const kind = {
      ...{ id: 'tk-other', en: 'a', es: 'b', minutes: 1 },
      stake: 'none',
      owner: 'cm',
    };
    const proposals = { roles: [], rejectReasons: [], rules: [], places: [], taskKinds: {} };
    const bundles = (task: string) => ({
      bundles: [{ id: 'one', text: { en: 'a', es: 'b' }, tasks: [{ kind: task, due: null }] }],
    });
    const read = (task: string) =>
      proposalListsOf({ taskKinds: { kinds: [kind] }, bundles: bundles(task), proposals });
    expect(read('tk-other').bundles).toHaveLength(1);
    expect(() => read('tk-nowhere')).toThrow('tk-nowhere');
  });
});

describe('conditions and needs', () => {
  const failure = { code: 'I50.23', display: 'Heart failure', recordedAt: at };
  it('a code proposes its situation; a further one is another ground', () => {
    const [one] = fromConditions([failure], templates.offers);
    expect(one).toMatchObject({
      key: 'c:heart-failure',
      kind: 'template',
      ground: { key: 'I50.23' },
    });
    const more = [failure, { code: 'i50.9', display: 'Heart failure', recordedAt: at }];
    expect(fromConditions(more, templates.offers)[0]?.ground.key).toBe('I50.23|I50.9');
    expect(fromConditions([{ ...failure, code: 'Z99.9' }], templates.offers)).toEqual([]);
  });

  it('a typed need is a problem in its own words, or the line that was chosen', () => {
    const need = { id: 'x', words: 'needs a ride to dialysis', item: null, typedAt: at };
    expect(fromNeeds([need], library, lists)[0]).toMatchObject({
      ...{ kind: 'problem', title: { en: need.words, es: need.words } },
    });
    const chosen = fromNeeds([{ ...need, item: 'lib-g-ride-set' }], library, lists)[0]!;
    expect(chosen).toMatchObject({
      ...{ kind: 'goal', title: { en: 'A ride is set for each booked visit' } },
      library: { templateId: 'library', item: 'lib-g-ride-set' },
      under: { en: 'No way to get to visits' },
    });
    const bundle = fromNeeds([{ ...need, item: 'home-with-oxygen' }], library, lists)[0]!;
    expect([bundle.kind, bundle.tasks.length]).toEqual(['tasks', 6]);
  });
});

describe('suggestions for what is typed', () => {
  const found = (typed: string, used: [string, number][] = []): string[] =>
    suggest(typed, library, new Map(used)).map(({ id }) => id);

  it.each([
    ['needs a ride to dialysis', /ride|dia-/],
    ['home oxygen', /home-with-oxygen|o2|oxy|copd/],
    ['transporte para la cita', /ride|cita|clinic|visit/],
    ['cannot pay for medicines', /lib-p-afford/],
  ])('“%s”', (typed, first) => {
    expect(found(typed)[0]).toMatch(first);
  });

  it('at most eight are shown', () => {
    expect(found('ride to dialysis')).toHaveLength(8);
  });

  it('words that say nothing find nothing', () => {
    expect(found('she needs to have it')).toEqual([]);
    expect(found('  ')).toEqual([]);
  });

  it('of lines that fit alike, the one used most comes first', () => {
    const line = library.get('lib-i-ride-book')!;
    const two = new Map(['a', 'b'].map((id) => [id, { ...line, id }]));
    const first = (used: [string, number][]) => suggest('ride', two, new Map(used))[0]?.id;
    expect(first([])).toBe('a');
    expect(first([['b', 3]])).toBe('b');
    const both: [string, number][] = [
      ['a', 4],
      ['b', 3],
    ];
    expect(first(both)).toBe('a');
    // Words come before use.
    expect(found('pay for medicines', [['lib-p-ride', 90]])[0]).toBe('lib-p-afford');
  });
});

describe('what says the same already', () => {
  it.each<[string, string, boolean]>([
    ['Ride home and to the first visit booked', 'ride home and to the first visit  booked', true],
    ['Ride home booked', 'Ride home and to the first visit booked', true],
    ['Walks 150 ft with a walker', 'Climbs 12 steps with a walker', false],
    ['Transport', 'Transporte', false],
  ])('%s | %s', (a, b, same) => {
    expect(saysTheSame(a, b)).toBe(same);
    expect(saysTheSame(b, a)).toBe(same);
  });

  const line = (values: Partial<StandingLine>): StandingLine => ({
    ...{ record: 'goal', id: 'g', text: 'Another thing altogether', code: null },
    ...values,
  });

  it('is found by words, by code, and a problem by its own goal', () => {
    const ride = propose({ intake: { 'in.ride': 'none' } })[0]!;
    const words = line({ text: 'Ride home and to the first visit booked' });
    expect(similarTo(ride, [line({}), words])).toEqual([words]);
    const transport = propose({ ahc: { 'ahc.5': 'yes' } })[0]!;
    expect(similarTo(transport, [words])).toEqual([words]);
    const byCode = line({ record: 'problem', id: 'p', code: 'lib-p-ride' });
    expect(similarTo(transport, [line({}), byCode])).toEqual([byCode]);
    const doctor = propose({ intake: { 'in.pcp': 'none' } })[0]!;
    const task = line({ record: 'task', id: 't', text: 'Anything', code: 'tk-followup' });
    expect(similarTo(doctor, [task])).toEqual([task]);
  });

  it('a goal stands under the problem of the same item or words, else under a new one', () => {
    const ride = propose({ intake: { 'in.ride': 'none' } })[0]!;
    const none = { id: 'a', text: 'Pain', code: null };
    expect(placeIn(ride, [none, { id: 'b', text: 'x', code: 'lib-p-ride' }])).toBe('b');
    expect(placeIn(ride, [none, { id: 'c', text: 'No way to get to visits', code: null }])).toBe(
      'c',
    );
    expect(placeIn(ride, [none])).toBeNull();
    expect(linesAsProposed(ride, 'es', '2026-03-19', null)).toMatchObject({
      ...{ problemId: null, problem: 'Sin cómo llegar a las citas' },
      goal: { dueOn: '2026-03-19', role: 'dp' },
    });
  });
});

const dates: StayDates = {
  ...{ now: '2026-03-12T13:42:00.000Z', zone: 'America/New_York', holidays: new Set() },
  ...{ admittedAt: '2026-03-07T21:20:00.000Z', dischargeOn: '2026-03-20' },
};

test.each([
  ['EDD − 1', { from: 'edd', days: -1 }, null, '2026-03-19'],
  ['today', { from: 'today' }, null, '2026-03-12'],
  ['two business days over a weekend', { from: 'now', businessDays: 2 }, null, '2026-03-16'],
  ['two days', { from: 'now', days: 2 }, null, '2026-03-14'],
  ['four hours', { from: 'now', hours: 4, withinWorkday: true }, '2026-03-12T17:42:00.000Z', null],
  [
    'ten hours, cut at 18:00',
    { from: 'now', hours: 10, withinWorkday: true },
    '2026-03-12T22:00:00.000Z',
    null,
  ],
  ['after discharge', { from: 'discharge', businessDays: 2 }, null, '2026-03-24'],
  ['at teaching', { from: 'teaching' }, null, null],
] as const)('due %s', (_what, rule, dueAt, dueOn) => {
  expect(dueBy(rule, dates)).toEqual({ dueAt, dueOn });
});

test('a day before leaving that has passed is today; without a date nothing is dated', () => {
  const rule = { from: 'edd', days: -1 } as const;
  expect(dueBy(rule, { ...dates, dischargeOn: '2026-03-12' }).dueOn).toBe('2026-03-12');
  expect(dueBy(rule, { ...dates, dischargeOn: null })).toEqual({ dueAt: null, dueOn: null });
});

describe('decisions', () => {
  const decided = (proposed: Proposed, verdict: Verdict): Decided => ({
    ...{ key: proposed.key, verdict, ground: hashOf(proposed.ground.key) },
    groundWords: reasonWords(proposed.ground),
  });

  it('a rejected one stays away, and comes back saying what it was when the answer changes', () => {
    const before = propose({ intake: { 'in.ride': 'none' } })[0]!;
    const decisions = new Map([[before.key, decided(before, 'rejected')]]);
    expect(openProposals([before], decisions)).toEqual([]);
    const after = propose({ intake: { 'in.ride': 'str' } })[0]!;
    expect(openProposals([after], decisions)).toMatchObject([
      { before: { verdict: 'rejected', words: { en: 'Ride: no way' } } },
    ]);
  });

  const ride = fc.constantFrom('self', 'none', 'wcv', 'str');
  const help = fc.constantFrom('always', 'rare', 'none');
  const yesNo = fc.constantFrom('yes', 'no');
  const someAnswers = fc.record({
    intake: fc.record({ 'in.ride': ride, 'in.help': help }, { requiredKeys: [] }),
    ahc: fc.record(
      { 'ahc.5': yesNo, 'ahc.3': fc.constantFrom('often', 'never') },
      { requiredKeys: [] },
    ),
  });

  it('never proposes one thing twice, and asks again exactly when a ground changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(someAnswers, fc.constantFrom<Verdict>('accepted', 'rejected', 'used'))),
        (steps) => {
          const decisions = new Map<string, Decided>();
          const grounds = new Map<string, string>();
          for (const [said, verdict] of steps) {
            const all = propose(said);
            expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
            const open = openProposals(all, decisions).map(({ proposed }) => proposed.key);
            const due = all.filter(({ key, ground }) => grounds.get(key) !== ground.key);
            expect(open).toEqual(due.map(({ key }) => key));
            for (const one of all) {
              decisions.set(one.key, decided(one, verdict));
              grounds.set(one.key, one.ground.key);
            }
            // Decided: nothing is left, however often one looks.
            expect(openProposals(all, decisions)).toEqual([]);
          }
        },
      ),
    );
  });

  it('the order in which forms were filled in changes no ground', () => {
    fc.assert(
      fc.property(someAnswers, (said) => {
        const list = Object.entries(said).map(([id, answers]) => answered(id, answers));
        const keys = (all: readonly Answered[]) =>
          fromAssessments(all, lists, null)
            .map(({ key, ground }) => `${key} ${ground.key}`)
            .sort();
        expect(keys([...list].reverse())).toEqual(keys(list));
      }),
    );
  });

  it('all keys and grounds of all rules keep to what the calls take', () => {
    const key = /^[a-z]:[a-z0-9:-]{1,180}$/;
    const always = (instrument: Instrument): Instrument => ({
      ...instrument,
      proposals: instrument.proposals.map((rule) => ({ ...rule, when: { all: [] as never } })),
    });
    for (const instrument of instruments.newest) {
      const one = {
        id: 'r',
        instrument: always(instrument),
        answers: {},
        facts: {},
        completedAt: at,
      };
      for (const each of fromAssessments([one], lists, null)) {
        expect(each.key).toMatch(key);
        expect(hashOf(each.ground.key)).toMatch(/^[0-9a-f]{16}$/);
      }
    }
  });
});
