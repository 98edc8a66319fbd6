/** Expectations of the worklists, the search and the calendar: what no list may show. */
import { expect } from 'vitest';
import type { caseloadCalls } from '../../../shared/contract/caseload';
import type { appointmentCalls } from '../../../shared/contract/appointments';
import type { searchCalls } from '../../../shared/contract/search';
import { line, type Cell, type RowsOf } from './row';
import { startsLocal, type Input } from './world';

const reads = { may: line.readPatients, about: 'patient', audit: 'list' } as const;
const lists = { ...reads, about: 'house' } as const;

const list: Omit<Input<'caseload.list'>, 'scope'> = {
  text: '',
  filters: [],
  sort: { by: 'bed', direction: 'asc' },
  offset: 0,
  limit: 200,
};

export const caseloadRows: {
  [K in keyof typeof caseloadCalls | keyof typeof searchCalls]: RowsOf<K>;
} = {
  'caseload.list': [
    {
      ...{ ...lists, what: 'of all own units' },
      input: () => ({ ...list, scope: { kind: 'all' } }),
      // A restricted stay outside the team is a row with its bed: no name, no number, no id.
      check: ({ rows, total }, { w }) => {
        const { restricted } = w.subjects;
        expect(rows.flatMap((row) => (row.kind === 'stay' ? [] : [row.bed]))).toEqual([
          restricted.bed,
        ]);
        expect(JSON.stringify(rows)).not.toContain(restricted.patientId);
        expect(JSON.stringify(rows)).not.toContain(restricted.encounterId);
        expect(total).toBe(4);
      },
    },
    {
      ...{ ...lists, what: 'of another unit', audit: 'none', answers: 'notFound' },
      input: ({ w }) => ({ ...list, scope: { kind: 'unit', unitId: w.icu } }),
    },
    {
      ...{ ...lists, what: 'by a name that is restricted' },
      input: ({ w }) => ({ ...list, scope: { kind: 'all' }, text: w.subjects.restricted.tag }),
      check: ({ rows }) => expect(rows.filter(({ kind }) => kind === 'stay')).toEqual([]),
    },
  ],
  'caseload.peek': { ...reads, input: ({ s }) => ({ encounterId: s.encounterId }) },
  'caseload.counts': { ...lists, audit: 'none', input: () => ({}) },
  'caseload.people': { ...lists, audit: 'none', input: () => ({}) },
  'caseload.assign': [
    {
      ...{ may: line.assign, about: 'patient', audit: 'write', what: 'to oneself' },
      input: async ({ s, of, as }) => ({
        assignments: [
          {
            encounterId: s.encounterId,
            rowVersion: (await of('encounter', s.encounterId)).rowVersion,
            // Those who may not are refused whoever is named.
            caseManagerId: as.id,
          },
        ],
      }),
    },
    {
      ...{ may: line.assign, about: 'patient', audit: 'write', what: 'to a colleague' },
      ownOnly: ['caseManager'],
      input: async ({ w, s, of }) => ({
        assignments: [
          {
            encounterId: s.encounterId,
            rowVersion: (await of('encounter', s.encounterId)).rowVersion,
            caseManagerId: w.colleague.id,
          },
        ],
      }),
    },
  ],
  'search.find': [
    {
      ...{ ...lists, what: 'by the beginning of a name' },
      input: () => ({ text: 'zq' }),
      check: (answer, { w }) => {
        const found = answer.hits.map(({ familyName }) => familyName).sort();
        const { own, team, left } = w.subjects;
        expect(found).toEqual([own.tag, team.tag, left.tag, 'zqstranger'].sort());
        // The ICU's and the one long gone are counted; the restricted one is not even that.
        expect(answer.outside).toBe(2);
      },
    },
    {
      ...{ ...lists, what: 'by a restricted patient’s exact number' },
      input: ({ w }) => ({ text: w.subjects.restricted.mrn }),
      check: ({ hits, withReason }, { w }) =>
        expect([hits, withReason]).toEqual([[], w.subjects.restricted.patientId]),
    },
    {
      ...{ ...lists, what: 'by a restricted patient’s name' },
      input: ({ w }) => ({ text: w.subjects.restricted.tag }),
      check: ({ hits, outside, withReason }) =>
        expect([hits, outside, withReason]).toEqual([[], 0, null]),
    },
  ],
};

const window = { from: '2026-03-09', to: '2026-03-15' };
const seen = async ({ s, of }: Cell) => ({
  seriesId: s.seriesId,
  rowVersion: (await of('appointment_series', s.seriesId)).rowVersion,
  originalLocal: startsLocal,
  exceptionVersion: null,
});
const times = { startsLocal: '2026-03-13T11:00', minutes: 45, wholeDays: 0 };
const facts = {
  ...times,
  ...{ title: 'Family meeting', rule: null, place: null, address: null, note: null },
  ...{ travelBeforeMinutes: 0, travelAfterMinutes: 0, participants: [] },
};
/** Meetings and visits: all who work with patients. */
const writes = { may: line.care, about: 'patient', audit: 'write' } as const;
/** Rounds series: the lead's; a case manager's own. */
const writesRounds = { may: line.rounds, about: 'house', audit: 'write' } as const;

