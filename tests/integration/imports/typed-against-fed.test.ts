import { expect, test } from 'vitest';
import { insertRecord, updateRecord, type RecordColumns } from '../../../db/records';
import { adt, everyRow, hospital, type Hospital } from '../../support/feeds';

const robin = { userId: 'u-import', at: '2026-03-12T13:00:00.000Z' };

/** A person changes fields of a row as the services do. */
const type = async (
  h: Hospital,
  table: string,
  fields: Record<string, string | number | null>,
  at = robin.at,
) => {
  const [row] = await h.rows<RecordColumns>(table);
  return h.store.transaction((trx) =>
    updateRecord<RecordColumns & Record<string, string | number | null>>(
      trx,
      table,
      row!.id,
      row!.rowVersion,
      fields,
      { ...robin, at },
    ),
  );
};
const contact = (phone: string): string[] => [`NK1|1|Hazelmere^Owen|SON^Son||${phone}`];

test('what a person typed stays, and the feed’s other value waits for a person', async () => {
  const h = await hospital();
  await h.apply(adt({ phone: '555-0101' }));
  await type(h, 'patient', { phone: '555-0199' });
  const { report } = await h.apply(
    adt({ trigger: 'A08', at: '20260312100000', phone: '555-0102', given: 'Rut' }),
  );
  expect(await h.rows('patient')).toMatchObject([{ phone: '555-0199', givenName: 'Rut' }]);
  expect(report.sums.differences).toBe(1);
  expect(await h.rows('import_difference')).toMatchObject([
    {
      tableName: 'patient',
      field: 'phone',
      ours: '555-0199',
      theirs: '555-0102',
      decidedAt: null,
      place: 'message 1',
    },
  ]);
});

test('what was typed stays typed after the feed wrote other fields of the row', async () => {
  const h = await hospital();
  await h.apply(adt({ phone: '555-0101' }));
  await type(h, 'patient', { phone: '555-0199' });
  await h.apply(adt({ trigger: 'A08', at: '20260312100000', given: 'Rut' }));
  await h.apply(adt({ trigger: 'A08', at: '20260312110000', given: 'Ruth', phone: '555-0102' }));
  expect(await h.rows('patient')).toMatchObject([{ phone: '555-0199', givenName: 'Ruth' }]);
});

test('a feed that says what was typed raises nothing', async () => {
  const h = await hospital();
  await h.apply(adt({ phone: '555-0101' }));
  await type(h, 'patient', { phone: '555-0199' });
  await h.apply(adt({ trigger: 'A08', at: '20260312100000', phone: '555-0199' }));
  expect(await h.rows('import_difference')).toEqual([]);
});

test('an open difference takes the newer value and does not multiply', async () => {
  const h = await hospital();
  await h.apply(adt({ phone: '555-0101' }));
  await type(h, 'patient', { phone: '555-0199' });
  await h.apply(adt({ trigger: 'A08', at: '20260312100000', phone: '555-0102' }));
  await h.apply(adt({ trigger: 'A08', at: '20260312110000', phone: '555-0103' }));
  expect(await h.rows('import_difference')).toMatchObject([{ theirs: '555-0103' }]);
});

test('a person can let the file’s value in, and then it is the feed’s again', async () => {
  const h = await hospital();
  await h.apply(adt({ phone: '555-0101' }));
  await type(h, 'patient', { phone: '555-0199' });
  const file = adt({ trigger: 'A08', at: '20260312100000', phone: '555-0102' });
  const change = (await h.preview(file)).changes.find(({ field }) => field === 'phone')!;
  expect(change).toMatchObject({
    now: '555-0199',
    after: '555-0102',
    from: 'message 1',
    typed: { by: 'Robin Elmcrest', at: robin.at },
  });
  await h.apply(file, { decisions: { takeFile: [`patient/${change.rowId}/phone`] } });
  expect(await h.rows('patient')).toMatchObject([{ phone: '555-0102' }]);
  await h.apply(adt({ trigger: 'A08', at: '20260312110000', phone: '555-0103' }));
  expect(await h.rows('patient')).toMatchObject([{ phone: '555-0103' }]);
});

test('a stay’s and a contact’s typed fields are kept the same way', async () => {
  const h = await hospital();
  await h.apply(adt({ more: ['PV2|||||||||20260312', ...contact('555-0175')] }));
  await type(h, 'encounter', { expectedDischargeOn: '2026-03-14' });
  await type(h, 'related_person', { phone: '555-0176' });
  await h.apply(
    adt({
      trigger: 'A08',
      at: '20260312100000',
      place: '5 West^508^2',
      more: ['PV2|||||||||20260313', ...contact('555-0177')],
    }),
  );
  expect(await h.rows('encounter')).toMatchObject([
    { expectedDischargeOn: '2026-03-14', bedLabel: '508-2' },
  ]);
  expect(await h.rows('related_person')).toMatchObject([{ phone: '555-0176' }]);
  expect((await h.rows('import_difference')).map((row) => row['field']).sort()).toEqual([
    'expectedDischargeOn',
    'phone',
  ]);
});

