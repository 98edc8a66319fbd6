/** What an administrator sets about imports: the watched folder, observation codes, own assigners. */
import { basename } from 'node:path';
import { z } from 'zod';
import type { Trx } from '../../../db/connection';
import { listAssigners } from '../../../db/identity';
import { personNames } from '../../../db/person-names';
import type { Actor } from '../../../db/records';
import { readSetting, writeSetting } from '../../../db/settings';
import type { ImportSettings, WatchState } from '../../../shared/imports/import';
import { defaultObservationCodes } from '../../interop/codes';

const watchSchema = z.object({ path: z.string(), setBy: z.string(), setAt: z.string() }).nullable();
export type Watch = NonNullable<z.infer<typeof watchSchema>>;

const watchKey = 'imports.watch';
const keepDaysKey = 'imports.keepDays';
const observationKey = 'imports.observationCodes';
const usualKeepDays = 14;

/** The watched folder, or null. */
export const watchOf = (trx: Trx): Promise<Watch | null> => readSetting(trx, watchKey, watchSchema);

/** Sets the watched folder, or takes it away. */
export const setWatch = (trx: Trx, path: string | null, actor: Actor): Promise<void> =>
  writeSetting(
    trx,
    watchKey,
    path === null ? null : { path, setBy: actor.userId, setAt: actor.at },
    actor,
  );

/** Days after which `done` and `refused` are emptied. */
export const keepDaysOf = async (trx: Trx): Promise<number> =>
  (await readSetting(trx, keepDaysKey, z.int())) ?? usualKeepDays;

export const setKeepDays = (trx: Trx, days: number, actor: Actor): Promise<void> =>
  writeSetting(trx, keepDaysKey, days, actor);

/** PV1-2 and PV1-18 codes that mean observation. */
export const observationCodesOf = async (trx: Trx): Promise<string[]> =>
  (await readSetting(trx, observationKey, z.array(z.string()))) ?? [...defaultObservationCodes];

export const setObservationCodes = (
  trx: Trx,
  codes: readonly string[],
  actor: Actor,
): Promise<void> =>
  writeSetting(trx, observationKey, [...new Set(codes.map((code) => code.toUpperCase()))], actor);

/** All of it, as the settings show it. */
export const importSettings = async (
  trx: Trx,
  watchState: WatchState,
  today: string,
): Promise<ImportSettings> => {
  const watch = await watchOf(trx);
  const names = await personNames(trx, [watch?.setBy], today);
  return {
    watchedFolder: watch ? basename(watch.path) : null,
    watchState: watch ? watchState : 'off',
    setByName: watch ? (names.get(watch.setBy) ?? null) : null,
    setAt: watch?.setAt ?? null,
    keepDays: await keepDaysOf(trx),
    observationCodes: await observationCodesOf(trx),
    assigners: await listAssigners(trx),
  };
};
