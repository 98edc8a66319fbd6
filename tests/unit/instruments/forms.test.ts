import { describe, expect, test } from 'vitest';
import { answered } from '../../../shared/clinical/instruments/answers';
import { offersFrom } from '../../../shared/clinical/instruments/carry-forward';
import { opensBy, outcomeOf } from '../../../shared/clinical/instruments/outcome';
import { filledIn } from '../../../shared/clinical/instruments/words';
import { outcome, say, shipped, type Said } from '../../support/instruments';

describe('intake', () => {
  const intake = shipped('intake');

  test('counts 18 numbered questions and takes about four minutes and a half', () => {
    const numbered = intake.items.filter(
      ({ number, partOf }) => /^\d+$/.test(number ?? '') && partOf === undefined,
    );
    expect(numbered.map(({ number }) => number)).toEqual(
      Array.from({ length: 18 }, (_, at) => String(at + 1)),
    );
    const seconds = numbered.reduce((sum, { seconds: each = 0 }) => sum + each, 0);
    expect(seconds).toBe(245);
    expect(numbered.every(({ required }) => required)).toBe(true);
  });

  test.each<[string, Record<string, Said>]>([
    ['fl-interpreter', { 'in.lang': 'es' }],
    ['fl-interpreter', { 'in.lang': 'sgn' }],
    ['fl-no-interpreter', { 'in.lang': 'oth', 'in.lang.interp': 'na' }],
    ['fl-unhoused', { 'in.living': 'shelter' }],
    ['fl-unhoused', { 'in.living': 'street' }],
    ['fl-unhoused', { 'in.living': 'temp' }],
    ['fl-may-lose', { 'in.living': 'home', 'in.living.lose': 'yes' }],
    ['fl-facility', { 'in.living': 'al' }],
    ['fl-facility', { 'in.living': 'nf' }],
    ['fl-alone', { 'in.help': 'rare' }],
    ['fl-alone', { 'in.help': 'none' }],
    ['fl-strain', { 'in.help': 'daily', 'in.help.strain': 'some' }],
    ['fl-strain', { 'in.help': 'always', 'in.help.strain': 'yes' }],
    ['fl-stairs', { 'in.living': 'home', 'in.stairs': 'some', 'in.function.now': 'less' }],
    ['fl-stairs', { 'in.living': 'shared', 'in.stairs': 'many', 'in.function.now': 'much' }],
    ['fl-function', { 'in.function.now': 'much' }],
    ['fl-function', { 'in.function': 'most' }],
    ['fl-function', { 'in.function': 'bed' }],
    ['fl-falls', { 'in.function.falls': 'two' }],
    ['fl-o2', { 'in.equip': ['walker', 'o2'] }],
    ['fl-dialysis', { 'in.services': ['dial'] }],
    ['fl-med-cost', { 'in.meds': 'some' }],
    ['fl-med-cost', { 'in.meds': 'often' }],
    ['fl-med-manage', { 'in.meds.manage': 'none' }],
    ['fl-no-pcp', { 'in.pcp': 'none' }],
    ['fl-no-pcp', { 'in.pcp': 'old' }],
    ['fl-no-payer', { 'in.payer': 'none' }],
    ['fl-no-payer', { 'in.payer': 'pend' }],
    ['fl-reading', { 'in.read': 3 }],
    ['fl-ride', { 'in.ride': 'none' }],
    ['fl-ride', { 'in.ride': 'str' }],
    ['fl-ride', { 'in.ride': 'wcv' }],
    ['fl-safe', { 'in.safe': 'some' }],
    ['fl-safe', { 'in.safe': 'no' }],
    ['fl-si', { 'in.safe': 'no', 'in.safe.what': ['hurt', 'si'] }],
    ['fl-decider', { 'in.decide': 'none' }],
    ['fl-decider', { 'in.decide.today': 'doubt' }],
    ['fl-decider', { 'in.decide.today': 'no' }],
    ['fl-guardian', { 'in.decide': 'guard' }],
    ['fl-differ', { 'in.matters.family': 'diff' }],
  ])('%s is raised by %j', (flag, said) => {
    expect(outcome('intake', said).flag(flag)).toBe('raised');
    expect(outcome('intake', {}).flag(flag)).toBe('open');
  });

  test.each<[string, Record<string, Said>]>([
    ['fl-interpreter', { 'in.lang': 'en' }],
    ['fl-no-interpreter', { 'in.lang': 'en' }],
    ['fl-may-lose', { 'in.living': 'shelter' }],
    ['fl-stairs', { 'in.living': 'home', 'in.stairs': 'few' }],
    ['fl-stairs', { 'in.living': 'nf' }],
    ['fl-reading', { 'in.read': 2 }],
    ['fl-safe', { 'in.safe': 'yes' }],
    ['fl-si', { 'in.safe': 'yes' }],
    ['fl-falls', { 'in.function.falls': 'one' }],
    ['fl-strain', { 'in.help': 'none' }],
  ])('%s is clear by %j', (flag, said) => {
    expect(outcome('intake', said).flag(flag)).toBe('clear');
  });

  test('a refused, unable or unsaid answer raises no flag and clears none', () => {
    for (const reason of ['an-refused', 'an-unable', 'an-na'] as const)
      expect(outcome('intake', { 'in.help': reason }).flag('fl-alone')).toBe('open');
    expect(outcome('intake', { 'in.safe': 'later' }).flag('fl-safe')).toBe('clear');
  });

  test('"asked alone later" is an answer that proposes nothing and says so', () => {
    expect(outcome('intake', { 'in.safe': 'later' }).states['in.safe.what']).toBe('notShown');
  });

  test.each<[string, Record<string, Said>, Record<string, number>]>([
    ['an unhoused patient', { 'in.living': 'street' }, {}],
    ['nobody to help', { 'in.help': 'none' }, {}],
    ['a strained caregiver', { 'in.help': 'daily', 'in.help.strain': 'yes' }, {}],
    ['much help needed', { 'in.function': 'bed' }, {}],
    ['oxygen', { 'in.equip': ['o2'] }, {}],
    ['dialysis', { 'in.services': ['dial'] }, {}],
    ['no payer', { 'in.payer': 'none' }, {}],
    ['nobody to decide', { 'in.decide': 'none' }, {}],
    ['different wishes', { 'in.matters.family': 'diff' }, {}],
    ['a facility', { 'in.living': 'nf' }, {}],
    ['skilled nursing expected', { 'in.needs': ['snf'] }, {}],
    ['a place to live needed', { 'in.needs': ['hh', 'house'] }, {}],
    ['LACE of 10', {}, { lace: 10 }],
    ['80 years and not asked about help', {}, { age: 80 }],
  ])('the discharge planning evaluation opens for %s', (_name, said, facts) => {
    const { flags, instrument } = outcome('intake', said, facts);
    const risk = flags.find(({ id }) => id === 'fl-risk');
    expect(risk?.state).toBe('raised');
    expect(risk?.grounds).toHaveLength(Object.keys(facts).includes('age') ? 2 : 1);
    expect(instrument.flags.at(-1)?.opensClock).toBe('discharge-planning-evaluation');
  });

  test('an unanswered intake never reads as "no risk"', () => {
    expect(outcome('intake', {}, { lace: 4, age: 79 }).flag('fl-risk')).toBe('open');
    expect(outcome('intake', { 'in.help': 'always' }, { age: 80 }).flag('fl-risk')).toBe('open');
  });

  test.each<[string, Record<string, Said>]>([
    ['pr-interp', { 'in.lang': 'es' }],
    ['pr-unhoused', { 'in.living': 'shelter' }],
    ['pr-may-lose', { 'in.living': 'home', 'in.living.lose': 'yes' }],
    ['pr-return', { 'in.living': 'nf' }],
    ['pr-alone', { 'in.help': 'none' }],
    ['pr-strain', { 'in.help': 'daily', 'in.help.strain': 'yes' }],
    ['pr-stairs', { 'in.living': 'home', 'in.stairs': 'many', 'in.function.now': 'less' }],
    ['pr-therapy', { 'in.function': 'bed' }],
    ['pr-therapy', { 'in.function.falls': 'two' }],
    ['pr-o2', { 'in.equip': ['o2'] }],
    ['pr-o2', { 'in.needs': ['o2'] }],
    ['pr-dialysis', { 'in.services': ['dial'] }],
    ['pr-med-cost', { 'in.meds': 'often' }],
    ['pr-med-manage', { 'in.meds.manage': 'none' }],
    ['pr-pcp', { 'in.pcp': 'none' }],
    ['pr-payer', { 'in.payer': 'pend' }],
    ['pr-plain', { 'in.read': 4 }],
    ['pr-ride', { 'in.ride': 'none' }],
    ['pr-safe', { 'in.safe': 'no' }],
    ['pr-si', { 'in.safe': 'no', 'in.safe.what': ['si'] }],
    ['pr-decider', { 'in.decide': 'none' }],
    ['pr-guardian', { 'in.decide': 'guard' }],
    ['pr-family', { 'in.matters.family': 'diff' }],
    ['pr-caregiver', { 'in.caregiver': 'named' }],
    ['pr-needs', { 'in.needs': ['snf'] }],
    ['pr-hosp', { 'in.matters': 'comfort' }],
  ])('%s is proposed by %j and by nothing less', (proposal, said) => {
    expect(outcome('intake', said).proposed).toContain(proposal);
    expect(outcome('intake', {}).proposed).toEqual([]);
  });

  test('a rejected proposal stays away until the answers under it change', () => {
    const key = (said: Record<string, Said>): string | undefined =>
      outcome('intake', said).proposals.find(({ id }) => id === 'pr-ride')?.groundKey;
    expect(key({ 'in.ride': 'none' })).toBe('in.ride=none');
    expect(key({ 'in.ride': 'none', 'in.lang': 'es' })).toBe(key({ 'in.ride': 'none' }));
    expect(key({ 'in.ride': 'wcv' })).not.toBe(key({ 'in.ride': 'none' }));
  });

  test('no alert has words for the family, and each other flag says only what may stand there', () => {
    const family = intake.flags.filter(({ familyText }) => familyText).map(({ id }) => id);
    expect(family).toEqual(['fl-interpreter', 'fl-stairs', 'fl-falls', 'fl-o2']);
    expect(intake.flags.filter(({ kind }) => kind === 'alert').map(({ id }) => id)).toEqual([
      'fl-safe',
      'fl-si',
    ]);
  });

  test('a flag says its answers in both languages', () => {
    const said = say(intake, {
      'in.living': 'home',
      'in.stairs': 'some',
      'in.stairs.rail': 'no',
    });
    const { text } = intake.flags.find(({ id }) => id === 'fl-stairs')!;
    expect(filledIn(text, intake, said, 'en')).toBe('4 to 12 steps, no rail');
    expect(filledIn(text, intake, said, 'es')).toBe('4 a 12 escalones, sin barandal');
    const facility = intake.flags.find(({ id }) => id === 'fl-facility')!;
    expect(
      filledIn(facility.text, intake, say(intake, { 'in.living.fac.org': 'Marlow House' }), 'en'),
    ).toBe('From Marlow House, returns: not asked');
  });

  test('follow-ups appear only on the answer named', () => {
    const shownBy = (said: Record<string, Said>, item: string): string | undefined =>
      outcome('intake', said).states[item];
    expect(shownBy({ 'in.living': 'nf' }, 'in.stairs')).toBe('notShown');
    expect(shownBy({ 'in.living': 'home' }, 'in.stairs')).toBe('open');
    expect(shownBy({}, 'in.stairs')).toBe('notYetShown');
    expect(shownBy({ 'in.help': 'rare' }, 'in.help.who')).toBe('open');
    expect(shownBy({ 'in.help': 'rare' }, 'in.help.strain')).toBe('notShown');
    expect(shownBy({ 'in.services': ['none'] }, 'in.services.who')).toBe('notShown');
    expect(shownBy({ 'in.services': ['hh'] }, 'in.services.who')).toBe('open');
    expect(shownBy({ 'in.safe': 'some' }, 'in.safe.what')).toBe('open');
  });

  test('what depends on a refused answer is never asked and holds nothing up', () => {
    const every = Object.fromEntries(
      intake.items.filter(({ required }) => required).map(({ id }) => [id, 'an-refused'] as const),
    );
    const { open, states, done, of } = outcome('intake', every);
    expect(states['in.stairs']).toBe('notYetShown');
    expect([open, done < of]).toEqual([[], true]);
  });

  test('the caregiver is asked unless the state does not want it', () => {
    const shownIf = (rule?: string): string | undefined =>
      outcomeOf(intake, {}, rule === undefined ? {} : { caregiverRule: rule }).states[
        'in.caregiver'
      ];
    expect(shownIf('on')).toBe('open');
    expect(shownIf()).toBe('open');
    expect(shownIf('off')).toBe('notShown');
  });

  test('the last stay is offered item by item, to be confirmed, and some items never', () => {
    const former = {
      responseId: 'r-1',
      completedAt: '2025-11-14T15:00:00.000Z',
      answers: say(intake, {
        'in.informant': 'pat',
        'in.lang': 'es',
        'in.lang.interp': 'staff',
        'in.living': 'home',
        'in.safe': 'no',
        'in.safe.what': ['hurt'],
        'in.function.now': 'much',
        'in.decide.today': 'no',
        'in.ride': 'an-refused',
        'in.meds': 'some',
      }),
    };
    const present = { 'in.meds': answered({ codes: ['no'] }) };
    const offers = offersFrom(intake, former, present);
    expect(Object.keys(offers)).toEqual(['in.lang', 'in.living']);
    expect(offers['in.living']).toMatchObject({
      confirmed: false,
      source: { from: 'lastStay', asOf: '2025-11-14T15:00:00.000Z', response: 'r-1' },
    });
    const { flags, done } = outcomeOf(intake, offers);
    expect(flags.find(({ id }) => id === 'fl-interpreter')?.state).toBe('open');
    expect(done).toBe(0);
  });
});

