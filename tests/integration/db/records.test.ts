import { expect, test } from 'vitest';
import {
  dropRecord,
  enterInError,
  insertRecord,
  revisionsOf,
  updateRecord,
  updateUnfinished,
  type RecordColumns,
} from '../../../db/records';
import { affected } from '../../../db/dialect';
import { describeEachEngine } from '../../support/engines/each-engine';
import { testNow } from '../../support/now';

const actor = { userId: 'u-1', at: testNow };
const later = { userId: 'u-2', at: '2026-03-12T14:00:00.000Z' };
type Unit = RecordColumns & { name: string; specialty: string | null };

describeEachEngine('records', ({ store }) => {
  const withUnit = async () => {
    const opened = await store();
    const unit = await opened.transaction((trx) =>
      insertRecord(trx, 'unit', { name: '5 West' }, actor),
    );
    return { ...opened, unit };
  };

  test('a record starts at version 1 with who made it and when', async () => {
    const { unit, knex } = await withUnit();
    expect(await knex('unit').where({ id: unit.id }).first()).toMatchObject({
      ...unit,
      rowVersion: 1,
      createdAt: testNow,
      createdBy: 'u-1',
      updatedBy: 'u-1',
    });
  });

  test('a change counts the version up and keeps the row as it was', async () => {
    const { transaction, unit } = await withUnit();
    const next = await transaction((trx) =>
      updateRecord<Unit>(trx, 'unit', unit.id, 1, { name: '5 West A' }, later),
    );
    expect(next).toMatchObject({ rowVersion: 2, name: '5 West A', updatedBy: 'u-2' });
    await transaction((trx) =>
      updateRecord<Unit>(trx, 'unit', unit.id, 2, { specialty: 'Medicine' }, later),
    );
    const history = await transaction((trx) => revisionsOf(trx, 'unit', unit.id));
    expect(history.map(({ rowVersion, by, at }) => [rowVersion, by, at])).toEqual([
      [2, 'u-2', later.at],
      [1, 'u-2', later.at],
    ]);
    expect(history.map(({ before }) => JSON.parse(before))).toMatchObject([
      { id: unit.id, name: '5 West A', specialty: null, rowVersion: 2 },
      { id: unit.id, name: '5 West', rowVersion: 1, updatedBy: 'u-1' },
    ]);
  });

  test('what somebody is still filling in counts up and leaves no history, until it is relied on', async () => {
    const { transaction, unit } = await withUnit();
    const fill = (rowVersion: number, name: string) =>
      transaction((trx) =>
        updateUnfinished<Unit>(trx, 'unit', unit.id, rowVersion, { name }, later),
      );
    await fill(1, '5 W');
    expect(await fill(2, '5 We')).toMatchObject({ rowVersion: 3, name: '5 We', updatedBy: 'u-2' });
    await expect(fill(2, '5 Wes')).rejects.toMatchObject({ detail: { code: 'conflict' } });
    await transaction((trx) =>
      updateRecord<Unit>(trx, 'unit', unit.id, 3, { name: '5 West' }, later),
    );
    const history = await transaction((trx) => revisionsOf(trx, 'unit', unit.id));
    expect(history.map(({ before }) => JSON.parse(before).name)).toEqual(['5 We']);
  });

  test('what is the same writes nothing', async () => {
    const { transaction, unit } = await withUnit();
    const same = await transaction((trx) =>
      updateRecord<Unit>(trx, 'unit', unit.id, 1, { name: '5 West', specialty: null }, later),
    );
    expect(same.rowVersion).toBe(1);
    expect(await transaction((trx) => revisionsOf(trx, 'unit', unit.id))).toEqual([]);
  });

  test('a save under a stale rowVersion is refused with the present record', async () => {
    const { transaction, unit } = await withUnit();
    const save = (name: string) =>
      transaction((trx) => updateRecord<Unit>(trx, 'unit', unit.id, 1, { name }, later));
    await save('5 West A');
    await expect(save('5 West B')).rejects.toMatchObject({
      detail: { code: 'conflict', current: { name: '5 West A', rowVersion: 2 } },
    });
    expect(await transaction((trx) => revisionsOf(trx, 'unit', unit.id))).toHaveLength(1);
  });

  test('of two who save the same version at the same moment one is told of the other', async () => {
    const { transaction, unit } = await withUnit();
    const saves = await Promise.allSettled(
      ['5 West A', '5 West B'].map((name) =>
        transaction((trx) => updateRecord<Unit>(trx, 'unit', unit.id, 1, { name }, later)),
      ),
    );
    const kept = saves.filter((save) => save.status === 'fulfilled');
    expect(kept).toHaveLength(1);
    expect(saves.find((save) => save.status === 'rejected')).toMatchObject({
      reason: { detail: { code: 'conflict', current: { name: kept[0]!.value.name } } },
    });
  });

  test('a record that is not there is not found', async () => {
    const { transaction } = await store();
    await expect(
      transaction((trx) => updateRecord<Unit>(trx, 'unit', 'none', 1, { name: 'X' }, actor)),
    ).rejects.toMatchObject({ detail: { code: 'notFound' } });
  });

  test('a clinical row is entered in error with who, when and why, and stays', async () => {
    const { transaction, knex } = await store();
    const { id } = await transaction(async (trx) => {
      const patient = await insertRecord(
        trx,
        'patient',
        { survivorId: 'p', familyName: 'A', givenName: 'B', nameFolded: 'a b' },
        actor,
      );
      return insertRecord(
        trx,
        'allergy',
        { patientId: patient.id, kind: 'allergy', substance: 'Latex' },
        actor,
      );
    });
    await transaction((trx) => enterInError(trx, 'allergy', id, 1, 'wrong patient', later));
    expect(await knex('allergy').where({ id }).first()).toMatchObject({
      substance: 'Latex',
      enteredInErrorAt: later.at,
      enteredInErrorBy: 'u-2',
      enteredInErrorReason: 'wrong patient',
      rowVersion: 2,
    });
  });

  test('a row that is no clinical fact goes, and what it was stays', async () => {
    const { transaction, knex, unit } = await withUnit();
    const row = await knex('unit').where({ id: unit.id }).first();
    await transaction((trx) => dropRecord(trx, 'unit', row, later));
    expect(await knex('unit').where({ id: unit.id }).first()).toBeUndefined();
    const [former] = await transaction((trx) => revisionsOf(trx, 'unit', unit.id));
    expect(former).toMatchObject({ rowVersion: 1, at: later.at, by: 'u-2' });
    expect(JSON.parse(former!.before)).toMatchObject({ name: '5 West' });
  });

  test('both engines tell how many rows an update and a delete touched', async () => {
    const { transaction } = await withUnit();
    await transaction(async (trx) => {
      expect(affected(await trx('unit').update({ specialty: 'Medicine' }))).toBe(1);
      expect(affected(await trx('unit').where({ id: 'none' }).del())).toBe(0);
      expect(affected(await trx('unit').del())).toBe(1);
    });
  });

  test('a transaction that throws leaves nothing', async () => {
    const { transaction, knex } = await store();
    const failing = transaction(async (trx) => {
      await insertRecord(trx, 'unit', { name: '5 West' }, actor);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await knex('unit').select()).toEqual([]);
  });
});
