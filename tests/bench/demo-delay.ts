/** How late the main thread is for its own timers while the demonstration's day is worked. */
import type { ElectronApplication } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { begin, bringIn, workDay } from '../demo/day';
import { Recorder } from '../demo/recorder';
import { startEmpty } from './electrons';
import { atMost, type Figure } from './figures';

const goalMs = 16;
const longestGoalMs = 100;
const resolutionMs = 1;

interface Delay {
  p999: number;
  longest: number;
}

/** The watch in main, under a name that only the bench knows. */
interface Watched {
  benchDelay: ReturnType<typeof import('node:perf_hooks').monitorEventLoopDelay>;
}

const watch = (app: ElectronApplication): Promise<void> =>
  app.evaluate((_electron, resolution) => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution });
    histogram.enable();
    (globalThis as unknown as Watched).benchDelay = histogram;
  }, resolutionMs);

const delayOf = (app: ElectronApplication): Promise<Delay> =>
  app.evaluate(() => {
    const { benchDelay } = globalThis as unknown as Watched;
    benchDelay.disable();
    const nanosecondsPerMs = 1e6;
    return {
      p999: benchDelay.percentile(99.9) / nanosecondsPerMs,
      longest: benchDelay.max / nanosecondsPerMs,
    };
  });

export interface DemoDelay {
  figures: Figure[];
  /** The same of an empty window that stood open meanwhile: what the machine itself is late. */
  facts: Record<string, number>;
}

/** The demonstration without its pictures and without the sample data, which are not part of a day. */
export const measureDemoDelay = async (folder: string): Promise<DemoDelay> => {
  const empty = await startEmpty();
  try {
    await watch(empty.app);
    const recorder = new Recorder(join(folder, 'demo'), { pictures: false });
    const liaison = await begin(recorder, ({ app }) => watch(app));
    try {
      await bringIn(liaison, recorder, join(folder, 'no-samples'));
      await workDay(liaison, recorder);
      const ours = await delayOf(liaison.app);
      const idle = await delayOf(empty.app);
      return {
        figures: [
          atMost('event-loop delay of main in the demo, p99.9', ours.p999, goalMs),
          atMost('event-loop delay of main in the demo, longest', ours.longest, longestGoalMs),
        ],
        facts: { emptyWindowDelayP999Ms: idle.p999, emptyWindowDelayLongestMs: idle.longest },
      };
    } finally {
      await liaison.app.close();
      rmSync(liaison.profile, { recursive: true, force: true });
    }
  } finally {
    await empty.close();
  }
};