describe('readmission interview', () => {
  test.each([
    [0, false],
    [1, true],
    [30, true],
    [31, false],
    [null, false],
  ])('%j days after leaving it opens by itself: %j', (days, opens) => {
    expect(opensBy(shipped('readmission'), { daysSinceDischarge: days })).toBe(opens);
  });

  test.each<[string, Record<string, Said>]>([
    ['ra-pr-teach', { 'ra.told': 'part' }],
    ['ra-pr-meds', { 'ra.meds': 'confused' }],
    ['ra-pr-visit', { 'ra.visit': 'missed' }],
    ['ra-pr-visit', { 'ra.visit': 'none' }],
    ['ra-pr-services', { 'ra.services': 'late' }],
    ['ra-pr-eol', { 'ra.prevent': 'yes', 'ra.why': ['eol'] }],
    ['ra-pr-early', { 'ra.prevent': 'maybe', 'ra.why': ['early'] }],
  ])('%s comes of %j', (proposal, said) => {
    expect(outcome('readmission', said).proposed).toContain(proposal);
  });

  test('the family is asked where there is one, and why only where something failed', () => {
    const { states } = outcome(
      'readmission',
      { 'ra.meds': 'all', 'ra.prevent': 'no' },
      { relatedPersons: 0 },
    );
    expect(states['ra.family']).toBe('notShown');
    expect(states['ra.medswhy']).toBe('notShown');
    expect(states['ra.why']).toBe('notShown');
  });
});

