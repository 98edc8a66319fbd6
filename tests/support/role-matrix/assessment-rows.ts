/** Expectations of the calls about assessments. */
import type { assessmentCalls } from '../../../shared/contract/assessments';
import { answered } from '../../../shared/clinical/instruments/answers';
import { expect } from 'vitest';
import { line, type Cell, type RowsOf } from './row';

const reads = { may: line.readPatients, about: 'patient', audit: 'list' } as const;
const writes = { may: line.assessments, about: 'patient', audit: 'write' } as const;
const reason = 'Written on the wrong patient';
const often = { 'sils.1': answered({ codes: ['4'] }) };

const ofStay = ({ s }: Cell) => ({ patientId: s.patientId, encounterId: s.encounterId });
/** One of the patient, being answered. */
const begun = async (c: Cell) => {
  const { assessment } = await c.prepare('assessments.start', { ...ofStay(c), instrument: 'sils' });
  return c.of('assessment', assessment.id);
};
const answeredOne = async (c: Cell) => {
  const { assessment } = await c.prepare('assessments.answer', {
    ...(await begun(c)),
    answers: often,
  });
  return c.of('assessment', assessment.id);
};
const completed = async (c: Cell) => {
  const { assessment } = await c.prepare('assessments.complete', await answeredOne(c));
  return c.of('assessment', assessment.id);
};

export const assessmentRows: { [K in keyof typeof assessmentCalls]: RowsOf<K> } = {
  'assessments.instruments': {
    ...{ ...reads, about: 'house', audit: 'none' },
    input: () => ({}),
    check: (instruments) => expect(instruments.length).toBeGreaterThan(20),
  },
  'assessments.ofPatient': {
    ...reads,
    input: ({ s }) => ({ patientId: s.patientId, offset: 0, limit: 50 }),
  },
  'assessments.latestScores': { ...reads, input: ({ s }) => ({ patientId: s.patientId }) },
  'assessments.ofInstrument': {
    ...reads,
    input: ({ s }) => ({ patientId: s.patientId, instrument: 'lace' }),
  },
  'assessments.due': { ...reads, input: ofStay },
  'assessments.overview': { ...reads, input: ({ s }) => ({ patientId: s.patientId }) },
  'assessments.openAlerts': { ...reads, input: ({ s }) => ({ patientId: s.patientId }) },
  'assessments.open': {
    ...reads,
    input: async (c) => ({ id: (await begun(c)).id }),
  },
  'assessments.start': [
    {
      ...{ ...writes, what: 'of the stay' },
      input: (c) => ({ ...ofStay(c), instrument: 'phq9' }),
    },
    {
      ...{ ...writes, what: 'with another patient’s stay', answers: 'invalid' },
      input: (c) => ({
        patientId: c.s.patientId,
        encounterId: (c.s === c.w.subjects.own ? c.w.subjects.left : c.w.subjects.own).encounterId,
        instrument: 'phq9',
      }),
    },
  ],
  'assessments.answer': {
    ...writes,
    input: async (c) => ({ ...(await begun(c)), answers: often }),
  },
  'assessments.answerLinked': {
    ...writes,
    input: async (c) => {
      const { assessment } = await c.prepare('assessments.start', {
        ...ofStay(c),
        instrument: 'intake',
      });
      return { ...(await c.of('assessment', assessment.id)), item: 'in.read', code: '4' };
    },
  },
  'assessments.recordSafety': {
    ...writes,
    input: async (c) => {
      const started = await c.prepare('assessments.start', { ...ofStay(c), instrument: 'phq9' });
      const { assessment, alerts } = await c.prepare('assessments.answer', {
        ...(await c.of('assessment', started.assessment.id)),
        answers: { 'phq9.9': answered({ codes: ['1'] }) },
      });
      return {
        id: assessment.id,
        alertId: alerts[0]!.id,
        rowVersion: 1,
        outcome: 'acted' as const,
        told: 'Dr. Slatefield',
        toldAt: '2026-01-01T00:00:00.000Z',
        done: 'Stayed with the patient',
      };
    },
  },
  'assessments.complete': { ...writes, input: answeredOne },
  'assessments.amend': {
    ...writes,
    input: async (c) => ({
      ...(await completed(c)),
      answers: { 'sils.1': answered({ codes: ['1'] }) },
      reason,
    }),
  },
  'assessments.enterInError': {
    ...writes,
    input: async (c) => ({ ...(await begun(c)), reason }),
  },
};
