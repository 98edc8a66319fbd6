import { expect, test } from 'vitest';
import { duplicatesOf, listBatches, openDifferences, openDuplicates } from '../../db/imports';
import type { Trx } from '../../db/connection';
import type { AuditFilter } from '../../shared/contract/audit';
import { calendarClinic, expected, facts, type CalendarClinic } from '../support/calendar';
import { plansOf, type ReadPlan } from '../support/query-plan';

interface Made extends CalendarClinic {
  patientId: string;
  encounterId: string;
  seriesId: string;
}

const made = async (): Promise<Made> => {
  const c = await calendarClinic();
  const { robin } = c.people;
  const stay = await c.stay({
    encounter: { caseManagerId: robin.id, expectedDischargeOn: '2026-03-13' },
  });
  await c.stay({ patient: { restricted: 1 } });
  await c.insert('coverage', {
    patientId: stay.patientId,
    payer: 'Medicare',
    planClass: 'medicare',
    rank: 1,
  });
  await c.call(robin, 'notes.add', { ...stay, text: 'Walked 60 ft.' });
  const practitionerId = await c.insert('practitioner', {
    givenName: 'Élise',
    familyName: 'Oakwood',
  });
  const physician = { id: null, userId: null, practitionerId, name: null, role: 'md' };
  const { seriesId } = await c.rounds({
    place: 'Room 520',
    participants: [expected(robin), physician],
  });
  await c.call(robin, 'appointments.create', {
    kind: 'meeting',
    unitId: null,
    encounterId: stay.encounterId,
    facts: facts({
      startsLocal: '2026-03-12T10:45',
      place: 'Room 520',
      participants: [expected(robin)],
    }),
  });
  return { ...c, ...stay, seriesId };
};

type Read = [name: string, read: (c: Made) => Promise<unknown>];
const inTrx =
  (read: (trx: Trx, c: Made) => Promise<unknown>) =>
  (c: Made): Promise<unknown> =>
    c.store.transaction((trx) => read(trx, c));

type Scope = { kind: 'mine' } | { kind: 'unit'; unitId: string };
const caseload = (c: Made, scope: Scope) =>
  c.call(c.people.robin, 'caseload.list', {
    scope,
    text: '',
    filters: [],
    sort: { by: 'bed', direction: 'asc' },
    offset: 0,
    limit: 50,
  });

const noFilter: AuditFilter = {
  userId: null,
  action: null,
  outcome: null,
  fromAt: null,
  toAt: null,
  mrn: null,
  patientId: null,
};
const audit = (c: Made, filter: Partial<AuditFilter>, as = c.people.ari, before = 1000) =>
  c.call(as, 'audit.list', { filter: { ...noFilter, ...filter }, before, limit: 50 });

const window = { from: '2026-03-02', to: '2026-04-12' };
const calendar = (c: Made, call: 'appointments.range' | 'appointments.month') => ({
  unit: () => c.call(c.people.robin, call, { whose: { kind: 'unit', unitId: c.west }, ...window }),
  person: () =>
    c.call(c.people.robin, call, {
      whose: { kind: 'person', userId: c.people.robin.id },
      ...window,
    }),
});