describe('post-discharge call', () => {
  test.each<[string, Record<string, Said>]>([
    ['pd-fl-danger', { 'pd.danger': ['sob'] }],
    ['pd-fl-safe', { 'pd.safe': 'no' }],
    ['pd-fl-oxygen', { 'pd.services': 'none', 'pd.services.what': ['oxygen'] }],
    ['pd-fl-worse', { 'pd.how': 'worse' }],
    ['pd-fl-warn', { 'pd.warn': ['weight up 3 lb'] }],
    ['pd-fl-paper', { 'pd.paper': 'unclear' }],
    ['pd-fl-meds', { 'pd.meds': 'none' }],
    ['pd-fl-meds', { 'pd.meds': 'some', 'pd.meds.which': ['insulin'] }],
    ['pd-fl-meds-later', { 'pd.meds': 'some', 'pd.meds.which': ['none'] }],
    ['pd-fl-take', { 'pd.take': 'wrong' }],
    ['pd-fl-visit', { 'pd.visit': 'none' }],
    ['pd-fl-ride', { 'pd.visit': 'ride' }],
    ['pd-fl-eat', { 'pd.eat': 'no' }],
    ['pd-fl-pain', { 'pd.pain': 'no' }],
    ['pd-fl-wound', { 'pd.wound': 'yes' }],
    ['pd-fl-help', { 'pd.help': 'no' }],
  ])('%s is raised by %j', (flag, said) => {
    expect(outcome('pdcall', said).flag(flag)).toBe('raised');
  });

  test('the two alerts are now; oxygen that did not come is now and no longer today', () => {
    const { instrument } = outcome('pdcall', {});
    expect(instrument.flags.filter(({ urgency }) => urgency === 'now').map(({ id }) => id)).toEqual(
      ['pd-fl-danger', 'pd-fl-safe', 'pd-fl-oxygen'],
    );
    const none = { 'pd.services': 'none' };
    expect(outcome('pdcall', { ...none, 'pd.services.what': ['nurse'] }).proposed).toEqual([
      'pd-pr-services',
    ]);
    expect(outcome('pdcall', { ...none, 'pd.services.what': ['oxygen'] }).proposed).toEqual([
      'pd-pr-oxygen',
    ]);
  });

  test('a call is reached when "how are you" is answered', () => {
    expect(outcome('pdcall', { 'pd.reached': 'pat' }).flag('pd-is-reached')).toBe('clear');
    expect(outcome('pdcall', { 'pd.how': 'same' }).flag('pd-is-reached')).toBe('raised');
    expect(outcome('pdcall', { 'pd.reached': 'msg' }).proposed).toEqual(['pd-pr-again']);
  });
});

describe('post-acute needs', () => {
  test.each([
    ['hh', ['nd.nursing', 'nd.therapy', 'nd.equip', 'nd.home'], ['nd.mobility', 'nd.legal']],
    ['snf', ['nd.mobility', 'nd.weight', 'nd.diet', 'nd.rx', 'nd.legal', 'nd.why'], ['nd.home']],
    ['irf', ['nd.therapy', 'nd.why'], ['nd.nursing', 'nd.room']],
    ['infusion', ['nd.rx', 'nd.home'], ['nd.therapy']],
    ['equipment', ['nd.weight', 'nd.equip', 'nd.home'], ['nd.behavior']],
  ])('for %s it asks %j and not %j', (kind, asked, notAsked) => {
    const { states } = outcome('needs', { 'nd.kind': kind });
    for (const id of asked) expect(states[id]).toBe('open');
    for (const id of notAsked) expect(states[id]).toBe('notShown');
    expect(states['nd.lang']).toBe('open');
  });
});
