/**
 * The program that is killed: the whole of main's logic over a real profile, writing without pause. It
 * says on stdout what it asks for and what was acknowledged, each line forced out before it goes on.
 */
import { writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demonstrationPassphrase } from '../../electron/demonstration';
import { signIn } from '../../electron/services/sign-in';
import { noDecisions } from '../../shared/imports/report';
import { call } from '../support/calls';
import { longFeed } from '../support/long-feed';
import { plainHost, type PlainHost } from '../support/plain-host';
import { chanceFrom, type Chance } from './chance';
import type { Line } from './ledger';
import { tortureNow } from './scene';

/** Kinds of writing that are interrupted. */
export const works = ['saves', 'drafts', 'notes', 'plan', 'import', 'backup', 'rekey'] as const;
export type Work = (typeof works)[number] | 'migration';

const stdout = 1;
const say = (line: Line | { what: 'ready' }): void =>
  void writeSync(stdout, `${JSON.stringify(line)}\n`);

/** Asks for a write and says when it was acknowledged; what is said is all that the judge believes. */
const write = async <T>(key: string, value: string, ask: () => Promise<T>): Promise<T> => {
  say({ what: 'tries', key, value });
  const answer = await ask();
  say({ what: 'kept', key, value });
  return answer;
};

interface Working {
  host: PlainHost;
  chance: Chance;
  /** Names that no other round gives. */
  round: string;
  folder: string;
}

const staysOf = async (host: PlainHost) => {
  const { rows } = await call(host, 'caseload.list', {
    ...{ scope: { kind: 'all' }, text: '', filters: [], offset: 0, limit: 100 },
    sort: { by: 'bed', direction: 'asc' },
  });
  return rows.flatMap((row) => (row.kind === 'stay' ? [row] : []));
};

const saves = async ({ host, chance, round }: Working): Promise<void> => {
  const stays = await staysOf(host);
  for (let n = 0; ; n += 1) {
    const { encounterId } = chance.pick(stays);
    const title = `Torture ${round}.${n}`;
    let task = await write(`task:${title}`, 'requested', () =>
      call(host, 'tasks.add', {
        ...{ encounterId, title, detail: null, kind: 'tk-other', ownerId: null },
        ...{ dueAt: null, dueOn: null },
      }),
    );
    for (const done of [true, false].slice(chance.int(3))) {
      const { id, rowVersion } = task;
      task = await write(`task:${title}`, done ? 'completed' : 'requested', () =>
        call(host, 'tasks.setDone', { id, rowVersion, done }),
      );
    }
  }
};

const drafts = async ({ host, chance, round }: Working): Promise<void> => {
  for (let n = 0; ; n += 1) {
    const form = `torture.${chance.int(5)}`;
    const text = `Half a sentence ${round}.${n}`;
    const draft = { form, patientId: null, baseRowVersion: null, text };
    // The window's answer to a lock: what it acknowledges is on disk.
    await write(`draft:${form}`, text, () => call(host, 'drafts.flush', { drafts: [draft] }));
  }
};

const notes = async ({ host, chance, round }: Working): Promise<void> => {
  const stays = await staysOf(host);
  for (let n = 0; ; n += 1) {
    const { patientId, encounterId } = chance.pick(stays);
    const name = `Torture note ${round}.${n}`;
    const key = `note:${name}`;
    let note = await write(key, 'preliminary', () =>
      call(host, 'notes.add', { patientId, encounterId, text: `${name}: family called.` }),
    );
    const { id, rowVersion } = note;
    note = await write(key, 'final', () => call(host, 'notes.sign', { id, rowVersion }));
  }
};

const plan = async ({ host, chance, round }: Working): Promise<void> => {
  const stays = await staysOf(host);
  for (let n = 0; ; n += 1) {
    const { encounterId } = chance.pick(stays);
    const title = `Torture plan ${round}.${n}`;
    const made = await write(`plan:${title}`, 'draft', () =>
      call(host, 'careplans.create', { encounterId, title }),
    );
    const problem = await call(host, 'careplans.addProblem', {
      ...{ carePlanId: made.id, title: `Problem ${round}.${n}`, source: null, conditionId: null },
    });
    const description = `Torture goal ${round}.${n}`;
    let goal = await write(`goal:${description}`, '', () =>
      call(host, 'careplans.addGoal', { problemId: problem.id, description }),
    );
    for (let step = 0; step < 4; step += 1) {
      const target = `${10 * (step + 1)} ft`;
      const { id, rowVersion } = goal;
      goal = await write(`goal:${description}`, target, () =>
        call(host, 'careplans.changeGoal', { id, rowVersion, fields: { target } }),
      );
    }
  }
};

/** Messages of an imported file, and the serials of censuses that one round may use. */
const messagesPerFile = 120;
const filesPerRound = 20;

/** A file's people by its serial: the judge makes the same feed again. */
export const tortureFeed = (serial: number) => longFeed(messagesPerFile, serial);

const imports = async ({ host, round, folder }: Working): Promise<void> => {
  for (let n = 0; n < filesPerRound; n += 1) {
    const serial = Number(round) * filesPerRound + n;
    const path = join(folder, `feed-${serial}.hl7`);
    await writeFile(path, tortureFeed(serial).text);
    host.ports.openFiles = async () => [path];
    const chosen = await call(host, 'imports.choose', { what: 'files' });
    const { selectionId, files } = chosen!;
    await call(host, 'imports.preview', { selectionId, mapping: null, duplicates: {} });
    await write(`feed:${serial}`, 'whole', () =>
      call(host, 'imports.apply', {
        ...{ selectionId, fileIds: files.map(({ id }) => id), decisions: noDecisions() },
      }),
    );
  }
};

const backups = async ({ host }: Working): Promise<void> => {
  for (;;) {
    const { id } = await call(host, 'backup.make', {});
    // Its name is known only afterwards.
    say({ what: 'kept', key: `backup:${id}`, value: 'whole' });
  }
};

const rekeys = async ({ host, round }: Working): Promise<void> => {
  for (let n = 0; ; n += 1)
    await write('rekey', `${round}.${n}`, () =>
      call(host, 'backup.rekey', { passphrase: demonstrationPassphrase }),
    );
};

const working: Record<Exclude<Work, 'migration'>, (w: Working) => Promise<void>> = {
  ...{ saves, drafts, notes, plan, import: imports, backup: backups, rekey: rekeys },
};

/** Who may do it (security.md, Who may do what). */
const workers: Record<Exclude<Work, 'migration'>, string> = {
  ...{ saves: 'elmcrest', drafts: 'elmcrest', notes: 'elmcrest', plan: 'elmcrest' },
  ...{ import: 'stonehaven', backup: 'wetherlam', rekey: 'wetherlam' },
};

export interface Orders {
  work: Work;
  profile: string;
  folder: string;
  seed: number;
  round: string;
  /** Who opens a store whose schema is old. */
  signInName?: string;
  passphrase?: string;
}

/** Works until it is killed. */
export const workUntilKilled = async (orders: Orders): Promise<void> => {
  const { work, profile, folder, seed, round } = orders;
  const host = plainHost(profile, tortureNow);
  if (work === 'migration') {
    say({ what: 'ready' });
    await signIn(host, orders.signInName!, orders.passphrase!);
    say({ what: 'kept', key: `migrated:${round}`, value: 'whole' });
    return;
  }
  host.storeKind = 'demonstration';
  await signIn(host, workers[work], demonstrationPassphrase);
  say({ what: 'ready' });
  await working[work]({ host, chance: chanceFrom(seed), round, folder });
};