/** Lists of one stay, one patient or the people of the house: few rows, sorted as they come. */
const bounded: Read[] = [
  ['the caseload of a unit', (c) => caseload(c, { kind: 'unit', unitId: c.west })],
  ['my caseload', (c) => caseload(c, { kind: 'mine' })],
  [
    'a stay’s panel',
    (c) => c.call(c.people.robin, 'caseload.peek', { encounterId: c.encounterId }),
  ],
  ['the rail’s counts', (c) => c.call(c.people.robin, 'caseload.counts', {})],
  ['people for stays', (c) => c.call(c.people.lee, 'caseload.people', {})],
  ['tasks', (c) => c.call(c.people.robin, 'tasks.ofEncounter', { encounterId: c.encounterId })],
  ['a patient’s file', (c) => c.call(c.people.robin, 'patients.file', { patientId: c.patientId })],
  ['the rail', (c) => c.call(c.people.robin, 'patients.headlines', { patientIds: [c.patientId] })],
  [
    'conditions',
    (c) =>
      c.call(c.people.robin, 'patients.conditions', {
        patientId: c.patientId,
        offset: 0,
        limit: 50,
      }),
  ],
  ['a stay', (c) => c.call(c.people.robin, 'encounters.get', { encounterId: c.encounterId })],
  [
    'stays',
    (c) =>
      c.call(c.people.robin, 'encounters.ofPatient', {
        patientId: c.patientId,
        offset: 0,
        limit: 20,
      }),
  ],
  ['documents', (c) => c.call(c.people.robin, 'documents.ofPatient', { patientId: c.patientId })],
  ['care plans', (c) => c.call(c.people.robin, 'careplans.ofPatient', { patientId: c.patientId })],
  ['barriers', (c) => c.call(c.people.robin, 'careplans.barriers', { encounterId: c.encounterId })],
  ['search by name', (c) => c.call(c.people.robin, 'search.find', { text: 'haz' })],
  ['search by number', (c) => c.call(c.people.robin, 'search.find', { text: '9900001' })],
  ['search by birth date', (c) => c.call(c.people.robin, 'search.find', { text: '03/14/1941' })],
  ['a unit’s calendar', (c) => calendar(c, 'appointments.range').unit()],
  ['a person’s calendar', (c) => calendar(c, 'appointments.range').person()],
  ['a unit’s month', (c) => calendar(c, 'appointments.month').unit()],
  ['a person’s month', (c) => calendar(c, 'appointments.month').person()],
  [
    'an appointment',
    (c) =>
      c.call(c.people.robin, 'appointments.get', {
        seriesId: c.seriesId,
        originalLocal: '2026-03-12T10:30',
      }),
  ],
  ['colleagues', (c) => c.call(c.people.robin, 'appointments.colleagues', {})],
  ['users', (c) => c.call(c.people.jules, 'users.list', {})],
  ['units', (c) => c.call(c.people.jules, 'units.list', {})],
  ['the audit of a patient', (c) => audit(c, { patientId: c.patientId })],
  ['restricted patients', (c) => c.call(c.people.ari, 'privacy.restricted', {})],
  ['whom to restrict', (c) => c.call(c.people.ari, 'privacy.patientByNumber', { mrn: '9900001' })],
  ['pairs of a patient', inTrx((trx, { patientId }) => duplicatesOf(trx, [patientId]))],
];

/** Lists that grow for years and are read in pages: the index gives the order as well. */
const paged: Read[] = [
  [
    'notes',
    (c) =>
      c.call(c.people.robin, 'notes.ofPatient', { patientId: c.patientId, offset: 0, limit: 20 }),
  ],
  [
    'the timeline',
    (c) =>
      c.call(c.people.robin, 'patients.timeline', {
        patientId: c.patientId,
        kind: null,
        before: 1000,
        limit: 50,
      }),
  ],
  ['the audit', (c) => audit(c, {})],
  ['the audit of a time', (c) => audit(c, { fromAt: '2026-03-01T00:00:00.000Z' })],
  ['the audit of a unit', (c) => audit(c, {}, c.people.lee)],
  ['the audit of a person', (c) => audit(c, { userId: c.people.robin.id })],
  ['openings to review', (c) => c.call(c.people.ari, 'privacy.openings', { reviewed: false })],
  ['reviewed openings', (c) => c.call(c.people.ari, 'privacy.openings', { reviewed: true })],
  ['openings of a unit', (c) => c.call(c.people.lee, 'privacy.openings', { reviewed: false })],
  ['imports', inTrx((trx) => listBatches(trx, 50))],
  ['earlier imports', inTrx((trx) => listBatches(trx, 50, '2026-03-12T13:42:00.000Z'))],
  ['differences that wait', inTrx((trx) => openDifferences(trx, 100))],
  ['duplicates that wait', inTrx((trx) => openDuplicates(trx, 100))],
  ['people to be expected', (c) => c.call(c.people.robin, 'appointments.people', { text: 'oak' })],
];

const problemsOf = async (
  reads: readonly Read[],
  problem: (plan: ReadPlan) => string | null,
): Promise<Record<string, string[]>> => {
  const c = await made();
  const problems: Record<string, string[]> = {};
  for (const [name, read] of reads) {
    const plans = await plansOf(c.store, () => read(c));
    expect(plans.length, name).toBeGreaterThan(0);
    const found = plans.flatMap((plan) => problem(plan) ?? []);
    if (found.length > 0) problems[name] = found;
  }
  return problems;
};

const scanned = ({ scans, sql }: ReadPlan): string | null =>
  scans.length === 0 ? null : `${scans.join('; ')} ← ${sql}`;

test('no list reads a table through that grows with the years', async () => {
  expect(await problemsOf([...bounded, ...paged], scanned)).toEqual({});
});

test('what is read in pages comes in order from an index, and is never sorted whole', async () => {
  const sorted = ({ sorts, sql }: ReadPlan): string | null => (sorts ? sql : null);
  expect(await problemsOf(paged, sorted)).toEqual({});
});
