import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { anchorDay, generateHospital, type Row } from '../../../electron/demonstration';
import { readPlanContent } from '../../../shared/careplans/version';
import { instantOfLocal, stayDay } from '../../../shared/time';
import { testNow } from '../../support/store';

const zone = 'America/New_York';
const atAnchor = { today: anchorDay, now: testNow, zone, seed: 'alderpoint', scale: 0 };
const told = generateHospital(atAnchor);
const rows = (table: keyof typeof told.rows): Row[] => told.rows[table] ?? [];
const stayOf = (person: string): Row => {
  const id = told.lookup.get(`${person}/stay`);
  const row = rows('encounter').find((one) => one.id === id);
  if (!row) throw new Error(`no stay of ${person}`);
  return row;
};
const of = (table: keyof typeof told.rows, stay: Row): Row[] =>
  rows(table).filter((row) => row.encounterId === stay.id);
const print = (data: unknown): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex');

test('the same seed tells the same hospital, ids too; another seed tells other people', () => {
  const again = generateHospital(atAnchor);
  expect(print(again.rows)).toBe(print(told.rows));
  const other = generateHospital({ ...atAnchor, seed: 'another' });
  expect(other.rows.patient?.map(({ id }) => id)).not.toEqual(rows('patient').map(({ id }) => id));
});

