import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinedGoal } from '../../shared/careplans/join';
import { conflictsOf, mergeFields, resolved, type Fields } from '../../shared/careplans/merge';
import { goal } from '../support/care-plan-print';

const value = fc.constantFrom(null, 'walk', 'climb', 'sit', 3);
const fields = fc.record({ title: value, detail: value, severity: value, owner: value });

test('where only one side changed, everything is taken from that side and nothing is asked', () => {
  fc.assert(
    fc.property(fields, fields, (base, changed) => {
      for (const [mine, theirs] of [
        [changed, base],
        [base, changed],
      ] as const) {
        const merged = mergeFields(base, mine, theirs);
        expect(conflictsOf(merged)).toEqual([]);
        expect(resolved(merged, {})).toEqual(changed);
      }
    }),
  );
});

test('a field that one side changed is never lost, and one that nobody changed stays', () => {
  fc.assert(
    fc.property(fields, fields, fields, (base, mine, theirs) => {
      const of = (all: Fields, field: string) => all[field];
      for (const each of mergeFields(base, mine, theirs)) {
        const { field, value: saved } = each;
        const [b, m, t] = [of(base, field), of(mine, field), of(theirs, field)];
        if (m === b && t === b) expect(saved).toBe(b);
        if (m !== b && t === b) expect(saved).toBe(m);
        if (m === b && t !== b) expect(saved).toBe(t);
        expect(each.origin === 'conflict').toBe(m !== b && t !== b && m !== t);
      }
    }),
  );
});

test('nothing is saved before each conflict is decided, and then exactly what was picked', () => {
  fc.assert(
    fc.property(
      fields,
      fields,
      fields,
      fc.constantFrom('mine' as const, 'theirs' as const, 'base' as const),
      (base, mine, theirs, pick) => {
        const merged = mergeFields(base, mine, theirs);
        const open = conflictsOf(merged);
        expect(resolved(merged, {}) === null).toBe(open.length > 0);
        const picks = Object.fromEntries(open.map(({ field }) => [field, pick]));
        const saved = resolved(merged, picks);
        for (const { field } of open)
          expect(saved![field]).toBe({ base, mine, theirs }[pick][field as 'title']);
      },
    ),
  );
});

test('both sides see the same merge, mirrored', () => {
  fc.assert(
    fc.property(fields, fields, fields, (base, mine, theirs) => {
      const here = mergeFields(base, mine, theirs);
      const there = mergeFields(base, theirs, mine);
      expect(conflictsOf(here).map(({ field }) => field)).toEqual(
        conflictsOf(there).map(({ field }) => field),
      );
      for (const [index, { origin, value: saved }] of here.entries())
        if (origin !== 'conflict') expect(there[index]!.value).toBe(saved);
    }),
  );
});

test('the same change by both is no conflict', () => {
  expect(mergeFields({ title: 'a' }, { title: 'b' }, { title: 'b' })).toEqual([
    { field: 'title', base: 'a', mine: 'b', theirs: 'b', origin: 'both', value: 'b' },
  ]);
});

test('two goals as one: wordings stand together, a fact of one is taken, two are asked', () => {
  const merged = joinedGoal(
    goal({ description: 'Walk', ownWords: 'Out', target: '150 ft', dueOn: null, measure: null }),
    goal({ description: 'Climb', ownWords: null, target: '3', dueOn: '2026-03-27', measure: null }),
  );
  const of = (field: string) => merged.find((each) => each.field === field)!;
  expect([of('description').value, of('ownWords').value]).toEqual(['Walk; Climb', 'Out']);
  expect(of('dueOn').value).toBe('2026-03-27');
  expect(conflictsOf(merged).map(({ field }) => field)).toEqual(['target']);
  expect(resolved(merged, { target: 'theirs' })).toMatchObject({ target: '3', measure: null });
});
