import { expect, test } from 'vitest';
import { z } from 'zod';
import { deleteDrafts, draftsOf, saveDrafts } from '../../../db/drafts';
import { createHospital, getHospital } from '../../../db/hospital';
import { rememberSlots, unknownSlots } from '../../../db/key-slots';
import { personName, personNames } from '../../../db/person-names';
import { readSetting, writeSetting } from '../../../db/settings';
import {
  addRooms,
  addUnit,
  changeBed,
  changeUnit,
  listUnits,
  removeBed,
  renameRoom,
  setUnitActive,
  shownUnit,
} from '../../../db/units';
import {
  addUser,
  changeUser,
  demandOwnPassphrase,
  licensesEndingBy,
  listUsers,
  setActive,
  shownUser,
  type PersonFields,
} from '../../../db/user-administration';
import { findUser, getUser, printedCredentials, unitsOfUser, userByName } from '../../../db/users';
import { appendAudit } from '../../../db/audit';
import type { Role } from '../../../shared/permissions';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, today } from '../../support/engines/house';
import { testNow } from '../../support/now';

const fields = {
  name: '6 South',
  feedCodes: ['6S', 'SOUTH', '6S'],
  specialty: null,
  usualLeavingTime: '11:00',
  headLimit: 25,
};
const refused = (key: string) => ({ detail: { key } });