const round = async ({ w, of }: Cell) => ({
  seriesId: w.roundId,
  rowVersion: (await of('appointment_series', w.roundId)).rowVersion,
  originalLocal: startsLocal,
  exceptionVersion: null,
});
/** A round that this person made. */
const ownRound = async (c: Cell) => ({
  seriesId: await c.insert('appointment_series', {
    ...{ kind: 'round', title: 'Evening round', unitId: c.w.west, startsLocal },
    ...{ zone: 'America/New_York', minutes: 30, rule: 'FREQ=DAILY' },
  }),
  ...{ rowVersion: 1, originalLocal: startsLocal, exceptionVersion: null },
});

export const calendarRows: { [K in keyof typeof appointmentCalls]: RowsOf<K> } = {
  'appointments.range': [
    {
      ...{ ...lists, what: 'of the own unit' },
      input: ({ w }) => ({ whose: { kind: 'unit', unitId: w.west }, ...window }),
      check: ({ occurrences }, { w }) => {
        const { restricted } = w.subjects;
        const hidden = occurrences.filter(({ seriesId }) => seriesId === restricted.seriesId);
        expect(hidden.map(({ masked, patient }) => [masked, patient])).toEqual([
          ['restricted', null],
        ]);
      },
    },
    {
      ...{ ...lists, what: 'of another unit', audit: 'none', answers: 'notFound' },
      input: ({ w }) => ({ whose: { kind: 'unit', unitId: w.icu }, ...window }),
    },
    {
      ...{ ...lists, what: 'of somebody of another unit', audit: 'none', answers: 'notFound' },
      input: ({ w }) => ({ whose: { kind: 'person', userId: w.people.auditor.id }, ...window }),
    },
  ],
  'appointments.month': {
    ...lists,
    input: ({ w }) => ({ whose: { kind: 'unit', unitId: w.west }, ...window }),
  },
  'appointments.get': {
    ...{ ...reads, audit: 'read' },
    input: ({ s }) => ({ seriesId: s.seriesId, originalLocal: startsLocal }),
  },
  'appointments.people': { ...lists, audit: 'none', input: () => ({ text: 'sam' }) },
  'appointments.colleagues': { ...lists, audit: 'none', input: () => ({}) },
  'appointments.create': [
    {
      ...{ ...writes, what: 'a meeting about a patient' },
      input: ({ s }) => ({ kind: 'meeting', unitId: null, encounterId: s.encounterId, facts }),
    },
    {
      ...{ ...writesRounds, what: 'a round' },
      input: ({ w }) => ({
        ...{ kind: 'round', unitId: w.west, encounterId: null },
        facts: { ...facts, rule: 'FREQ=WEEKLY' },
      }),
    },
    {
      ...{ ...writesRounds, what: 'a meeting on another unit’s calendar', may: [] },
      input: ({ w }) => ({ kind: 'meeting', unitId: w.icu, encounterId: null, facts }),
    },
  ],
  'appointments.change': [
    {
      ...{ ...writes, what: 'a meeting' },
      input: async (c) => ({ ...(await seen(c)), scope: 'all', facts }),
    },
    {
      ...{ ...writesRounds, what: 'the unit’s round', ownOnly: ['caseManager'] },
      input: async (c) => ({
        ...{ ...(await round(c)), scope: 'all' },
        facts: { ...facts, rule: 'FREQ=DAILY' },
      }),
    },
    {
      ...{ ...writesRounds, what: 'a round of one’s own' },
      input: async (c) => ({
        ...{ ...(await ownRound(c)), scope: 'all' },
        facts: { ...facts, rule: 'FREQ=DAILY' },
      }),
    },
  ],
  'appointments.move': [
    {
      ...{ ...writes, what: 'a meeting' },
      input: async (c) => ({ ...(await seen(c)), scope: 'all', ...times }),
    },
    {
      ...{ ...writesRounds, what: 'the unit’s round', ownOnly: ['caseManager'] },
      input: async (c) => ({ ...(await round(c)), scope: 'this', ...times }),
    },
  ],
  'appointments.cancel': [
    {
      ...{ ...writes, what: 'a meeting' },
      input: async (c) => ({ ...(await seen(c)), scope: 'all', reason: null }),
    },
    {
      ...{ ...writesRounds, what: 'the unit’s round', ownOnly: ['caseManager'] },
      input: async (c) => ({ ...(await round(c)), scope: 'this', reason: null }),
    },
  ],
  'appointments.attend': {
    ...writes,
    input: async ({ s, of }) => ({
      ...{ seriesId: s.seriesId, participantId: s.participantId, status: 'accepted' },
      rowVersion: (await of('appointment_participant', s.participantId)).rowVersion,
    }),
  },
  'appointments.undo': {
    ...writes,
    input: async (c) => {
      const { undo } = await c.prepare('appointments.move', {
        ...{ ...(await seen(c)), scope: 'all', ...times },
      });
      return { seriesId: c.s.seriesId, steps: undo };
    },
  },
};
