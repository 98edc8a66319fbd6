/** Expectations of the calls about proposals. */
import { expect } from 'vitest';
import type { proposalCalls } from '../../../shared/contract/proposals';
import { line, type Cell, type RowsOf } from './row';

const reads = { may: line.readPatients, about: 'patient', audit: 'list' } as const;
const plans = { may: line.carePlans, about: 'patient', audit: 'write' } as const;
const care = { may: line.care, about: 'patient', audit: 'write' } as const;
const words = 'A ride to dialysis';

/** A need of the stay, as it stands in the tray. */
const proposal = async (c: Cell, item: string | null) => {
  const { encounterId } = c.s;
  const { id } = await c.prepare('proposals.addNeed', { encounterId, words, item });
  const { open } = await c.prepare('proposals.ofStay', { encounterId });
  const { key, ground } = open.find(({ need }) => need?.id === id)!;
  return { encounterId, key, ground };
};
const need = async (c: Cell) => {
  const { encounterId } = c.s;
  const { id } = await c.prepare('proposals.addNeed', { encounterId, words, item: null });
  return { encounterId, ...(await c.of('proposal_need', id)) };
};
const plain = { language: 'en', adapted: null, use: null } as const;
const accepting = async (c: Cell) => ({
  ...(await proposal(c, null)),
  ...plain,
  ...{ carePlanId: c.s.carePlanId, items: null },
});
const acceptingTasks = async (c: Cell) => ({
  ...(await proposal(c, 'home-with-oxygen')),
  ...plain,
});

export const proposalRows: { [K in keyof typeof proposalCalls]: RowsOf<K> } = {
  'proposals.choices': {
    ...{ ...reads, about: 'house', audit: 'none' },
    input: () => ({}),
    check: ({ reasons }) => expect(reasons.at(-1)?.words).toBe(true),
  },
  'proposals.ofStay': { ...reads, input: ({ s }) => ({ encounterId: s.encounterId }) },
  'proposals.suggest': { ...reads, input: ({ s }) => ({ encounterId: s.encounterId, words }) },
  'proposals.accept': [
    { ...plans, what: 'lines of the plan', input: accepting },
    {
      ...{ ...plans, what: 'tasks, which have a call of their own', answers: 'notFound' },
      input: async (c) => ({
        ...(await acceptingTasks(c)),
        ...{ carePlanId: c.s.carePlanId, items: null },
      }),
    },
    {
      ...{ ...plans, what: 'into the plan of another patient', answers: 'invalid' },
      input: async (c) => ({
        ...(await accepting(c)),
        carePlanId: (c.s === c.w.subjects.own ? c.w.subjects.left : c.w.subjects.own).carePlanId,
      }),
    },
  ],
  'proposals.acceptTasks': [
    { ...care, what: 'tasks', input: acceptingTasks },
    {
      ...{ ...care, what: 'lines of a plan, which it may not write', answers: 'notFound' },
      input: async (c) => ({ ...(await proposal(c, null)), ...plain }),
    },
  ],
  'proposals.reject': {
    ...plans,
    input: async (c) => ({
      ...(await proposal(c, null)),
      ...{ language: 'en', reasonId: 'pr-arranged', words: null },
    }),
  },
  'proposals.takeBack': {
    ...plans,
    input: async (c) => {
      const input = await accepting(c);
      const { key, rowVersion } = await c.prepare('proposals.accept', input);
      return { encounterId: c.s.encounterId, key, rowVersion };
    },
  },
  'proposals.takeBackTasks': [
    {
      ...{ ...care, what: 'tasks' },
      input: async (c) => {
        const { key, rowVersion } = await c.prepare(
          'proposals.acceptTasks',
          await acceptingTasks(c),
        );
        return { encounterId: c.s.encounterId, key, rowVersion };
      },
    },
    {
      ...{ ...care, what: 'lines of a plan, which it may not take out', answers: 'notFound' },
      input: async (c) => {
        const { key, rowVersion } = await c.prepare('proposals.accept', await accepting(c));
        return { encounterId: c.s.encounterId, key, rowVersion };
      },
    },
  ],
  'proposals.addNeed': {
    ...plans,
    input: ({ s }) => ({ encounterId: s.encounterId, words, item: null }),
  },
  'proposals.withdrawNeed': [
    { ...{ ...plans, what: 'of the stay' }, input: need },
    {
      ...{ ...plans, what: 'of another stay', answers: 'notFound' },
      input: async (c) => ({
        ...(await need({
          ...c,
          s: c.s === c.w.subjects.own ? c.w.subjects.left : c.w.subjects.own,
        })),
        encounterId: c.s.encounterId,
      }),
    },
  ],
  //  'proposals.withdrawNeed': { ...plans, input: need },
};