test('ids are UUIDv7 of the instant the row was made, and none is used twice', () => {
  const ids = Object.values(told.rows).flatMap((table) =>
    table.flatMap(({ id }) => (id ? [id] : [])),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const patient = rows('patient')[0]!;
  const ms = Number.parseInt(String(patient.id).replaceAll('-', '').slice(0, 12), 16);
  expect(new Date(ms).toISOString()).toBe(patient.createdAt);
});

test('three units have 92 beds and 83 active stays: 24, 30 and 29', () => {
  expect(rows('unit')).toHaveLength(3);
  expect(rows('bed')).toHaveLength(92);
  const active = rows('encounter').filter((row) => row.active === 1);
  expect(active).toHaveLength(83);
  const count = (unit: string) =>
    active.filter((row) => row.unitId === told.lookup.get(`unit:${unit}`)).length;
  expect([count('4N'), count('5W'), count('5E')]).toEqual([24, 30, 29]);
});

test('case managers carry what stories.md says: 22, 8, 24, 15 and 14; 11 and 14 are to place', () => {
  const active = rows('encounter').filter((row) => row.active === 1);
  const carried = (user: string, column: string) =>
    active.filter((row) => row[column] === told.lookup.get(user)).length;
  expect(
    ['u-elmcrest', 'u-dunmarsh', 'u-ashlock', 'u-tarrow', 'u-vintner'].map((user) =>
      carried(user, 'caseManagerId'),
    ),
  ).toEqual([22, 8, 24, 15, 14]);
  expect(carried('u-brookmoor', 'dischargePlannerId')).toBe(11);
  expect(carried('u-fairholm', 'dischargePlannerId')).toBe(14);
  const social = rows('care_team_member').filter(
    (row) => row.userId === told.lookup.get('u-brindlewood') && !row.endsAt,
  );
  expect(social).toHaveLength(9);
});

test('the licenses end as far from today as they do from the anchor', () => {
  const expiry = (data: typeof told, user: string) =>
    data.rows.credential?.find((row) => row.userId === data.lookup.get(user) && row.expiresOn)
      ?.expiresOn;
  expect(expiry(told, 'u-ashlock')).toBe('2026-05-04');
  const later = generateHospital({
    ...atAnchor,
    today: '2026-11-02',
    now: '2026-11-02T14:42:00.000Z',
  });
  expect(expiry(later, 'u-ashlock')).toBe('2026-12-25');
  expect(expiry(later, 'u-vintner')).toBe('2026-10-22');
});

test.each([
  ['ST-01', 6, 'inpatient', '2026-03-13', 'snf', 'yes'],
  ['ST-02', 4, 'inpatient', '2026-03-13', 'irf', 'yes'],
  ['ST-03', 10, 'inpatient', '2026-03-11', 'snf', 'yes'],
  ['ST-04', 2, 'observation', '2026-03-12', 'home', 'no'],
  ['ST-05', 2, 'observation', '2026-03-12', 'home', 'yes'],
  ['ST-06', 2, 'inpatient', null, null, 'unknown'],
  ['ST-07', 5, 'inpatient', '2026-03-12', 'hh', 'yes'],
  ['ST-08', 14, 'inpatient', '2026-03-16', 'ltc', 'yes'],
  ['ST-09', 3, 'inpatient', '2026-03-13', 'she', 'unknown'],
  ['ST-11', 8, 'inpatient', '2026-03-14', 'snf', 'yes'],
  ['ST-12', 17, 'inpatient', '2026-03-13', 'snf', 'yes'],
  ['ST-13', 4, 'observation', '2026-03-12', 'hh', 'yes'],
] as const)('%s stands at the anchor as the story says', (id, day, stayClass, edd, to, ready) => {
  const stay = stayOf(id);
  expect(stayDay(String(stay.admittedAt), testNow, zone)).toBe(day);
  expect(stay).toMatchObject({
    class: stayClass,
    expectedDischargeOn: edd,
    plannedDisposition: to,
    medicallyReady: ready,
    active: 1,
  });
});

test('Hazelmere: two blocks to her discharge, three things next, a moved date, version 2 and a draft', () => {
  const stay = stayOf('ST-01');
  expect(stay).toMatchObject({ visitNumber: '26-07731', bedLabel: '508-1' });
  const open = of('barrier', stay).filter((row) => !row.resolvedAt && row.severity === 'high');
  expect(open.map((row) => row.category)).toEqual(['financial-payer', 'post-acute-bed']);
  const next = of('task', stay).filter(
    (row) => row.open === 1 && row.ownerId === told.lookup.get('u-elmcrest'),
  );
  expect(next.map((row) => [row.title, row.dueAt])).toEqual([
    ['Call payer, SNF', '2026-03-12T16:00:00.000Z'],
    ['PASRR level I', '2026-03-12T20:00:00.000Z'],
    ['Important Message, copy', '2026-03-13T14:00:00.000Z'],
  ]);
  expect(of('edd_move', stay).map((row) => [row.fromOn, row.toOn, row.reason])).toEqual([
    [null, '2026-03-12', null],
    ['2026-03-12', '2026-03-13', 'edd-payer'],
  ]);
  const plan = of('care_plan', stay)[0]!;
  expect(plan).toMatchObject({ newestVersion: 2, draftOpen: 1, reviewOn: '2026-03-13' });
  const versions = rows('care_plan_version').filter((row) => row.carePlanId === plan.id);
  const contents = versions.map((row) => readPlanContent(String(row.content)));
  expect(contents.map(({ problems }) => problems.length)).toEqual([3, 5]);
  expect(contents[1]!.problems[0]!.goals[0]!.target).toBe('100 ft');
  expect(rows('goal').find((row) => row.target === '150 ft')?.dueOn).toBe('2026-03-27');
});

test('intake and first date are due 24 elapsed hours after admission, over the change of the clocks', () => {
  const intake = of('task', stayOf('ST-01')).find((row) => row.kind === 'tk-intake');
  expect(intake).toMatchObject({ dueAt: '2026-03-08T21:20:00.000Z', status: 'completed' });
  const notice = of('task', stayOf('ST-01')).find((row) => row.kind === 'tk-im1');
  expect(notice).toMatchObject({ dueOn: '2026-03-09', status: 'completed' });
  const moon = of('task', stayOf('ST-05')).find((row) => row.kind === 'tk-moon');
  expect(moon).toMatchObject({ dueAt: '2026-03-12T18:10:00.000Z', open: 1 });
});

test('only Stonecrop and Marlstone have something overdue', () => {
  const overdue = rows('task').filter(
    (row) =>
      row.open === 1 &&
      ((typeof row.dueAt === 'string' && row.dueAt <= testNow) ||
        (typeof row.dueOn === 'string' && row.dueOn < anchorDay)),
  );
  const stays = overdue.map((row) => row.encounterId);
  expect(new Set(stays)).toEqual(new Set([stayOf('ST-06').id, stayOf('ST-03').id]));
});

test('the order of the caseload by what is due is that of the drawn screen', () => {
  const due = (row: Row) => String(row.dueAt ?? `${row.dueOn}T23`);
  const next = rows('encounter')
    .filter((row) => row.active === 1 && row.unitId === told.lookup.get('unit:5W'))
    .flatMap((stay) => {
      const open = of('task', stay).filter((row) => row.open === 1);
      open.sort((a, b) => due(a).localeCompare(due(b)));
      return open[0]
        ? [{ bed: String(stay.bedLabel), due: due(open[0]), title: open[0].title }]
        : [];
    })
    .sort((a, b) => a.due.localeCompare(b.due));
  expect(next).toHaveLength(30);
  expect(
    next.filter(({ due: at }) => at < '2026-03-13').map(({ bed, title }) => `${bed} ${title}`),
  ).toEqual([
    '510-1 Set a new discharge date',
    '506-2 Initial assessment, EDD',
    '501-1 Arrange ride home',
    '508-1 Call payer, SNF',
    '504-2 Continued-stay review',
    '503-2 Home oxygen delivery',
    '511-2 Family meeting',
    '506-1 Important Message, copy',
    '502-2 MOON, 36 h limit',
    '505-1 Insulin prior authorization',
    '507-1 Transport to SNF',
    '513-2 Home visit: stairs',
    '504-1 Initial utilization review',
    '510-2 Two-midnight check',
  ]);
});

test('the class history is without gaps, and open only for who is still here', () => {
  for (const stay of rows('encounter')) {
    const periods = of('encounter_class_period', stay);
    const places = of('encounter_location', stay);
    for (const history of [periods, places]) {
      history.slice(1).forEach((row, index) => expect(row.fromAt).toBe(history[index]?.toAt));
      expect(history.at(-1)?.toAt ?? null).toBe(stay.dischargedAt ?? null);
    }
    expect(periods.at(-1)?.class).toBe(stay.class);
  }
});

test('Dapplewood was inpatient, and is in observation by condition code 44', () => {
  expect(of('encounter_class_period', stayOf('ST-13')).map((row) => [row.class, row.by])).toEqual([
    ['emergency', 'order'],
    ['inpatient', 'order'],
    ['observation', 'conditionCode44'],
  ]);
});

test('Wickersleigh waits in the emergency department nine days after he left; his former plan is closed', () => {
  expect(stayOf('ST-10')).toMatchObject({ class: 'emergency', status: 'in-progress', active: 0 });
  const former = rows('encounter').find((row) => row.id === told.lookup.get('ST-10/stay0'));
  expect(former).toMatchObject({ status: 'finished', dischargeDisposition: '06' });
  const goals = rows('goal').filter((row) => row.patientId === told.lookup.get('ST-10'));
  expect(goals.map((row) => row.achievementStatus)).toEqual([
    'achieved',
    'not-achieved',
    'not-achieved',
    'improving',
  ]);
});

test('Briarstone is restricted and left against advice; a nurse of another unit broke the glass', () => {
  const patient = rows('patient').find((row) => row.id === told.lookup.get('ST-14'));
  expect(patient).toMatchObject({ restricted: 1 });
  expect(stayOf('ST-14')).toMatchObject({ status: 'finished', dischargeDisposition: '07' });
  expect(rows('access_grant')).toMatchObject([
    { userId: told.lookup.get('u-tarrow'), kind: 'breakGlass', patientId: patient?.id },
  ]);
  expect(of('task', stayOf('ST-14')).every((row) => row.open === 0)).toBe(true);
});

test('allergies are said, denied or not recorded', () => {
  const kinds = new Map<unknown, unknown>(rows('allergy').map((row) => [row.patientId, row.kind]));
  expect(kinds.get(told.lookup.get('ST-01')!)).toBe('allergy');
  expect(kinds.get(told.lookup.get('ST-02')!)).toBe('none');
  expect(kinds.has(told.lookup.get('ST-05')!)).toBe(false);
});

test('later in the day what was to come has happened', () => {
  const evening = generateHospital({ ...atAnchor, now: '2026-03-12T23:30:00.000Z' });
  const stay = (id: string) =>
    evening.rows.encounter?.find((row) => row.id === evening.lookup.get(`${id}/stay`));
  expect(stay('ST-05')).toMatchObject({ status: 'finished', dischargeDisposition: '01' });
  expect(stay('ST-04')).toMatchObject({ class: 'inpatient', expectedDischargeOn: '2026-03-14' });
  expect(stay('ST-10')).toMatchObject({ active: 1, bedLabel: '516-1', class: 'inpatient' });
});

test.each([
  '2026-03-14',
  '2026-03-15',
  '2026-03-16',
  '2026-03-17',
  '2026-07-04',
  '2026-11-27',
  '2028-02-29',
])('told for %s, it shifts, stays whole and puts rounds and answers on business days', (today) => {
  const now = instantOfLocal(`${today}T09:42`, zone);
  const other = generateHospital({ ...atAnchor, today, now });
  const active = other.rows.encounter?.filter((row) => row.active === 1) ?? [];
  expect(active).toHaveLength(83);
  expect(new Set(active.map((row) => row.bedId)).size).toBe(83);
  const made = Object.values(other.rows).flatMap((table) => table.map((row) => row.createdAt));
  expect(made.filter((at) => typeof at === 'string' && at > now)).toEqual([]);
  const patient = other.rows.patient?.find((row) => row.id === other.lookup.get('ST-01'));
  expect(patient).toMatchObject({ birthDate: '1941-03-14', mrn: '9904588' });
});
