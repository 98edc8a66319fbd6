import { expect, test } from 'vitest';
import { chunks, differs, FedRows } from '../../../db/fed-rows';
import {
  AssignerBook,
  joinAssigners,
  listAssigners,
  mergeObstacle,
  mergePatients,
  numberKey,
  setAssignerOurs,
  unmergePatient,
} from '../../../db/identity';
import {
  allMappings,
  batchOfBytes,
  closeBatch,
  countRecords,
  decideDifference,
  decideDuplicate,
  differenceRow,
  duplicateRow,
  duplicatesOf,
  insertBatch,
  insertDuplicate,
  keepDifferences,
  listBatches,
  newBatchId,
  openDifferences,
  openDuplicates,
  rememberDigests,
  rememberedMapping,
  rememberMapping,
  takenDigests,
} from '../../../db/imports';
import { changePatient } from '../../../db/patients';
import { updateRecord, type RecordColumns } from '../../../db/records';
import { describeEachEngine } from '../../support/engines/each-engine';
import { house, type House } from '../../support/engines/house';
import { testNow } from '../../support/now';

const gone = { detail: { code: 'notFound' } };
const feedAt = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;

describeEachEngine('identity', ({ store }) => {
  test('an assigner answers to each of its names; new names become its aliases', async () => {
    const h = await house(await store());
    const id = await h.within(async (trx) => {
      const book = await AssignerBook.load(trx);
      const made = book.resolve(['2.16.840.1', 'HOSP']);
      expect(book.resolve(['HOSP', 'FEED'])).toBe(made);
      expect(book.find(['hosp'])).toBe(made);
      expect(book.find(['CSV: none'])).toBeDefined();
      expect(book.find(['unknown'])).toBeUndefined();
      await book.flush(trx, h.actor);
      return made;
    });
    expect((await h.within(AssignerBook.load)).find(['FEED'])).toBe(id);
    const patientId = await h.patient();
    for (const value of ['1', '2'])
      await h.insert('patient_identifier', { patientId, assignerId: id, type: 'MR', value });
    await h.within(async (trx) => {
      expect(await listAssigners(trx)).toMatchObject([
        { isOurs: true, patients: 0 },
        { id, name: 'HOSP', isOurs: false, aliases: ['2.16.840.1', 'FEED', 'HOSP'], patients: 1 },
      ]);
      await setAssignerOurs(trx, id, true, h.actor);
      expect((await listAssigners(trx)).map(({ isOurs }) => isOurs)).toEqual([true, true]);
      await expect(setAssignerOurs(trx, 'none', true, h.actor)).rejects.toMatchObject(gone);
      expect(numberKey(id, '1')).toBe(`${id} 1`);
    });
  });

  test('two names of one assigner are joined, unless a number stands under both', async () => {
    const h = await house(await store());
    const [from, into] = [
      await h.insert('assigner', { name: 'A' }),
      await h.insert('assigner', { name: 'B' }),
    ];
    const patientId = await h.patient();
    const number = (assignerId: string, value: string) =>
      h.insert('patient_identifier', { patientId, assignerId, type: 'MR', value });
    await number(from, '1');
    const shared = await number(into, '1');
    await expect(h.within((trx) => joinAssigners(trx, from, into, h.actor))).rejects.toMatchObject({
      detail: { key: 'assignersShareNumbers', values: { count: 1 } },
    });
    await h.store.knex('patient_identifier').where({ id: shared }).update({ value: '2' });
    await h.within(async (trx) => {
      await joinAssigners(trx, from, into, h.actor);
      expect(await trx('patient_identifier').distinct().pluck('assignerId')).toEqual([into]);
      expect(await trx('assigner_alias').where({ alias: 'A' }).pluck('assignerId')).toEqual([into]);
      await expect(joinAssigners(trx, from, into, h.actor)).rejects.toMatchObject(gone);
    });
  });

  test('a merge resolves through the survivor and is taken back; chains are refused', async () => {
    const h = await house(await store());
    const [a, b, c] = [await h.patient(), await h.patient(), await h.patient()];
    await h.within(async (trx) => {
      await mergePatients(trx, a, b, h.actor);
      const own = (id: string, survivorId = id) => ({ id, survivorId });
      expect(mergeObstacle(own(a), own(a), false)).toContain('twice');
      for (const [prior, survivor] of [
        [a, c],
        [c, a],
        [b, c],
      ] as const)
        await expect(mergePatients(trx, prior, survivor, h.actor)).rejects.toMatchObject({
          detail: { key: 'mergeRefused' },
        });
      await unmergePatient(trx, a, h.actor);
      expect(await trx('patient').where({ id: a }).first()).toMatchObject({
        survivorId: a,
        rowVersion: 3,
      });
      await expect(unmergePatient(trx, a, h.actor)).rejects.toMatchObject({
        detail: { key: 'notMerged' },
      });
    });
  });
});

