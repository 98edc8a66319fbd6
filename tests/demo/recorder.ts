/** What the demonstration leaves: pictures, papers and a summary, with how long each step took. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';

export interface DemoSummary {
  ok: boolean;
  electron: string;
  cipher: string;
  patients: number;
  encounters: number;
  activeEncounters: number;
  carePlans: number;
  rounds: number;
  auditEntries: number;
  auditVerified: boolean;
  networkRequests: number;
  screens: string[];
  documents: { file: string; pages: number }[];
  steps: { name: string; ms: number }[];
}

/** Gathers what a run makes in one folder. */
export class Recorder {
  private readonly screens: string[] = [];
  private readonly documents: { file: string; pages: number }[] = [];
  private readonly steps: { name: string; ms: number }[] = [];

  /** `pictures: false` leaves them out: taking one holds the application’s main thread. */
  constructor(
    readonly folder: string,
    private readonly options: { pictures: boolean } = { pictures: true },
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Runs a step and keeps its time; a failure names the step. */
  async step<T>(name: string, act: () => Promise<T>): Promise<T> {
    const began = performance.now();
    process.stderr.write(`demo: ${name}\n`);
    try {
      return await act();
    } catch (error) {
      throw new Error(`The demonstration stopped at “${name}”.`, { cause: error });
    } finally {
      this.steps.push({ name, ms: Math.round(performance.now() - began) });
    }
  }

  /** Takes a picture of the window. */
  async picture(page: Page, name: string): Promise<void> {
    if (!this.options.pictures) return;
    const file = `${name}.png`;
    await page.screenshot({ path: join(this.folder, file) });
    if (!this.screens.includes(file)) this.screens.push(file);
  }

  /** Keeps a paper that the application saved. */
  keep(path: string, pages: number): void {
    const file = basename(path);
    if (path !== join(this.folder, file)) copyFileSync(path, join(this.folder, file));
    this.documents.push({ file, pages });
  }

  /** Writes summary.json. */
  finish(
    facts: Omit<DemoSummary, 'screens' | 'documents' | 'steps'>,
    failure?: unknown,
  ): DemoSummary {
    const summary = {
      ...facts,
      screens: this.screens,
      documents: this.documents,
      steps: this.steps,
    };
    const told = failure === undefined ? summary : { ...summary, failure: reasonsOf(failure) };
    writeFileSync(join(this.folder, 'summary.json'), `${JSON.stringify(told, null, 2)}\n`);
    return summary;
  }
}

/** An error and what caused it, first lines only. */
const reasonsOf = (failure: unknown): string[] => {
  const reasons: string[] = [];
  for (let error = failure; error instanceof Error; error = error.cause)
    reasons.push(error.message.split('\n')[0] ?? '');
  return reasons;
};
