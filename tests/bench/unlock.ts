/** From the passphrase to the caseload on screen, with ten years behind it and with hardly any. */
import { expect } from '@playwright/test';
import { start, type Liaison } from '../e2e/support/app';
import { against, atMost, type Figure } from './figures';
import {
  benchNow,
  benchPassphrase,
  caseManager,
  copyHospital,
  type BenchHospital,
} from './hospitals';
import { interleaved } from './rounds';

const growthGoal = 1.2;
const longestMs = 1000;

/** What the page itself notes: instants in milliseconds of the epoch. */
interface Watched {
  shownAt?: number;
}

/**
 * Runs in the page: notes when Enter is pressed (in the window's name, which outlives a load) and when
 * rows of patients have been painted.
 */
const watch = (): void => {
  const now = (): number => performance.timeOrigin + performance.now();
  addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Enter') window.name = String(now());
    },
    { capture: true },
  );
  const look = (): void => {
    // The head is a row too.
    if (document.querySelectorAll('[role=grid] [role=row]').length < 3)
      return void requestAnimationFrame(look);
    requestAnimationFrame(() => void ((window as Watched).shownAt = now()));
  };
  look();
};

const startWatched = async (profile: string): Promise<Liaison> => {
  const liaison = await start({ profile, clock: benchNow });
  await liaison.app.context().addInitScript(watch);
  await liaison.page.evaluate(watch);
  return liaison;
};

const patience = { timeout: 60_000 };

/** Fills the lock screen, presses Enter, and answers with the time until rows are painted. */
const unlock = async ({ page }: Liaison): Promise<number> => {
  const passphrase = page.getByLabel('Passphrase', { exact: true });
  await expect(passphrase).toBeVisible();
  // Who locked stands on the lock screen by name, and types only the passphrase.
  const name = page.getByLabel('Sign-in name');
  if (await name.isVisible()) await name.fill(caseManager);
  await passphrase.fill(benchPassphrase);
  await page.keyboard.press('Enter');
  const took = (): Promise<number | null> =>
    page
      .evaluate(() => {
        const { shownAt } = window as Watched;
        return shownAt === undefined ? null : shownAt - Number(window.name);
      })
      // The page that was asked may be on its way out.
      .catch(() => null);
  await expect.poll(took, patience).not.toBeNull();
  return (await took())!;
};

/**
 * Locks, and waits for the fresh load that every lock ends with. By the button in the status line: of
 * the two windows only one has the keyboard, and a key for the other may be the system's to give.
 */
const lockAgain = async ({ page }: Liaison): Promise<void> => {
  await page.evaluate(() => void Object.assign(window, { beforeLock: true }));
  await page.getByRole('button', { name: 'lock now' }).click();
  const isFresh = (): Promise<boolean> =>
    page
      .evaluate(
        () => !('beforeLock' in window) && document.querySelector('input[type=password]') !== null,
      )
      // The page that was asked is the one that goes.
      .catch(() => false);
  await expect.poll(isFresh, patience).toBe(true);
};

const short = (encounters: number): string => `${encounters / 1000}k`;

export const measureUnlock = async (
  small: BenchHospital,
  large: BenchHospital,
  rounds: number,
): Promise<Figure[]> => {
  const running: Liaison[] = [];
  try {
    for (const [hospital, name] of [
      [small, 'unlock-small'],
      [large, 'unlock-large'],
    ] as const) {
      const { profile } = copyHospital(hospital, name);
      running.push(await startWatched(profile));
    }
    const [few, many] = running;
    const measure = (liaison: Liaison) => async (): Promise<number> => {
      const ms = await unlock(liaison);
      await lockAgain(liaison);
      return ms;
    };
    const ms = await interleaved({ few: measure(few!), many: measure(many!) }, { rounds });
    const name = `unlock to the caseload, ${short(large.encounters)}`;
    return [
      against(`${name} over ${short(small.encounters)} encounters`, ms.many, ms.few, growthGoal),
      atMost(`${name} encounters`, ms.many, longestMs),
    ];
  } finally {
    for (const liaison of running) await liaison.app.close();
  }
};