describeEachEngine('imports', ({ store }) => {
  const withBatch = async (
    h: House,
    outcome: 'accepted' | 'refused' = 'accepted',
    at = testNow,
  ) => {
    const id = newBatchId();
    const batch = { id, fileName: 'a.hl7', format: 'hl7v2' as const, sha256: 'ab', report: '{}' };
    await h.within((trx) => insertBatch(trx, { ...batch, outcome }, { userId: h.robin, at }));
    return id;
  };

  test('batches are listed the newest first, and the same bytes are known again', async () => {
    const h = await house(await store());
    const first = await withBatch(h);
    const second = await withBatch(h, 'accepted', h.later(1).at);
    const bad = await withBatch(h, 'refused', h.later(2).at);
    await h.within(async (trx) => {
      expect((await listBatches(trx, 9)).map(({ id }) => id)).toEqual([bad, second, first]);
      expect((await listBatches(trx, 9, h.later(1).at)).map(({ id }) => id)).toEqual([first]);
      expect((await batchOfBytes(trx, 'ab'))?.id).toBe(second);
      expect(await batchOfBytes(trx, 'cd')).toBeUndefined();
      await closeBatch(trx, bad, 'partly', '{"a":1}');
      expect((await batchOfBytes(trx, 'ab'))?.id).toBe(bad);
    });
  });

  test('messages are remembered by the thousand, each once', async () => {
    const h = await house(await store());
    const batch = await withBatch(h);
    const digests = Array.from({ length: 1001 }, (_, i) => `digest-${i}`);
    await h.within(async (trx) => {
      await rememberDigests(trx, digests, batch);
      expect(await takenDigests(trx, [...digests, 'new'])).toEqual(new Set(digests));
    });
    await expect(h.within((trx) => rememberDigests(trx, ['digest-7'], batch))).rejects.toThrow(
      /unique/i,
    );
  });

  test('a difference waits for a person, takes the newer value, and stays decided', async () => {
    const h = await house(await store());
    const batch = await withBatch(h);
    const patientId = await h.patient();
    const differs = (theirs: string) => ({
      patientId,
      tableName: 'patient',
      rowId: patientId,
      field: 'phone',
      ours: '555-0142',
      theirs,
      place: 'message 1',
    });
    await h.within(async (trx) => {
      expect(await keepDifferences(trx, [differs('1'), differs('2')], batch, h.actor)).toBe(1);
      expect(await keepDifferences(trx, [differs('3')], batch, h.actor)).toBe(1);
      const [open] = await openDifferences(trx, 9);
      expect(open).toMatchObject({ theirs: '3', rowVersion: 2 });
      expect(await differenceRow(trx, open!.id)).toEqual(open);
      await decideDifference(trx, open!, 'ours', h.actor);
      expect(await openDifferences(trx, 9)).toEqual([]);
      expect(await keepDifferences(trx, [differs('3')], batch, h.actor)).toBe(0);
      await expect(differenceRow(trx, 'none')).rejects.toMatchObject(gone);
    });
  });

  test('a possible duplicate waits, is put off, and is decided', async () => {
    const h = await house(await store());
    const [a, b, c] = [await h.patient(), await h.patient(), await h.patient()];
    await h.within(async (trx) => {
      await insertDuplicate(trx, { patientId: a, otherId: b, decision: null }, h.actor);
      await insertDuplicate(trx, { patientId: b, otherId: c, decision: 'different' }, h.actor);
      expect(await duplicatesOf(trx, [a, b])).toHaveLength(2);
      expect(await duplicatesOf(trx, [c])).toHaveLength(1);
      const [open] = await openDuplicates(trx, 9);
      const later = await decideDuplicate(trx, open!, 'later', h.actor);
      expect(await openDuplicates(trx, 9)).toHaveLength(1);
      await decideDuplicate(trx, later, 'same', h.actor);
      expect(await openDuplicates(trx, 9)).toEqual([]);
      expect(await duplicateRow(trx, open!.id)).toMatchObject({ decision: 'same', rowVersion: 3 });
      await expect(duplicateRow(trx, 'none')).rejects.toMatchObject(gone);
    });
  });

  test('the columns of a table are remembered by its headers', async () => {
    const h = await house(await store());
    const mapping = { columns: { MRN: 'mrn' as const }, dates: {} };
    await h.within(async (trx) => {
      expect(await rememberedMapping(trx, 'key')).toBeUndefined();
      await rememberMapping(trx, 'key', { columns: {}, dates: {} }, h.actor);
      await rememberMapping(trx, 'key', mapping, h.actor);
      expect(await rememberedMapping(trx, 'key')).toEqual(mapping);
      expect(await allMappings(trx)).toEqual({ key: mapping });
    });
  });

  test('records are counted as numbers, what was merged away once', async () => {
    const h = await house(await store());
    const p = await h.patient();
    await h.patient({ survivorId: p });
    await h.stay(p);
    await h.stay(p, { class: 'observation', visitNumber: '2' });
    await h.insert('condition', { patientId: p, display: 'a', enteredInErrorAt: testNow });
    await h.insert('condition', {
      patientId: p,
      display: 'b',
      enteredInErrorAt: testNow,
      sourceKey: 'x|fhir|1',
    });
    expect(await h.within(countRecords)).toEqual({
      patients: 1,
      encounters: 2,
      inpatientEncounters: 1,
      conditions: 1,
      carePlans: 0,
      goals: 0,
      careTeamMembers: 0,
      coverages: 0,
      allergies: 0,
    });
  });
});

