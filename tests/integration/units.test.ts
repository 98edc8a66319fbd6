import { expect, test } from 'vitest';
import type { Unit } from '../../shared/units/unit';
import { clinic } from '../support/clinic';
import { call } from '../support/calls';
import { setUpInput, testHost } from '../support/host';
import { testRecord, typedBack } from '../support/record';

const fields = {
  name: '6 South',
  feedCodes: ['6S'],
  specialty: null,
  usualLeavingTime: '11:00',
  headLimit: 25,
};

const bedsOf = (unit: Unit): string[] => unit.rooms.flatMap(({ beds }) => beds.map((b) => b.name));

test('a unit is added with its rooms, and the administrator has it at once', async () => {
  const { host } = await testRecord();
  const unit = await call(host, 'units.add', {
    ...fields,
    rooms: [
      { name: '610', beds: ['610-1', '610-2'] },
      { name: '9', beds: ['9'] },
    ],
  });
  expect(bedsOf(unit)).toEqual(['9', '610-1', '610-2']);
  expect(host.record!.user.unitIds).toContain(unit.id);
  const session = await call(host, 'session.current', {});
  expect(session).toMatchObject({
    units: [{ name: '5 West' }, { name: '6 South' }, { name: 'ICU' }],
  });
});

test('a unit carries its codes, leaving time and limit, and every change is on record', async () => {
  const { call: as, people, west, audit } = await clinic();
  const [unit] = (await as(people.jules, 'units.list', {})).filter(({ id }) => id === west);
  const changed = await as(people.jules, 'units.change', {
    id: west,
    rowVersion: unit!.rowVersion,
    ...fields,
    name: '5 West',
    feedCodes: ['5W', 'MED5'],
    usualLeavingTime: '14:30',
    headLimit: 18,
  });
  expect(changed).toMatchObject({
    feedCodes: ['5W', 'MED5'],
    usualLeavingTime: '14:30',
    headLimit: 18,
    rowVersion: 2,
  });
  expect((await audit()).at(-1)).toMatchObject({
    action: 'units.change',
    recordType: 'unit',
    recordId: west,
    versionBefore: 1,
    versionAfter: 2,
  });
});

test('a stale version is answered with the unit as it stands', async () => {
  const { refusal, call: as, people, west } = await clinic();
  const change = { id: west, rowVersion: 1, ...fields, name: '5 West' };
  await as(people.jules, 'units.change', { ...change, headLimit: 20 });
  expect(await refusal(people.jules, 'units.change', { ...change, headLimit: 30 })).toMatchObject({
    code: 'conflict',
    current: { headLimit: 20, rowVersion: 2 },
  });
});

test('a name or a code names one unit only', async () => {
  const { refusal, call: as, people } = await clinic();
  await as(people.jules, 'units.add', { ...fields, rooms: [] });
  expect(
    await refusal(people.jules, 'units.add', { ...fields, name: '6 SOUTH', rooms: [] }),
  ).toMatchObject({ key: 'unitNameTaken', fields: { name: 'taken' } });
  expect(
    await refusal(people.jules, 'units.add', {
      ...fields,
      name: '7',
      feedCodes: ['6s'],
      rooms: [],
    }),
  ).toMatchObject({ key: 'unitCodeTaken', values: { code: '6s', unit: '6 South' } });
});

test('rooms are added to a unit; a bed’s name is single in it', async () => {
  const { refusal, call: as, people, west } = await clinic();
  const rooms = [{ name: '520', beds: ['520-1', '520-2'] }];
  await as(people.jules, 'units.addRooms', { unitId: west, rooms });
  const again = await as(people.jules, 'units.addRooms', {
    unitId: west,
    rooms: [{ name: '520', beds: ['520-2', '520-3'] }],
  });
  expect(again.rooms.find(({ name }) => name === '520')!.beds).toHaveLength(3);
  expect(
    await refusal(people.jules, 'units.addRooms', {
      unitId: west,
      rooms: [{ name: '521', beds: ['520-1'] }],
    }),
  ).toMatchObject({ key: 'bedNameTaken', values: { bed: '520-1' } });
});

