/**
 * Every declared call × every role × (own unit, other unit, restricted patient, their team's, left
 * lately or long ago, nobody signed in, a passphrase to be chosen first), asked through the real
 * pipeline over a real encrypted file and compared with what security.md says of it.
 */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../db/audit-chain';
import { storeFolder } from '../../electron/services/store-folder';
import { calls, ownCalls, type CallName } from '../../shared/contract';
import { roles, type Role } from '../../shared/permissions';
import {
  expectAnswered,
  expectAnsweredForGood,
  expected,
  expectNotSignedIn,
  expectPassphraseFirst,
  expectRefused,
  type AnyRow,
  type Place,
} from '../support/role-matrix/cells';
import { expectations } from '../support/role-matrix/expectations';
import { cleanUp } from '../support/when-done';
import { ask, makeWorld, relations, type Relation, type World } from '../support/role-matrix/world';

const names = [...Object.keys(calls), ...Object.keys(ownCalls)].sort() as CallName[];

const rowsOf = (name: CallName): AnyRow[] =>
  [expectations[name] as AnyRow | AnyRow[] | undefined].flat().filter((row) => row !== undefined);

/** Whoever is refused for the role is asked about these; the others about every relation. */
const fewRelations = ['own', 'other', 'restricted'] as const;

const relationsFor = ({ about, may }: AnyRow, role: Role): readonly Relation[] =>
  about === 'house' ? ['own'] : may.includes(role) ? relations : fewRelations;

/** Each row with each role and, where a patient is named, each relation. */
const places = (role: Role): Place[] =>
  names.flatMap((name) =>
    rowsOf(name).flatMap((row) =>
      relationsFor(row, role).map((relation) => ({ name, row, role, relation })),
    ),
  );

/** Runs all cells and tells of every one that is not as expected, not only of the first. */
const inAll = async (
  cells: readonly Place[],
  run: (place: Place) => Promise<void>,
): Promise<void> => {
  const wrong: string[] = [];
  for (const place of cells) {
    const { name, row, role, relation } = place;
    await run(place).catch((error: unknown) => {
      const why = error instanceof Error ? error.message.slice(0, 600) : String(error);
      wrong.push(`${name}${row.what ? ` (${row.what})` : ''}, ${role}, ${relation}: ${why}`);
    });
  }
  expect(wrong).toEqual([]);
};

/** A demonstration that this vault's passphrase does not open: making a real one takes its time. */
const aDemonstrationIsThere = async (): Promise<void> => {
  const folder = storeFolder(w.host.profile, 'demonstration');
  await mkdir(folder, { recursive: true });
  await copyFile(join(w.base.folder, 'vault.json'), join(folder, 'vault.json'));
};

let w: World;
beforeAll(async () => {
  w = await makeWorld();
  return cleanUp;
});

test('every declared call has a row, and every row a declared call', () => {
  expect(Object.keys(expectations).sort()).toEqual(names);
  for (const name of names) expect([name, rowsOf(name).length > 0]).toEqual([name, true]);
});

for (const role of roles) {
  test(`${role}: is refused what security.md does not grant, with an entry and without effect`, () =>
    inAll(
      places(role).filter((place) => expected(place) !== 'ok'),
      (place) => expectRefused(w, place, expected(place)),
    ));

  test(`${role}: is answered what security.md grants, on record, with nobody else in it`, () =>
    inAll(
      places(role)
        .filter(({ row }) => !row.real && !row.ends)
        .filter((p) => expected(p) === 'ok'),
      (place) => expectAnswered(w, place),
    ));

  test(`${role}: with a temporary passphrase does nothing before choosing another`, () =>
    inAll(
      places(role).filter(
        ({ row, relation }) => relation === 'own' && !row.ends && !(row.real && row.locked),
      ),
      (place) => expectPassphraseFirst(w, place),
    ));
}

test('nobody signed in: only what is open to the locked state is answered', () =>
  inAll(
    places('caseManager').filter(({ row, relation }) => relation === 'own' && !row.ends),
    (place) => expectNotSignedIn(w, place),
  ));

test('what works on the file itself is done for those who may, and is on record', () =>
  inAll(
    roles.flatMap((role) =>
      places(role).filter((place) => place.row.real && expected(place) === 'ok'),
    ),
    (place) => expectAnsweredForGood(w, place),
  ));

test('after all of it the audit chain is whole, nothing crashed, and a lock ends the session', async () => {
  const { broken } = await w.base.store.transaction((trx) =>
    verifyChain(trx, { newest: null, known: null } as never),
  );
  expect([broken, w.host.crashes]).toEqual([null, []]);
  w.host.record = w.base;
  expect(await ask(w, 'session.lock', { reason: 'asked' })).toMatchObject({ ok: true });
  await expect.poll(() => w.host.record).toBeNull();
  expect(w.base.dek.every((byte) => byte === 0)).toBe(true);
  await aDemonstrationIsThere();
  for (const name of names.filter((each) => rowsOf(each).some(({ ends }) => ends)))
    for (const row of rowsOf(name)) {
      const answer = await ask(w, name, await row.input({ w } as never));
      expect(answer.ok ? 'ok' : answer.error.code).toBe(row.answers ?? 'ok');
    }
});