describeEachEngine('rows of a feed', ({ store }) => {
  const told = (h: House, day: number) => ({ userId: h.jules, at: feedAt(day) });
  /** One file: what it says of the patient's record at a time. */
  const feed = (
    h: House,
    day: number,
    id: string,
    said: Record<string, string | null>,
    take: string[] = [],
  ) =>
    h.within(async (trx) => {
      const rows = new FedRows(trx, told(h, day), take);
      const [record] = await rows.load('patient', 'id', [id]);
      const taken = rows.tell(record!, said, feedAt(day), `message ${day}`);
      expect(rows.changed().includes(record!)).toBe(true);
      await rows.flush();
      return { taken: [...taken], differences: rows.differences.map(({ field }) => field) };
    });

  test('new rows of many tables are written in the order of their references', async () => {
    const h = await house(await store());
    await h.within(async (trx) => {
      const rows = new FedRows(trx, told(h, 1));
      const ids = Array.from({ length: 250 }, (_, i) => `p-${String(i).padStart(3, '0')}`);
      for (const id of ids) {
        rows.insert('encounter', { patientId: id, class: 'inpatient', status: 'planned' }, 'm');
        rows.insert(
          'patient',
          { id, survivorId: id, familyName: 'F', givenName: 'G', nameFolded: 'f g', sex: 'other' },
          'm',
        );
      }
      expect(rows.all('patient')).toHaveLength(250);
      expect(rows.everything()).toHaveLength(500);
      await rows.flush();
      expect(rows.changed()).toEqual([]);
      expect(await trx('encounter').count({ n: '*' }).first()).toEqual({ n: 250 });
      const again = new FedRows(trx, told(h, 2));
      expect(await again.load('patient', 'id', [...ids, null, ids[0]])).toHaveLength(250);
      expect(await again.load('patient', 'id', ids)).toEqual([]);
      const one = again.get('patient', 'p-007')!;
      expect(again.set(one, { sex: 'other' })).toBe(false);
      expect(again.set(one, { sex: 'male' })).toBe(true);
      expect(differs(one)).toBe(true);
      await again.flush();
      expect(await trx('patient').where({ id: 'p-007' }).first()).toMatchObject({
        sex: 'male',
        rowVersion: 2,
        updatedBy: h.jules,
      });
      expect(await trx('revision').where({ rowId: 'p-007' }).pluck('rowVersion')).toEqual([1]);
    });
    expect(chunks([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  });

  test('older words change nothing newer, and what a person typed stays until it is let go', async () => {
    const h = await house(await store());
    const id = await h.within(async (trx) => {
      const rows = new FedRows(trx, told(h, 1));
      const record = rows.insert(
        'patient',
        { id: 'p', survivorId: 'p', familyName: 'A', givenName: 'B', nameFolded: 'a b' },
        'm',
      );
      rows.tell(record, { city: 'Old', phone: '1' }, feedAt(1), 'm');
      await rows.flush();
      return record.row.id;
    });
    expect(await feed(h, 5, id, { city: 'Alderpoint' })).toEqual({
      taken: ['city'],
      differences: [],
    });
    expect(await feed(h, 3, id, { city: 'Stale', phone: '3' })).toMatchObject({ taken: ['phone'] });
    const learned = {
      phone: '555-0142',
      addressLine: null,
      city: 'Alderpoint',
      state: null,
      postalCode: null,
      language: null,
      maritalStatus: null,
    };
    await h.within((trx) => changePatient(trx, id, 3, learned, h.actor));
    // Changed by a person without a word in field_source: the row's own history tells.
    type Patient = RecordColumns & { suffix: string | null };
    await h.within((trx) =>
      updateRecord<Patient>(trx, 'patient', id, 4, { suffix: 'Jr.' }, h.actor),
    );
    expect(await feed(h, 9, id, { phone: '9', suffix: null, state: 'NY' })).toEqual({
      taken: ['state'],
      differences: ['phone', 'suffix'],
    });
    expect(await feed(h, 10, id, { phone: '10', suffix: null }, [`patient/${id}/phone`])).toEqual({
      taken: ['phone'],
      differences: ['suffix'],
    });
    expect(await h.row('patient', id)).toMatchObject({
      city: 'Alderpoint',
      phone: '10',
      suffix: 'Jr.',
      state: 'NY',
    });
    await h.within(async (trx) => {
      const rows = new FedRows(trx, told(h, 11));
      const [record] = await rows.load('patient', 'id', [id]);
      expect(rows.timeOf(record!, 'state')).toBe(feedAt(9));
      expect(rows.isStale(record!, 'state', feedAt(8))).toBe(true);
      expect(rows.isStale(record!, 'state', feedAt(10))).toBe(false);
    });
  });
});
