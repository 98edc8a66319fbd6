import { expect, test } from 'vitest';
import {
  actionGroups,
  daysAreSwapped,
  emptyFilter,
  filterOf,
  isFiltered,
} from '../../renderer/features/audit/filter-form';
import { words } from '../../renderer/features/audit/words';
import { calls, ownCalls } from '../../shared/contract';
import { auditFilterSchema } from '../../shared/contract/audit';

const zone = 'America/New_York';

test('nothing chosen asks for every entry', () => {
  expect(isFiltered(emptyFilter)).toBe(false);
  expect(filterOf(emptyFilter, zone)).toEqual({
    userId: null,
    mrn: null,
    patientId: null,
    action: null,
    outcome: null,
    fromAt: null,
    toAt: null,
  });
});

test('days are the hospital’s, and the last one is in it; on the day clocks change it has 23 hours', () => {
  const filter = filterOf({ ...emptyFilter, from: '2026-03-08', to: '2026-03-08' }, zone);
  expect(filter).toMatchObject({
    fromAt: '2026-03-08T05:00:00.000Z',
    toAt: '2026-03-09T04:00:00.000Z',
  });
});

test('a first day after the last one asks nothing and says so', () => {
  const values = { ...emptyFilter, from: '2026-03-13', to: '2026-03-12' };
  expect(daysAreSwapped(values)).toBe(true);
  expect(filterOf(values, zone)).toBeNull();
});

test('a record number counts once it was asked for, and typing alone asks nothing', () => {
  expect(filterOf({ ...emptyFilter, mrn: '990' }, zone)?.mrn).toBeNull();
  expect(filterOf({ ...emptyFilter, mrn: '9904588', askedMrn: ' 9904588 ' }, zone)?.mrn).toBe(
    '9904588',
  );
});

test('every kind of action that is offered is one that main takes and that some call has', () => {
  const names = [...Object.keys(calls), ...Object.keys(ownCalls)];
  for (const group of actionGroups) {
    const filter = filterOf({ ...emptyFilter, what: group }, zone);
    expect(auditFilterSchema.safeParse(filter).success).toBe(true);
    expect(names.some((name) => name.startsWith(group))).toBe(true);
  }
});

test('every feature whose calls are audited is offered, and is named in both languages', () => {
  const audited = Object.entries({ ...calls, ...ownCalls })
    .filter(([, { audit }]) => audit !== 'none')
    .map(([name]) => name.split('.')[0]!);
  for (const feature of new Set(audited)) {
    expect(actionGroups).toContain(`${feature}.`);
    for (const language of ['en', 'es'] as const)
      expect(words[language].feature).toHaveProperty(feature);
  }
});
