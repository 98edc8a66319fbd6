/** Expectations of the calls about care plans: read by all who work with patients, written by two. */
import type { carePlanEditorCalls } from '../../../shared/contract/careplan-editor';
import type { carePlanTemplateCalls } from '../../../shared/contract/careplan-templates';
import type { carePlanCalls } from '../../../shared/contract/careplans';
import { line, type Cell, type RowsOf } from './row';

const reads = { may: line.readPatients, about: 'patient', audit: 'list' } as const;
const writes = { may: line.carePlans, about: 'patient', audit: 'write' } as const;
/** Barriers are removed by whoever can remove them. */
const writesCare = { may: line.care, about: 'patient', audit: 'write' } as const;

const barrier = {
  category: 'housing',
  title: 'No heating',
  detail: null,
  severity: 'moderate',
  removableBy: null,
  ownerId: null,
  dueAt: null,
} as const;
const reason = 'Written on the wrong patient';

const plan = ({ s, of }: Cell) => of('care_plan', s.carePlanId);
const problem = ({ s, of }: Cell) => of('problem', s.problemId);
const goal = ({ s, of }: Cell) => of('goal', s.goalId);
const activity = ({ s, of }: Cell) => of('activity', s.activityId);
const barrierOf = ({ s, of }: Cell) => of('barrier', s.barrierId);

export const planRows: { [K in keyof typeof carePlanCalls]: RowsOf<K> } = {
  'careplans.ofPatient': { ...reads, input: ({ s }) => ({ patientId: s.patientId }) },
  'careplans.get': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  // A signed version is a document: opening it always writes its own entry.
  'careplans.version': {
    ...{ ...reads, audit: 'read' },
    input: ({ s }) => ({ id: s.carePlanId, version: 1 }),
  },
  'careplans.owners': [
    { ...reads, what: 'of a plan', input: ({ s }) => ({ of: 'carePlan', id: s.carePlanId }) },
    { ...reads, what: 'of a stay', input: ({ s }) => ({ of: 'encounter', id: s.encounterId }) },
  ],
  'careplans.conditions': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  'careplans.barriers': { ...reads, input: ({ s }) => ({ encounterId: s.encounterId }) },

  'careplans.create': {
    ...writes,
    input: ({ s }) => ({ encounterId: s.encounterId, title: 'A second plan' }),
  },
  'careplans.change': {
    ...writes,
    input: async (c) => ({ ...(await plan(c)), fields: { title: 'Home by Friday' } }),
  },
  'careplans.activate': {
    ...writes,
    input: async (c) => {
      const { rowVersion, stamp } = await c.prepare('careplans.get', { id: c.s.carePlanId });
      return { id: c.s.carePlanId, rowVersion, stamp };
    },
  },
  'careplans.setStatus': {
    ...writes,
    input: async (c) => ({ ...(await plan(c)), status: 'on-hold', reason: 'In surgery' }),
  },
  'careplans.addProblem': [
    {
      ...{ ...writes, what: 'typed' },
      input: ({ s }) => ({
        ...{ carePlanId: s.carePlanId, title: 'Cannot swallow', source: null, conditionId: null },
      }),
    },
    {
      ...{ ...writes, what: 'from a condition of the patient' },
      input: ({ s }) => ({
        ...{ carePlanId: s.carePlanId, title: 'Fracture', source: null },
        conditionId: s.conditionId,
      }),
    },
    {
      ...{ ...writes, what: 'from a condition of another patient', answers: 'invalid' },
      input: ({ w, s }) => ({
        ...{ carePlanId: s.carePlanId, title: 'Fracture', source: null },
        conditionId: (s === w.subjects.own ? w.subjects.left : w.subjects.own).conditionId,
      }),
    },
  ],
  'careplans.changeProblem': {
    ...writes,
    input: async (c) => ({ ...(await problem(c)), fields: { title: 'Cannot walk yet' } }),
  },
  'careplans.addGoal': {
    ...writes,
    input: ({ s }) => ({ problemId: s.problemId, description: 'Walks 100 ft' }),
  },
  'careplans.changeGoal': {
    ...writes,
    input: async (c) => ({ ...(await goal(c)), fields: { target: '100 ft' } }),
  },
  'careplans.setGoalStatus': {
    ...writes,
    input: async (c) => ({ ...(await goal(c)), status: 'on-hold' }),
  },
  'careplans.recordProgress': {
    ...writes,
    input: ({ s }) => ({
      ...{ goalId: s.goalId, at: null, value: '60 ft', statement: null },
      achievementStatus: 'improving',
    }),
  },
  'careplans.withdrawProgress': {
    ...writes,
    input: async ({ s, of }) => ({
      goalId: s.goalId,
      ...(await of('goal_progress', s.progressId)),
      reason,
    }),
  },
  'careplans.addActivity': {
    ...writes,
    input: ({ s }) => ({ problemId: s.problemId, description: 'Stairs with therapy' }),
  },
  'careplans.changeActivity': {
    ...writes,
    input: async (c) => ({ ...(await activity(c)), fields: { frequency: 'twice a day' } }),
  },
  'careplans.setActivityStatus': {
    ...writes,
    input: async (c) => ({ ...(await activity(c)), status: 'in-progress' }),
  },
  'careplans.addBarrier': {
    ...writes,
    input: ({ s }) => ({ problemId: s.problemId, ...barrier }),
  },
  'careplans.addStayBarrier': {
    ...writesCare,
    input: ({ s }) => ({ encounterId: s.encounterId, ...barrier }),
  },
  'careplans.changeBarrier': {
    ...writes,
    input: async (c) => ({ ...(await barrierOf(c)), fields: { severity: 'high' } }),
  },
  'careplans.resolveBarrier': {
    ...writesCare,
    input: async (c) => ({ ...(await barrierOf(c)), resolution: 'The son drives' }),
  },
  'careplans.reopenBarrier': {
    ...writesCare,
    input: async (c) => {
      await c.prepare('careplans.resolveBarrier', { ...(await barrierOf(c)), resolution: null });
      return barrierOf(c);
    },
  },
  'careplans.setRemoved': {
    ...writes,
    input: async (c) => ({ record: 'goal', ...(await goal(c)), removed: true }),
  },
  'careplans.enterInError': [
    {
      ...{ ...writes, what: 'a barrier' },
      input: async (c) => ({ record: 'barrier', ...(await barrierOf(c)), reason }),
    },
    {
      ...{ ...writes, what: 'an intervention' },
      input: async (c) => ({ record: 'activity', ...(await activity(c)), reason }),
    },
  ],
};

