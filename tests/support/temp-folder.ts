import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenDone } from './when-done';

/** An empty folder that goes when the test ends. */
export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'liaison-test-'));
  whenDone(() => rm(folder, { recursive: true, force: true }));
  return folder;
};
