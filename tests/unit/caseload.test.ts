import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange, listMoment } from '../../shared/caseload/arrange';
import {
  mayAssignOwn,
  type CaseloadFilter,
  type CaseloadSort,
  type CaseloadStay,
} from '../../shared/caseload/caseload';
import { pageAt, pageRows } from '../../shared/caseload/page';

const moment = listMoment('2026-03-12T13:42:00.000Z', 'America/New_York');

const stay = (patch: Partial<CaseloadStay>): CaseloadStay => ({
  kind: 'stay',
  encounterId: 'e',
  rowVersion: 1,
  patientId: 'p',
  unitId: 'u',
  unitName: '5 West',
  bed: '501-1',
  familyName: 'Hazelmere',
  givenName: 'Ruth',
  nameFolded: 'hazelmere ruth',
  birthDate: '1941-03-14',
  sex: 'female',
  mrn: '9904588',
  restricted: false,
  class: 'inpatient',
  admittedAt: '2026-03-07T21:20:00.000Z',
  expectedDischargeOn: null,
  expectedDischargeUnknown: null,
  medicallyReady: 'unknown',
  plannedDisposition: null,
  payer: null,
  planClass: null,
  plan: null,
  nextTask: null,
  risk: null,
  barriers: { count: 0, first: null },
  caseManagerId: null,
  caseManagerName: null,
  ...patch,
});

const shown = (
  stays: CaseloadStay[],
  asked: { text?: string; filters?: CaseloadFilter[]; sort?: CaseloadSort },
) =>
  arrange(
    stays,
    [],
    { text: '', filters: [], sort: { by: 'bed', direction: 'asc' }, ...asked },
    moment,
  ).rows.map((row) => row.bed);

test('the list is sorted and filtered by risk; without one a stay stands last both ways', () => {
  const list = [
    stay({ bed: '1', risk: { score: 9, level: 'moderate' } }),
    stay({ bed: '2', risk: { score: 15, level: 'high' } }),
    stay({ bed: '3' }),
    stay({ bed: '4', risk: { score: 3, level: 'low' } }),
  ];
  expect(shown(list, { sort: { by: 'risk', direction: 'desc' } })).toEqual(['2', '1', '4', '3']);
  expect(shown(list, { sort: { by: 'risk', direction: 'asc' } })).toEqual(['4', '1', '2', '3']);
  expect(shown(list, { filters: ['highRisk'] })).toEqual(['2']);
});

test('beds stand as people read them', () => {
  const beds = ['1002', '401', '98', '401-2'].map((bed) => stay({ bed }));
  expect(shown(beds, {})).toEqual(['98', '401', '401-2', '1002']);
});

test('what is missing stands last, whichever way the list is sorted', () => {
  const stays = [
    stay({ bed: '1', expectedDischargeOn: null }),
    stay({ bed: '2', expectedDischargeOn: '2026-03-15' }),
    stay({ bed: '3', expectedDischargeOn: '2026-03-13' }),
  ];
  expect(shown(stays, { sort: { by: 'edd', direction: 'asc' } })).toEqual(['3', '2', '1']);
  expect(shown(stays, { sort: { by: 'edd', direction: 'desc' } })).toEqual(['2', '3', '1']);
});

test('the next due is first whether it is a time or a day', () => {
  const task = (dueAt: string | null, dueOn: string | null) => ({
    id: 't',
    title: 'Call',
    dueAt,
    dueOn,
  });
  const stays = [
    stay({ bed: '1', nextTask: task('2026-03-13T04:00:00.000Z', '2026-03-12') }),
    stay({ bed: '2', nextTask: task('2026-03-12T16:00:00.000Z', null) }),
    stay({ bed: '3' }),
  ];
  expect(shown(stays, { sort: { by: 'nextDue', direction: 'asc' } })).toEqual(['2', '1', '3']);
});

test('filters of one group widen, groups narrow', () => {
  const stays = [
    stay({ bed: '1', plannedDisposition: 'snf', caseManagerId: 'me' }),
    stay({ bed: '2', plannedDisposition: 'irf' }),
    stay({ bed: '3', plannedDisposition: 'home' }),
  ];
  expect(shown(stays, { filters: ['disposition:snf', 'disposition:irf'] })).toEqual(['1', '2']);
  expect(shown(stays, { filters: ['disposition:snf', 'disposition:irf', 'unassigned'] })).toEqual([
    '2',
  ]);
});

test('the text finds by name either way round, record number, bed, payer and task', () => {
  const stays = [
    stay({ bed: '1', familyName: 'García', givenName: 'Inés', nameFolded: 'garcia ines' }),
    stay({ bed: '2', payer: 'Northplan', mrn: '77' }),
  ];
  expect(shown(stays, { text: 'ines gar' })).toEqual(['1']);
  expect(shown(stays, { text: 'GARCÍA' })).toEqual(['1']);
  expect(shown(stays, { text: 'northp' })).toEqual(['2']);
  expect(shown(stays, { text: '77' })).toEqual(['2']);
});

test('the chips count the whole list, not what is left of it', () => {
  const arranged = arrange(
    [stay({ expectedDischargeOn: '2026-03-12' }), stay({ planClass: 'medicaid' })],
    [],
    { text: 'nobody', filters: [], sort: { by: 'bed', direction: 'asc' } },
    moment,
  );
  expect(arranged.rows).toEqual([]);
  expect(arranged.leavingToday).toBe(1);
  expect(arranged.counts).toContainEqual({ filter: 'eddToday', count: 1 });
  expect(arranged.counts).toContainEqual({ filter: 'payer:medicaid', count: 1 });
});

test('the longest stay is first when the day is sorted downward', () => {
  const stays = [
    stay({ bed: '1', admittedAt: '2026-03-10T10:00:00.000Z' }),
    stay({ bed: '2', admittedAt: '2026-03-01T10:00:00.000Z' }),
  ];
  expect(shown(stays, { sort: { by: 'stayDay', direction: 'desc' } })).toEqual(['2', '1']);
});

test.each([
  [null, 'me', true],
  ['me', null, true],
  ['other', 'me', false],
  ['me', 'other', false],
  [null, 'other', false],
])('from %s to %s a case manager may: %s', (from, to, may) => {
  expect(mayAssignOwn('me', from, to)).toBe(may);
});

test('wherever a long list is scrolled to, the page that is read holds 75 rows from there and some before', () => {
  fc.assert(
    fc.property(fc.nat(100_000), (first) => {
      const offset = pageAt(first);
      expect(offset).toBeLessThanOrEqual(Math.max(0, first - 25));
      expect(offset + pageRows).toBeGreaterThanOrEqual(first + 76);
    }),
  );
  expect([0, 124, 125, 224, 225].map(pageAt)).toEqual([0, 0, 100, 100, 200]);
});