const template = 'heart-failure';

export const templateRows: { [K in keyof typeof carePlanTemplateCalls]: RowsOf<K> } = {
  'careplans.templates': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  'careplans.previewTemplate': {
    ...reads,
    input: ({ s }) => ({ id: s.carePlanId, templateId: template }),
  },
  'careplans.applyTemplate': {
    ...writes,
    input: ({ s }) => ({
      ...{ id: s.carePlanId, templateId: template, items: ['hf-p-fluid', 'hf-g-weigh'] },
    }),
  },
  'careplans.takeBackTemplate': {
    ...writes,
    input: async (c) => ({
      id: c.s.carePlanId,
      applied: { added: [], dated: [{ record: 'goal', ...(await goal(c)), before: null }] },
    }),
  },
};

export const planEditorRows: { [K in keyof typeof carePlanEditorCalls]: RowsOf<K> } = {
  'careplans.move': {
    ...writes,
    input: async (c) => ({ record: 'problem', ...(await problem(c)), to: 1 }),
  },
  'careplans.splitGoal': {
    ...writes,
    input: async (c) => ({ ...(await goal(c)), first: 'Walks 50 ft', second: 'Climbs stairs' }),
  },
  'careplans.joinGoals': {
    ...writes,
    input: async (c) => {
      const other = await c.prepare('careplans.addGoal', {
        ...{ problemId: c.s.problemId, description: 'Climbs stairs' },
      });
      const { id, rowVersion } = other;
      return {
        ...(await goal(c)),
        ...{ other: { id, rowVersion }, fields: { description: 'Walks and climbs' } },
      };
    },
  },
  'careplans.retrace': {
    ...writes,
    input: async (c) => {
      const { id } = await c.prepare('careplans.addGoal', {
        ...{ problemId: c.s.problemId, description: 'Climbs stairs' },
      });
      return { id: c.s.carePlanId, steps: [{ record: 'goal', id, from: 1, to: 0 }] };
    },
  },
  'careplans.suggestions': { ...reads, input: ({ s }) => ({ id: s.carePlanId, record: 'goal' }) },
};
