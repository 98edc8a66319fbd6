/** What one question from the window costs: a keystroke's draft through the pipeline, over a bare answer. */
import type { Page } from '@playwright/test';
import { start } from '../e2e/support/app';
import { startEmpty } from './electrons';
import { against, type Figure } from './figures';
import {
  benchNow,
  benchPassphrase,
  caseManager,
  copyHospital,
  type BenchHospital,
} from './hospitals';
import { interleaved } from './rounds';

const rounds = 9;
const callsPerRound = 200;
/** performance.md names no goal: parsing and permission may cost as much again as the way itself. */
const goal = 2;

type Call = (name: string, input: unknown) => Promise<{ ok: boolean }>;

/** Milliseconds a call, asked one after another from the page. */
const perCall = (page: Page, of: 'liaison' | 'bench'): Promise<number> =>
  page.evaluate(
    async ({ of: owner, times }) => {
      const { call } = (window as unknown as Record<string, { call: Call }>)[owner]!;
      const began = performance.now();
      for (let n = 0; n < times; n += 1) {
        const text = `Daughter asked about the ride, ${n}.`;
        const draft = { form: 'bench', patientId: null, baseRowVersion: null, text };
        const answer = await call('drafts.put', draft);
        if (!answer.ok) throw new Error('the draft was refused');
      }
      return (performance.now() - began) / times;
    },
    { of, times: callsPerRound },
  );

export const measureIpc = async (hospital: BenchHospital): Promise<Figure> => {
  const { profile } = copyHospital(hospital, 'ipc');
  const liaison = await start({ profile, clock: benchNow });
  const empty = await startEmpty();
  try {
    await liaison.signIn(caseManager, benchPassphrase);
    const ms = await interleaved(
      {
        liaison: () => perCall(liaison.page, 'liaison'),
        bare: () => perCall(empty.page, 'bench'),
      },
      { rounds },
    );
    return against('IPC, a keystroke’s draft over a bare answer', ms.liaison, ms.bare, goal);
  } finally {
    await empty.close();
    await liaison.app.close();
  }
};
