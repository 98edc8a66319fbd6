/** File steps that break off at the n-th, as a power cut or a full disk would. */
import { diskSteps, type FileSteps } from '../../electron/vault/durable-files';

export interface FailingSteps extends FileSteps {
  /** Steps taken so far, by name. */
  taken: string[];
}

/** Real steps until the `failAt`-th (counted from 1), which fails, as does every later one. */
export const failingSteps = (failAt = Infinity): FailingSteps => {
  const taken: string[] = [];
  const guarded =
    <A extends unknown[]>(name: string, step: (...args: A) => Promise<void>) =>
    async (...args: A): Promise<void> => {
      taken.push(name);
      if (taken.length >= failAt) throw new Error(`power cut before ${name}`);
      await step(...args);
    };
  return {
    taken,
    writeSynced: guarded('writeSynced', diskSteps.writeSynced),
    copySynced: guarded('copySynced', diskSteps.copySynced),
    syncFile: guarded('syncFile', diskSteps.syncFile),
    rename: guarded('rename', diskSteps.rename),
    syncFolder: guarded('syncFolder', diskSteps.syncFolder),
    remove: guarded('remove', diskSteps.remove),
    makeFolder: guarded('makeFolder', diskSteps.makeFolder),
  };
};