test('a class that a person corrected keeps its history', async () => {
  const h = await hospital();
  await h.apply(adt());
  await type(h, 'encounter', { class: 'observation' });
  await h.apply(adt({ trigger: 'A08', at: '20260312100000' }));
  expect(await h.rows('encounter')).toMatchObject([{ class: 'observation' }]);
  expect(await h.rows('encounter_class_period')).toHaveLength(1);
});

test('a record that a person made is found by its number, and none of its fields is lost', async () => {
  const h = await hospital();
  await h.store.transaction(async (trx) => {
    const assigner = await insertRecord(trx, 'assigner', { name: 'ALDERPOINT', isOurs: 1 }, robin);
    const id = '0195a000-0000-7000-8000-000000000001';
    await insertRecord(
      trx,
      'patient',
      {
        id,
        survivorId: id,
        familyName: 'Hazelmere',
        givenName: 'Ruthie',
        nameFolded: 'hazelmere ruthie',
        birthDate: '1941-03-14',
        sex: 'female',
        mrn: '9904588',
      },
      robin,
    );
    await insertRecord(
      trx,
      'patient_identifier',
      { patientId: id, assignerId: assigner.id, type: 'MR', value: '9904588' },
      robin,
    );
  });
  await h.apply(adt({ phone: '555-0101' }));
  expect(await h.rows('patient')).toMatchObject([{ givenName: 'Ruthie', phone: '555-0101' }]);
  expect(await h.rows('import_difference')).toMatchObject([
    { field: 'givenName', ours: 'Ruthie', theirs: 'Ruth' },
  ]);
});

test('what a person took out as wrong does not come back', async () => {
  const h = await hospital();
  const allergy = ['AL1|1|DA|70618^Penicillin^RXN|SV|Hives'];
  await h.apply(adt({ more: allergy }));
  await type(h, 'allergy', {
    enteredInErrorAt: robin.at,
    enteredInErrorBy: 'u-import',
    enteredInErrorReason: 'Another patient',
  });
  await h.apply(adt({ trigger: 'A08', at: '20260312100000', more: allergy }));
  expect(await h.rows('allergy')).toMatchObject([{ enteredInErrorReason: 'Another patient' }]);
});

test('a preview writes nothing', async () => {
  const h = await hospital();
  await h.apply(adt());
  const before = await everyRow(h.store);
  const preview = await h.preview(
    adt({ trigger: 'A02', at: '20260312100000', place: '5 West^508^2', phone: '555-0101' }) +
      adt({ id: '77', visit: 'z', given: 'Bess' }),
  );
  expect(preview.sums).toMatchObject({ new: 2, changed: 2, refused: 0 });
  expect(await everyRow(h.store)).toBe(before);
});

test('what the preview showed is what is written', async () => {
  const h = await hospital();
  await h.apply(adt({ more: contact('555-0175') }));
  const file =
    adt({
      trigger: 'A02',
      at: '20260312100000',
      place: '5 West^508^2',
      phone: '555-0101',
      attending: '77^Slatefield^Imre^^^Dr.',
    }) + adt({ trigger: 'A08', at: '20260312110000', given: 'Rut', more: contact('555-0176') });
  const preview = await h.preview(file);
  const shown = preview.changes.map(({ table, field, now, after, from }) => [
    table,
    field,
    now,
    after,
    from,
  ]);
  expect(shown.sort()).toEqual(
    [
      ['encounter', 'attendingId', null, 'Dr. Imre Slatefield', 'message 1'],
      ['encounter', 'bedLabel', '508-1', '508-1', 'message 2'],
      ['patient', 'givenName', 'Ruth', 'Rut', 'message 2'],
      ['patient', 'phone', null, '555-0101', 'message 1'],
      ['related_person', 'phone', '555-0175', '555-0176', 'message 2'],
    ]
      .filter(([, field]) => field !== 'bedLabel')
      .sort(),
  );
  const { report } = await h.apply(file);
  expect(report.sums).toMatchObject({ new: preview.sums.new, changed: preview.sums.changed });
  expect(await h.rows('patient')).toMatchObject([{ givenName: 'Rut', phone: '555-0101' }]);
});
