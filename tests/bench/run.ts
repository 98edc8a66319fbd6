/**
 * npm run bench: the figures of the budget, measured on the real code and the real application.
 *
 *   --quick        hospitals of 1k, 10k and 100k encounters; under three minutes
 *   --smoke        that the measures still run, on small hospitals: those that open no window, unless
 *                  they are named; no figure is judged
 *   --only NAME    these figures only (start, unlock, worklist, service, encryption, ipc, demo, pdf,
 *                  import, calendar, careplan); may be given more than once
 *
 * A missed goal is told and fails nothing; a measure that breaks ends with exit code 1.
 *
 * Without one of them, hospitals of up to 500k encounters and a feed of 10,000 messages.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCalendar } from './calendar';
import { measureCarePlan } from './careplan';
import { measureDemoDelay } from './demo-delay';
import { measureEncryption } from './encryption';
import { machine, slownessNow, tableOf, writeFigures, type Figure } from './figures';
import { copyHospital, makeHospital, plainCopy, type BenchHospital } from './hospitals';
import { measureImport } from './import';
import { measureIpc } from './ipc';
import { measurePdf } from './pdf';
import { measureService } from './service';
import { measureStart } from './start';
import { measureUnlock } from './unlock';
import { measureWorklist } from './worklist';

interface Size {
  /** Encounters of the hospitals, the smallest first; the last two are compared with the one before. */
  hospitals: readonly [number, number, number];
  messages: number;
  /** Events of the calendar's month. */
  events: number;
  importRounds: number;
  startRounds: number;
  unlockRounds: number;
  pdfRounds: number;
  encryptionRounds: number;
}

const sizes = {
  smoke: {
    hospitals: [200, 400, 800],
    messages: 60,
    events: 200,
    importRounds: 1,
    startRounds: 1,
    unlockRounds: 1,
    pdfRounds: 1,
    encryptionRounds: 2,
  },
  quick: {
    hospitals: [1_000, 10_000, 100_000],
    messages: 2_000,
    events: 5_000,
    importRounds: 3,
    startRounds: 8,
    unlockRounds: 7,
    pdfRounds: 9,
    encryptionRounds: 15,
  },
  full: {
    hospitals: [1_000, 10_000, 500_000],
    messages: 10_000,
    events: 5_000,
    importRounds: 3,
    startRounds: 10,
    unlockRounds: 9,
    pdfRounds: 9,
    encryptionRounds: 15,
  },
} satisfies Record<string, Size>;

const args = process.argv.slice(2);
const has = (name: string): boolean => args.includes(name);
const mode = has('--smoke') ? 'smoke' : has('--quick') ? 'quick' : 'full';
const only = args.flatMap((arg, at) => (args[at - 1] === '--only' ? [arg] : []));
const size: Size = sizes[mode];

const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

/** Hospitals are made when the first figure asks for them. */
class Hospitals {
  private readonly made = new Map<number, BenchHospital>();
  private plainOne: BenchHospital | null = null;

  constructor(readonly folder: string) {}

  async of(encounters: number): Promise<BenchHospital> {
    const known = this.made.get(encounters);
    if (known) return known;
    const began = performance.now();
    const [, middle, large] = size.hospitals;
    const hospital =
      encounters === large
        ? copyHospital(await this.of(middle), `hospital-${large}`, large)
        : await makeHospital(this.folder, encounters);
    say(`a hospital of ${encounters} encounters in ${seconds(began)}`);
    this.made.set(encounters, hospital);
    return hospital;
  }

  all(): Promise<BenchHospital[]> {
    return size.hospitals.reduce<Promise<BenchHospital[]>>(
      async (before, encounters) => [...(await before), await this.of(encounters)],
      Promise.resolve([]),
    );
  }

  small(): Promise<BenchHospital> {
    return this.of(size.hospitals[0]);
  }

  large(): Promise<BenchHospital> {
    return this.of(size.hospitals[2]);
  }

  async middle(): Promise<BenchHospital> {
    return this.of(size.hospitals[1]);
  }

