/** Expectations of set-up, sign-in, one's own session, drafts and prepared documents. */
import { expect } from 'vitest';
import type { documentOwnCalls } from '../../../shared/contract/documents';
import type { draftOwnCalls } from '../../../shared/contract/drafts';
import type { sessionOwnCalls } from '../../../shared/contract/session';
import { setUpInput } from '../host';
import { anybody, line, type Cell, type RowsOf } from './row';
import { ask, type Input } from './world';

const open = { ...anybody, about: 'house', audit: 'none' } as const;
/** One's own session and drafts: everybody who is signed in. */
const own = { may: line.everybody, about: 'house', audit: 'none' } as const;

const keptForm: Input<'session.keepSetUp'> = {
  step: 'hospital',
  hospitalName: 'Elsewhere',
  zone: '',
  helpDesk: '',
  units: [],
  givenName: '',
  familyName: '',
  signInName: '',
};

export const sessionRows: { [K in keyof typeof sessionOwnCalls]: RowsOf<K> } = {
  'session.current': { ...open, input: () => ({}) },
  'session.ratePassphrase': { ...open, input: () => ({ passphrase: 'four grey geese' }) },
  // There is a hospital already: nobody puts another one in its place.
  'session.setUp': { ...open, input: () => setUpInput, answers: 'refused' },
  'session.keepSetUp': { ...open, input: () => keptForm },
  'session.keptSetUp': {
    ...open,
    input: () => ({}),
    check: (answer) => expect(answer).toEqual({ form: null, shown: null }),
  },
  'session.confirmRecoveryKey': {
    ...open,
    input: () => ({ groups: { 1: 'AAAA' }, keptIn: null }),
    answers: 'refused',
  },
  // Printing a new recovery key is the administrator's.
  'session.newRecoveryKey': {
    ...{ may: line.house, about: 'house', audit: 'none' },
    input: () => ({}),
  },
  'session.printRecoveryKey': { ...open, input: () => ({}), answers: 'refused' },
  'session.exploreDemonstration': { ...open, ends: true, input: () => ({}) },
  'session.leaveDemonstration': { ...open, input: () => ({ erase: true }) },
  'session.signIn': {
    ...{ ...open, ends: true, answers: 'refused' },
    input: () => ({ signInName: 'nobody', passphrase: 'not a passphrase' }),
  },
  'session.recover': {
    ...{ ...open, answers: 'invalid' },
    input: () => ({
      ...{ recoveryKey: 'AAAA', signInName: 'wetherlam', newPassphrase: 'nine slow barges west' },
    }),
  },
  'session.lock': { ...own, beforePassphrase: true, input: () => ({ reason: 'asked' }) },
  'session.changePassphrase': {
    ...{ ...own, beforePassphrase: true, answers: 'invalid' },
    input: () => ({ current: 'not a passphrase', next: 'nine slow barges west' }),
  },
  'session.confirm': {
    ...{ ...own, answers: 'invalid' },
    input: () => ({ passphrase: 'not a passphrase' }),
  },
  // They are at the keyboard too.
  'session.active': { ...own, beforePassphrase: true, input: () => ({}) },
  'session.device': { ...open, input: () => ({ density: 'compact' }) },
};

const draft = ({ s, as }: Cell) => ({
  ...{ form: `note:${s.encounterId}`, patientId: s.patientId, baseRowVersion: null },
  text: `text of ${as.signInName}`,
});

export const draftRows: { [K in keyof typeof draftOwnCalls]: RowsOf<K> } = {
  'drafts.put': { ...own, input: draft },
  'drafts.drop': { ...own, input: ({ s }) => ({ form: `note:${s.encounterId}` }) },
  'drafts.list': {
    ...own,
    input: async (c) => {
      await ask(c.w, 'drafts.flush', { drafts: [draft(c)] });
      await c.w.base.store.transaction((trx) =>
        trx('draft').insert({
          ...{ userId: c.w.colleague.id, form: 'note:x', text: 'a colleague’s text' },
          updatedAt: c.w.host.clock.now(),
        }),
      );
      return {};
    },
    // One's own only.
    check: (answer, { as }) =>
      expect(answer.map(({ text }) => text)).toEqual([`text of ${as.signInName}`]),
  },
  'drafts.flush': { ...own, beforePassphrase: true, input: (c) => ({ drafts: [draft(c)] }) },
};

/** A care plan gathered for print by the person who asks, where they may. */
const ownJob = async ({ w, s }: Cell) => {
  const answer = await ask(w, 'documents.prepareCarePlan', print(s.carePlanId));
  return { jobId: answer.ok ? (answer.value as { jobId: string }).jobId : s.carePlanId };
};
/** One that a colleague gathered: nobody else sees, saves, prints or closes it. */
const othersJob = async ({ s, prepare }: Cell) => ({
  jobId: (await prepare('documents.prepareCarePlan', print(s.carePlanId))).jobId,
});
const print = (carePlanId: string) =>
  ({ carePlanId, version: null, paper: 'letter', language: 'en' }) as const;

const makes = { may: line.documents, about: 'house' } as const;
const seesOwn = { ...makes, audit: 'none', what: 'one’s own' } as const;
const leaves = { ...makes, audit: 'write', what: 'one’s own' } as const;
const notOthers = {
  ...makes,
  audit: 'none',
  what: 'of somebody else',
  answers: 'notFound',
  input: othersJob,
} as const;

export const documentRows: { [K in keyof typeof documentOwnCalls]: RowsOf<K> } = {
  // Gathering it has written the entry of its opening already.
  'documents.pdf': [{ ...seesOwn, input: ownJob }, notOthers],
  // Every print and save is recorded.
  'documents.save': [
    {
      ...leaves,
      input: (c) => {
        c.w.host.saveAs.push(`${c.w.host.profile}/plan.pdf`);
        return ownJob(c);
      },
      check: ({ saved }) => expect(saved).toBe(true),
    },
    notOthers,
  ],
  'documents.saveFhir': [
    {
      ...leaves,
      input: (c) => {
        c.w.host.saveAs.push(`${c.w.host.profile}/plan.json`);
        return ownJob(c);
      },
      check: ({ saved }) => expect(saved).toBe(true),
    },
    notOthers,
  ],
  'documents.print': [
    {
      ...leaves,
      input: (c) => {
        c.w.host.ports.printDocument = async () => ({ printed: true, problem: null });
        return ownJob(c);
      },
    },
    notOthers,
  ],
  'documents.drawn': [
    { ...seesOwn, input: async (c) => ({ ...(await ownJob(c)), problem: null }) },
    { ...notOthers, input: async (c) => ({ ...(await othersJob(c)), problem: null }) },
  ],
  'documents.close': [{ ...seesOwn, input: ownJob }, notOthers],
};
