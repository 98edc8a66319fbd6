import { expect, test } from 'vitest';
import { barriersOfEncounter, liveState, loadPlan, plansOfPatient } from '../../db/careplans';
import { documentsOfPatient, stayFacts } from '../../db/documents';
import type { Trx } from '../../db/connection';
import { readyPlan, sign, ward } from '../support/careplans';
import { plansOf } from '../support/query-plan';
import { testNow } from '../support/store';

const reads: [
  string,
  (trx: Trx, ids: { plan: string; patient: string; stay: string }) => Promise<unknown>,
][] = [
  ['a whole plan', (trx, { plan }) => loadPlan(trx, plan, '2026-03-12')],
  ['what was recorded live', (trx, { plan }) => liveState(trx, plan, '2026-03-12')],
  ['the plans of a patient', (trx, { patient }) => plansOfPatient(trx, patient, '2026-03-12')],
  ['the barriers of a stay', (trx, { stay }) => barriersOfEncounter(trx, stay, '2026-03-12')],
  [
    'the documents of a patient',
    (trx, { patient }) => documentsOfPatient(trx, patient, '2026-03-12'),
  ],
  [
    'the facts of a printed stay',
    (trx, { patient, stay }) => stayFacts(trx, patient, stay, testNow),
  ],
];

test.each(reads)(
  '%s is found by indexes, never by reading a table through',
  async (_what, read) => {
    const w = await ward();
    const { planId } = await readyPlan(w);
    await sign(w, planId);
    const plans = await plansOf(w.store, () =>
      w.store.transaction((trx) =>
        read(trx, { plan: planId, patient: w.patientId, stay: w.encounterId }),
      ),
    );
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.flatMap(({ scans }) => scans)).toEqual([]);
  },
);