  async plain(): Promise<BenchHospital> {
    this.plainOne ??= plainCopy(await this.middle());
    return this.plainOne;
  }

  async copy(name: string): Promise<BenchHospital> {
    return copyHospital(await this.middle(), name);
  }
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

interface Measured {
  figures: Figure[];
  facts?: Record<string, number>;
}

const measures: Record<string, (hospitals: Hospitals) => Promise<Measured>> = {
  start: async (hospitals) => ({
    figures: [await measureStart(await hospitals.small(), size.startRounds)],
  }),
  pdf: async () => ({ figures: [await measurePdf(size.pdfRounds)] }),
  ipc: async (hospitals) => ({ figures: [await measureIpc(await hospitals.small())] }),
  worklist: async (hospitals) => ({ figures: await measureWorklist(await hospitals.all()) }),
  unlock: async (hospitals) => ({
    figures: await measureUnlock(
      await hospitals.small(),
      await hospitals.large(),
      size.unlockRounds,
    ),
  }),
  service: async (hospitals) => ({
    figures: await measureService(
      await hospitals.copy('service'),
      await hospitals.copy('service-raw'),
    ),
  }),
  careplan: async (hospitals) => ({
    figures: await measureCarePlan(
      await hospitals.copy('careplan'),
      await hospitals.copy('careplan-raw'),
    ),
  }),
  encryption: async (hospitals) => {
    const plain = await hospitals.plain();
    const middle = await hospitals.middle();
    return { figures: [await measureEncryption(middle, plain, size.encryptionRounds)] };
  },
  import: async ({ folder }) => ({
    figures: [await measureImport(folder, size.messages, size.importRounds)],
  }),
  calendar: async (hospitals) => ({
    figures: [
      await measureCalendar(copyHospital(await hospitals.small(), 'calendar'), size.events),
    ],
  }),
  demo: ({ folder }) => measureDemoDelay(folder),
};

/** Measures that start the application, which takes longer than a smoke run may. */
const windowed = new Set(['start', 'ipc', 'unlock', 'demo']);

const isAsked = (name: string): boolean =>
  only.length > 0 ? only.includes(name) : mode !== 'smoke' || !windowed.has(name);

/** Fewer rounds where other programs hold the processor, so that a quick run stays quick. */
const atPace = (slowness: number): void => {
  const least = 3;
  for (const name of ['startRounds', 'unlockRounds', 'importRounds'] as const)
    size[name] = Math.min(size[name], Math.max(least, Math.round(size[name] / slowness)));
};

const main = async (): Promise<boolean> => {
  const began = performance.now();
  const slowness = await slownessNow();
  const facts = { ...machine(), slowness };
  atPace(slowness);
  const folder = mkdtempSync(join(tmpdir(), 'liaison-bench-'));
  const figures: Figure[] = [];
  const broken: string[] = [];
  try {
    const hospitals = new Hospitals(folder);
    for (const [name, measure] of Object.entries(measures)) {
      if (!isAsked(name)) continue;
      const start = performance.now();
      try {
        const measured = await measure(hospitals);
        figures.push(...measured.figures);
        Object.assign(facts, measured.facts);
        say(`${name} in ${seconds(start)}`);
      } catch (error) {
        broken.push(name);
        say(`${name} broke: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(`\n${tableOf(figures)}`);
  if (broken.length > 0) process.stdout.write(`Not measured, as it broke: ${broken.join(', ')}.\n`);
  // Small hospitals' figures must not stand where those of a real run are looked for.
  const name = mode === 'smoke' ? 'bench-smoke' : 'bench';
  const results = process.env['LIAISON_RESULTS_DIR'] ?? 'test-results';
  const path = writeFigures(join(results, `${name}.json`), figures, {
    ...facts,
    mode,
    tookSeconds: Math.round((performance.now() - began) / 1000),
  });
  say(`written to ${path}; ${seconds(began)} in all`);
  return broken.length === 0;
};

process.exitCode = (await main()) ? 0 : 1;
