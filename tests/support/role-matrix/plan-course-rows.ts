/** Expectations of the calls about what happens to a plan once it is signed. */
import type { carePlanParticipantCalls } from '../../../shared/contract/careplan-participants';
import type { carePlanReviewCalls } from '../../../shared/contract/careplan-review';
import type { carePlanWalkCalls } from '../../../shared/contract/careplan-walks';
import { line, type Cell, type RowsOf } from './row';

const reads = { may: line.readPatients, about: 'patient', audit: 'list' } as const;
const writes = { may: line.carePlans, about: 'patient', audit: 'write' } as const;
/** Whoever works with the patient tells others of the plan. */
const writesCare = { may: line.care, about: 'patient', audit: 'write' } as const;

const plan = ({ s, of }: Cell) => of('care_plan', s.carePlanId);

const told = ({ s }: Cell) => ({
  id: s.carePlanId,
  participantIds: [s.sharerId],
  ...({ version: 1, at: null, how: 'phone', note: null } as const),
});

export const participantRows: { [K in keyof typeof carePlanParticipantCalls]: RowsOf<K> } = {
  'careplans.participants': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  'careplans.participantCandidates': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  'careplans.addParticipants': [
    {
      ...{ ...writes, what: 'one of the patient’s own people' },
      input: ({ s }) => ({ id: s.carePlanId, people: [{ relatedPersonId: s.contactId }] }),
    },
    {
      ...{ ...writes, what: 'somebody around another patient', answers: 'notFound' },
      input: ({ w, s }) => ({
        id: s.carePlanId,
        people: [
          {
            relatedPersonId: (s === w.subjects.own ? w.subjects.left : w.subjects.own).contactId,
          },
        ],
      }),
    },
  ],
  'careplans.setParticipantRemoved': {
    ...writes,
    input: async ({ s, of }) => {
      const { id: participantId, rowVersion } = await of('care_plan_participant', s.sharerId);
      return { id: s.carePlanId, participantId, rowVersion, removed: true };
    },
  },
  'careplans.setCustodian': {
    ...writes,
    input: async (c) => ({ ...(await plan(c)), custodianId: c.w.people.unitLead.id }),
  },
  'careplans.recordTold': { ...writesCare, input: told },
  'careplans.withdrawTold': {
    ...writesCare,
    input: async (c) => {
      const { people } = await c.prepare('careplans.recordTold', told(c));
      const { id: toldId, rowVersion } = people[0]!.told[0]!;
      return { id: c.s.carePlanId, toldId, rowVersion, reason: 'It was somebody else' };
    },
  },
};

export const reviewRows: { [K in keyof typeof carePlanReviewCalls]: RowsOf<K> } = {
  'careplans.draftFrom': {
    ...writes,
    input: async (c) => ({ ...(await plan(c)), version: 1 }),
  },
  'careplans.former': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  // No former plan in this world: there is nothing to take up.
  'careplans.takeUp': {
    ...{ ...writes, answers: 'notFound' },
    input: ({ s }) => ({ id: s.carePlanId, goalIds: [s.goalId] }),
  },
  'careplans.recordProgressSheet': {
    ...writes,
    input: ({ s }) => ({
      id: s.carePlanId,
      entries: [
        {
          ...{ goalId: s.goalId, value: '80 ft', statement: null },
          achievementStatus: 'improving',
        },
      ],
    }),
  },
};

const begun = async (c: Cell) => {
  const { id: walkId, rowVersion } = await c.prepare('careplans.startWalk', {
    ...{ id: c.s.carePlanId, kind: 'review' },
  });
  return { id: c.s.carePlanId, walkId, rowVersion };
};

export const walkRows: { [K in keyof typeof carePlanWalkCalls]: RowsOf<K> } = {
  'careplans.walk': { ...reads, input: ({ s }) => ({ id: s.carePlanId }) },
  'careplans.startWalk': {
    ...writes,
    input: ({ s }) => ({ id: s.carePlanId, kind: 'review' }),
  },
  'careplans.abandonWalk': { ...writes, input: begun },
  'careplans.decideGoal': {
    ...writes,
    input: async (c) => {
      const { id, walkId } = await begun(c);
      return {
        ...{ id, walkId, goalId: c.s.goalId },
        ...({ decision: 'keep', reason: null, goesOn: false } as const),
      };
    },
  },
  'careplans.setWalk': {
    ...writes,
    input: async (c) => ({ ...(await begun(c)), reviewOn: '2026-03-25', nextSetting: null }),
  },
  'careplans.finishWalk': {
    ...writes,
    input: async (c) => {
      const { id, walkId, rowVersion } = await begun(c);
      await c.prepare('careplans.setWalk', {
        ...{ id, walkId, rowVersion, reviewOn: '2026-03-25', nextSetting: null },
      });
      await c.prepare('careplans.decideGoal', {
        ...{ id, walkId, goalId: c.s.goalId },
        ...({ decision: 'keep', reason: null, goesOn: false } as const),
      });
      const { stamp } = await c.prepare('careplans.get', { id });
      return { id, walkId, stamp };
    },
  },
};
