/** What the worklist of one unit costs, whatever lies in the years behind it. */
import { caseloadRows } from '../../db/caseload';
import type { Store } from '../../db/connection';
import { closeStore } from '../../electron/services/open-record';
import { callerOf } from './callers';
import { against, type Figure } from './figures';
import { benchNow, caseManager, openHospital, type BenchHospital } from './hospitals';
import { eachOf, interleaved, type Measure } from './rounds';

const rounds = 9;
const queriesPerRound = 10;
/** Ten years of past stays may cost the list a fifth (performance.md). */
const growthGoal = 1.2;

const short = (encounters: number): string => `${encounters / 1000}k`;

const worklistOf = async (store: Store): Promise<Measure> => {
  const { user } = await callerOf(store, caseManager);
  const reader = { userId: user.id, unitIds: user.unitIds, scopeUnitIds: user.unitIds };
  return eachOf(queriesPerRound, async () => {
    const { stays } = await store.transaction((trx) =>
      caseloadRows(trx, reader, benchNow, benchNow.slice(0, 10)),
    );
    if (stays.length === 0) throw new Error('the worklist is empty');
  });
};

/** A figure for each size but the first: its cost over that of the size before it. */
export const measureWorklist = async (hospitals: readonly BenchHospital[]): Promise<Figure[]> => {
  const stores: Store[] = [];
  const measures: Record<string, Measure> = {};
  try {
    for (const hospital of hospitals) {
      const store = await openHospital(hospital);
      stores.push(store);
      measures[short(hospital.encounters)] = await worklistOf(store);
    }
    const medians = await interleaved(measures, { rounds });
    return hospitals.slice(1).map(({ encounters }, index) => {
      const [small, large] = [short(hospitals[index]!.encounters), short(encounters)];
      return against(
        `worklist query of one unit, ${large} over ${small} encounters`,
        medians[large]!,
        medians[small]!,
        growthGoal,
      );
    });
  } finally {
    for (const store of stores) await closeStore(store);
  }
};
