/** File steps that break off at the n-th, as a power cut or a full disk would. */
import { diskSteps, type FileSteps } from '../../electron/vault/durable-files';

export interface FailingSteps extends FileSteps {
  /** Steps taken so far, by name. */
  taken: string[];
}

/**
 * Real steps until the `failAt`-th (counted from 1), which fails: with `powerCut` every later one
 * too, else only it (a moment without room).
 */
export const failingSteps = (
  failAt = Infinity,
  kind: 'powerCut' | 'once' = 'powerCut',
): FailingSteps => {
  const taken: string[] = [];
  const guarded =
    <A extends unknown[]>(name: string, step: (...args: A) => Promise<void>) =>
    async (...args: A): Promise<void> => {
      taken.push(name);
      const fails = kind === 'once' ? taken.length === failAt : taken.length >= failAt;
      if (fails) throw new Error(`power cut before ${name}`);
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