describeEachEngine('the house and its people', ({ store }) => {
  test('a hospital is set up with its units, rooms, beds and its own assigner', async () => {
    const h = await house(await store());
    await h.within(async (trx) => {
      expect(await getHospital(trx)).toMatchObject({
        name: 'Alderpoint General Hospital',
        zone: 'America/New_York',
        rowVersion: 1,
      });
      const units = await listUnits(trx);
      expect(units.map(({ name, rooms }) => [name, rooms.map((r) => r.beds.length)])).toEqual([
        ['5 West', [2]],
        ['ICU', [1]],
      ]);
      expect(await trx('assigner_alias').orderBy('alias').pluck('alias')).toEqual([
        'CSV: none',
        'alderpoint general hospital',
      ]);
    });
    const empty = await store();
    await expect(empty.transaction(getHospital)).rejects.toThrow('no hospital');
    const ids = await empty.transaction((trx) =>
      createHospital(
        trx,
        { hospitalName: 'A', zone: 'UTC', helpDesk: '', units: [{ name: 'B', rooms: [] }] },
        h.actor,
      ),
    );
    expect(ids).toHaveLength(1);
  });

  test('a unit is added, changed, closed and opened; a name or code is single', async () => {
    const h = await house(await store());
    await h.within(async (trx) => {
      const id = await addUnit(trx, fields, [{ name: '610', beds: ['610-10', '610-2'] }], h.actor);
      const added = await shownUnit(trx, id);
      expect(added).toMatchObject({
        feedCodes: ['6S', 'SOUTH'],
        active: true,
        stays: 0,
        people: 0,
      });
      expect(added.rooms[0]!.beds.map(({ name }) => name)).toEqual(['610-2', '610-10']);
      const twin = { ...fields, name: '6 SOUTH', feedCodes: [] };
      await expect(addUnit(trx, twin, [], h.actor)).rejects.toMatchObject(refused('unitNameTaken'));
      const code = { ...fields, name: '7', feedCodes: ['south'] };
      await expect(addUnit(trx, code, [], h.actor)).rejects.toMatchObject(refused('unitCodeTaken'));
      await changeUnit(trx, id, 1, { ...fields, headLimit: 18 }, h.actor);
      await expect(changeUnit(trx, id, 1, fields, h.actor)).rejects.toMatchObject({
        detail: { code: 'conflict', current: { headLimit: 18, rowVersion: 2 } },
      });
      await setUnitActive(trx, id, 2, false, h.actor);
      expect((await listUnits(trx)).map(({ name }) => name)).toEqual(['5 West', 'ICU', '6 South']);
      await setUnitActive(trx, id, 3, true, h.actor);
      await expect(shownUnit(trx, 'none')).rejects.toMatchObject({ detail: { code: 'notFound' } });
    });
  });

  test('rooms and beds are added, renamed, closed and taken away, unless somebody lies there', async () => {
    const h = await house(await store());
    const bedId = (await h.within((trx) => shownUnit(trx, h.west))).rooms[0]!.beds[0]!.id;
    await h.stay(await h.patient(), { bedId });
    await h.within(async (trx) => {
      const west = await shownUnit(trx, h.west);
      expect(west).toMatchObject({ stays: 1, people: 2 });
      const [room] = west.rooms;
      const [used, free] = room!.beds;
      expect([used, free]).toMatchObject([
        { occupied: true, used: true },
        { occupied: false, used: false },
      ]);
      await expect(setUnitActive(trx, h.west, 1, false, h.actor)).rejects.toMatchObject(
        refused('unitOccupied'),
      );
      const closed = { name: '508-1', status: 'closed' as const, statusNote: null };
      await expect(changeBed(trx, used!.id, 1, closed, h.actor)).rejects.toMatchObject(
        refused('bedOccupied'),
      );
      await expect(removeBed(trx, used!.id, 1, h.actor)).rejects.toMatchObject(refused('bedUsed'));
      await addRooms(
        trx,
        h.west,
        [
          { name: '508', beds: ['508-2', '508-3'] },
          { name: '9', beds: ['9'] },
        ],
        h.actor,
      );
      const note = { name: '508-2 A', status: 'closed' as const, statusNote: 'Ceiling leak' };
      expect(await changeBed(trx, free!.id, 1, note, h.actor)).toBe(h.west);
      expect(await renameRoom(trx, room!.id, 1, '508 A', h.actor)).toBe(h.west);
      await expect(renameRoom(trx, room!.id, 2, '9', h.actor)).rejects.toMatchObject(
        refused('roomNameTaken'),
      );
      const nine = (await shownUnit(trx, h.west)).rooms.find(({ name }) => name === '9')!;
      expect(await removeBed(trx, nine.beds[0]!.id, 1, h.actor)).toBe(h.west);
      expect((await shownUnit(trx, h.west)).rooms).toMatchObject([
        {
          name: '508 A',
          beds: [
            { name: '508-1' },
            { name: '508-2 A', statusNote: 'Ceiling leak' },
            { name: '508-3' },
          ],
        },
      ]);
      expect(await trx('revision').where({ rowId: nine.id }).pluck('tableName')).toEqual(['room']);
    });
    const twin = h.within((trx) =>
      addRooms(trx, h.west, [{ name: '509', beds: ['508-1'] }], h.actor),
    );
    await expect(twin).rejects.toMatchObject(refused('bedNameTaken'));
  });

  test('people are added, changed and deactivated, and one administrator always stays', async () => {
    const h = await house(await store());
    const sasha: PersonFields = {
      givenName: 'Sasha',
      familyName: 'Brookmoor',
      role: 'dischargePlanner',
      phone: null,
      unitIds: [h.west, h.icu],
      credentials: [
        { kind: 'RN', state: 'NY', number: '1', expiresOn: '2026-03-11' },
        { kind: 'CCM', state: null, number: null, expiresOn: null },
      ],
    };
    await h.within(async (trx) => {
      const user = await addUser(trx, 'brookmoor', sasha, h.actor);
      await expect(addUser(trx, 'brookmoor', sasha, h.actor)).rejects.toMatchObject(
        refused('signInNameTaken'),
      );
      expect(await userByName(trx, 'brookmoor')).toEqual(await getUser(trx, user.id));
      expect(await userByName(trx, 'Brookmoor')).toBeUndefined();
      expect(await findUser(trx, user.id)).toEqual(await getUser(trx, user.id));
      expect(await findUser(trx, 'none')).toBeUndefined();
      await expect(getUser(trx, 'none')).rejects.toMatchObject({ detail: { code: 'notFound' } });
      expect(await shownUser(trx, user.id, today)).toMatchObject({
        units: [{ name: '5 West' }, { name: 'ICU' }],
        credentials: [
          { kind: 'RN', expired: true },
          { kind: 'CCM', expired: false },
        ],
        mustChangePassphrase: true,
        lastSignInAt: null,
        assignedStays: 0,
      });
      expect(await printedCredentials(trx, user.id, today)).toBe('CCM');
      expect(await printedCredentials(trx, user.id, '2026-03-11')).toBe('RN, CCM');
      const names = await personNames(trx, [user.id, h.robin, 'none', null], today);
      expect([...names.values()].toSorted()).toEqual(['Robin Elmcrest', 'Sasha Brookmoor, CCM']);
      expect(personName(user)).toBe('Sasha Brookmoor');
      expect(await personNames(trx, [null], today)).toEqual(new Map());
      const fewer = { ...sasha, phone: '555-0142', unitIds: [h.icu], credentials: [] };
      expect(await changeUser(trx, user.id, 1, fewer, h.actor)).toMatchObject({ rowVersion: 2 });
      expect(await unitsOfUser(trx, user)).toEqual([{ id: h.icu, name: 'ICU' }]);
      expect(await unitsOfUser(trx, { id: h.jules, role: 'administrator' })).toHaveLength(2);
      expect(await demandOwnPassphrase(trx, h.robin, 1, h.actor)).toMatchObject({
        mustChangePassphrase: 1,
      });
      await setActive(trx, user.id, 2, false, h.actor);
      await expect(setActive(trx, h.jules, 1, false, h.actor)).rejects.toMatchObject(
        refused('lastAdministrator'),
      );
      const demoted = { ...sasha, role: 'auditor' as const };
      await expect(changeUser(trx, h.jules, 1, demoted, h.actor)).rejects.toMatchObject(
        refused('lastAdministrator'),
      );
      expect((await listUsers(trx, today)).map(({ familyName }) => familyName)).toEqual([
        'Elmcrest',
        'Oakes',
        'Wetherlam',
        'Brookmoor',
      ]);
    });
  });

  test('a license that ends is told to its holder, the lead of the unit and the administrator', async () => {
    const h = await house(await store());
    const person = (familyName: string, unitIds: string[], ends: [string, string | null][]) => ({
      ...{ givenName: 'Sasha', familyName, role: 'caseManager' as const, phone: null, unitIds },
      credentials: ends.map(([kind, expiresOn]) => ({
        ...{ kind, state: 'NC', number: '1', expiresOn },
      })),
    });
    await h.within(async (trx) => {
      const west = await addUser(
        trx,
        'a',
        person(
          'Ashgrove',
          [h.west],
          [
            ['RN', '2026-05-11'],
            ['CCM', '2026-03-01'],
            ['LSW', '2026-05-12'],
            ['APRN', null],
          ],
        ),
        h.actor,
      );
      await addUser(trx, 'b', person('Birchfold', [h.icu], [['RN', '2026-04-01']]), h.actor);
      const gone = await addUser(
        trx,
        'c',
        person('Cray', [h.west], [['RN', '2026-04-01']]),
        h.actor,
      );
      await setActive(trx, gone.id, 1, false, h.actor);
      const told = async (id: string, role: Role, unitIds: string[]) =>
        (await licensesEndingBy(trx, '2026-05-11', { id, role, unitIds })).map(
          ({ familyName, kind, own }) => [familyName, kind, own],
        );
      expect(await told(west.id, 'caseManager', [h.west, h.icu])).toEqual([
        ['Ashgrove', 'CCM', true],
        ['Ashgrove', 'RN', true],
      ]);
      expect(await told(h.dana, 'unitLead', [h.icu])).toEqual([['Birchfold', 'RN', false]]);
      expect(await told(h.jules, 'administrator', [])).toEqual([
        ['Ashgrove', 'CCM', false],
        ['Birchfold', 'RN', false],
        ['Ashgrove', 'RN', false],
      ]);
      expect(await told(h.robin, 'auditor', [h.west])).toEqual([]);
    });
  });

  test('a person’s last sign-in and load of stays stand in the list', async () => {
    const h = await house(await store());
    await h.stay(await h.patient(), { caseManagerId: h.robin, dischargePlannerId: h.dana });
    await h.stay(await h.patient(), { caseManagerId: h.robin, visitNumber: '2' });
    const signIn = {
      userId: h.robin,
      role: null,
      workstation: '5W-03',
      action: 'session.signIn',
      patientId: null,
      encounterId: null,
      recordType: null,
      recordId: null,
      versionBefore: null,
      versionAfter: null,
      outcome: 'ok' as const,
      reason: null,
      detail: null,
    };
    await h.within(async (trx) => {
      await appendAudit(trx, { ...signIn, at: testNow });
      await appendAudit(trx, { ...signIn, at: '2026-03-12T14:00:00.000Z', outcome: 'failed' });
      expect(await shownUser(trx, h.robin, today)).toMatchObject({
        lastSignInAt: testNow,
        assignedStays: 2,
      });
      expect(await shownUser(trx, h.dana, today)).toMatchObject({ assignedStays: 1 });
    });
  });

  test('drafts are kept by person and form, the newest first, and forgotten', async () => {
    const h = await house(await store());
    const draft = (form: string, text: string) => ({
      form,
      text,
      patientId: null,
      baseRowVersion: null,
    });
    await h.within(async (trx) => {
      await saveDrafts(trx, h.robin, [draft('a', 'one'), draft('b', 'two')], testNow);
      await saveDrafts(trx, h.robin, [draft('b', 'two “é” 😀')], '2026-03-12T14:00:00.000Z');
      await saveDrafts(trx, h.dana, [draft('a', 'hers')], testNow);
      expect((await draftsOf(trx, h.robin)).map(({ form, text }) => [form, text])).toEqual([
        ['b', 'two “é” 😀'],
        ['a', 'one'],
      ]);
      expect(await deleteDrafts(trx, h.robin, ['a', 'none'])).toBe(1);
      expect(await draftsOf(trx, h.robin)).toHaveLength(1);
      expect(await draftsOf(trx, h.dana)).toHaveLength(1);
    });
  });

  test('a setting is written, written over, and read as its schema says', async () => {
    const h = await house(await store());
    const schema = z.object({ minutes: z.int() });
    await h.within(async (trx) => {
      expect(await readSetting(trx, 'idle', schema)).toBeNull();
      await writeSetting(trx, 'idle', { minutes: 5 }, h.actor);
      await writeSetting(trx, 'idle', { minutes: 10 }, { userId: h.jules, at: testNow });
      expect(await readSetting(trx, 'idle', schema)).toEqual({ minutes: 10 });
      expect(await trx('setting').where({ key: 'idle' }).first()).toMatchObject({
        rowVersion: 2,
        updatedBy: h.jules,
      });
      await writeSetting(trx, 'idle', { minutes: 'ten' }, h.actor);
      await expect(readSetting(trx, 'idle', schema)).rejects.toThrow();
    });
  });

  test('the store remembers exactly the slots of the vault, and keeps its other secrets', async () => {
    const h = await house(await store());
    const slot = (id: string, publicKey = 'AP+AAA==') => ({ id, publicKey });
    await h.within(async (trx) => {
      await rememberSlots(trx, [slot('a'), slot('b')]);
      await rememberSlots(trx, [slot('a'), slot('c')]);
      expect(await unknownSlots(trx, [slot('a'), slot('b'), slot('c', 'AAAAAA==')])).toEqual([
        'b',
        'c',
      ]);
      await rememberSlots(trx, []);
      expect(await unknownSlots(trx, [slot('a')])).toEqual(['a']);
      expect(await trx('secret').pluck('name')).toEqual(['auditKey']);
    });
  });
});