test('a bed in which somebody lies is neither closed nor taken away, and its unit stays open', async () => {
  const { refusal, call: as, people, west, stay } = await clinic();
  await stay({ bed: '508-1' });
  const unit = (await as(people.jules, 'units.list', {})).find(({ id }) => id === west)!;
  const bed = unit.rooms.flatMap(({ beds }) => beds).find(({ name }) => name === '508-1')!;
  expect(bed).toMatchObject({ occupied: true, used: true });
  expect(unit.stays).toBe(1);
  const which = { id: bed.id, rowVersion: bed.rowVersion };
  expect(
    await refusal(people.jules, 'units.changeBed', {
      ...which,
      name: '508-1',
      status: 'closed',
      statusNote: null,
    }),
  ).toMatchObject({ key: 'bedOccupied' });
  expect(await refusal(people.jules, 'units.removeBed', which)).toMatchObject({ key: 'bedUsed' });
  expect(
    await refusal(people.jules, 'units.setActive', {
      id: west,
      rowVersion: unit.rowVersion,
      active: false,
    }),
  ).toMatchObject({ key: 'unitOccupied' });
});

test('an empty bed is closed with a note, renamed, and taken away with its room', async () => {
  const { call: as, people, north } = await clinic();
  let unit = await as(people.jules, 'units.addRooms', {
    unitId: north,
    rooms: [{ name: '426', beds: ['426'] }],
  });
  const found = () => unit.rooms.find(({ name }) => name === '426')?.beds[0];
  unit = await as(people.jules, 'units.changeBed', {
    id: found()!.id,
    rowVersion: 1,
    name: '426 A',
    status: 'closed',
    statusNote: 'Ceiling leak',
  });
  expect(found()).toMatchObject({ name: '426 A', status: 'closed', statusNote: 'Ceiling leak' });
  unit = await as(people.jules, 'units.removeBed', { id: found()!.id, rowVersion: 2 });
  expect(unit.rooms.map(({ name }) => name)).not.toContain('426');
});

test('a closed unit leaves the session’s units and comes back when it is opened', async () => {
  const { host } = await testRecord();
  const icu = (await call(host, 'units.list', {})).find(({ name }) => name === 'ICU')!;
  const closed = await call(host, 'units.setActive', {
    id: icu.id,
    rowVersion: icu.rowVersion,
    active: false,
  });
  expect(await call(host, 'session.current', {})).toMatchObject({ units: [{ name: '5 West' }] });
  await call(host, 'units.setActive', { id: icu.id, rowVersion: closed.rowVersion, active: true });
  expect(await call(host, 'session.current', {})).toMatchObject({
    units: [{ name: '5 West' }, { name: 'ICU' }],
  });
});

test('only an administrator keeps units', async () => {
  const { refusal, people } = await clinic();
  for (const person of [people.robin, people.lee, people.sasha, people.ari])
    expect(await refusal(person, 'units.list', {})).toMatchObject({ code: 'forbidden' });
});

test('a room that is named twice is one room with the beds of both', async () => {
  const { call: as, people, north } = await clinic();
  const twice = [
    { name: '430', beds: ['430-1'] },
    { name: '430', beds: ['430-1', '430-2'] },
  ];
  const bedsOf = (unit: { rooms: { name: string; beds: { name: string }[] }[] }) =>
    unit.rooms.filter(({ name }) => name === '430').map(({ beds }) => beds.map(({ name }) => name));
  const unit = await as(people.jules, 'units.addRooms', { unitId: north, rooms: twice });
  expect(bedsOf(unit)).toEqual([['430-1', '430-2']]);
  const host = await testHost();
  const shown = await call(host, 'session.setUp', {
    ...setUpInput,
    units: [{ name: '4 North', rooms: twice }],
  });
  await call(host, 'session.confirmRecoveryKey', { groups: typedBack(shown), keptIn: null });
  expect(bedsOf((await call(host, 'units.list', {}))[0]!)).toEqual([['430-1', '430-2']]);
});

test('a set-up that names two units alike says so, and leaves nothing', async () => {
  const host = await testHost();
  const [west] = setUpInput.units;
  const units = [west!, { ...west!, name: '5 WEST' }];
  await expect(call(host, 'session.setUp', { ...setUpInput, units })).rejects.toMatchObject({
    error: { code: 'invalid', key: 'unitTwice', values: { unit: '5 WEST' } },
  });
  expect(await call(host, 'session.current', {})).toMatchObject({ state: 'setUp' });
});
