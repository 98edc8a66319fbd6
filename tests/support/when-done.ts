import { expect, onTestFinished } from 'vitest';

type Work = () => unknown;

const afterFile: Work[] = [];

/** Cleans up after the test, or (made in a `beforeAll` that ends with `return cleanUp`) after the file. */
export const whenDone = (work: Work): void => {
  if (expect.getState().currentTestName === undefined) afterFile.push(work);
  else onTestFinished(async () => void (await work()));
};

/** What a `beforeAll` returns: the newest is cleaned up first. */
export const cleanUp = async (): Promise<void> => {
  for (const work of afterFile.splice(0).reverse()) await work();
};
