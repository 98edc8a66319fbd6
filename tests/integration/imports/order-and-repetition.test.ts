import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adt, everyRow, hospital, type Adt, type Hospital } from '../../support/feeds';

/** Messages about one stay, at distinct times of one day. */
const message = fc.record(
  {
    trigger: fc.constantFrom('A01', 'A02', 'A08', 'A06', 'A07', 'A31'),
    phone: fc.constantFrom('', '555-0101', '555-0102', '""'),
    given: fc.constantFrom('Ruth', 'Rut'),
    place: fc.constantFrom('5 West^508^1', '5 West^508^2', 'ICU^1^A', ''),
    class: fc.constantFrom('I', 'O'),
    type: fc.constantFrom('', 'OBS'),
  },
  { requiredKeys: ['trigger', 'phone', 'given', 'place', 'class', 'type'] },
);
const at = (minute: number): string =>
  `202603100${8 + Math.floor(minute / 60)}${String(minute % 60).padStart(2, '0')}00`;
const texts = (messages: readonly Adt[]): string[] =>
  messages.map((m, index) => adt({ ...m, at: at(index) }));

/** What stands in patient and stay at the end, without ids and times of writing. */
const present = async (h: Hospital): Promise<unknown> => {
  const [patient] = await h.rows('patient');
  const [stay] = await h.rows('encounter');
  return {
    stays: (await h.rows('encounter')).length,
    patient: [patient?.['givenName'], patient?.['phone']],
    stay: stay
      ? [stay['class'], stay['status'], stay['bedLabel'], stay['active'], stay['admittedAt']]
      : null,
  };
};

test('whatever order messages come in, the newest word on each field stands', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(message, { minLength: 2, maxLength: 6 })
        .chain((messages) =>
          fc.tuple(
            fc.constant(texts(messages)),
            fc.shuffledSubarray(texts(messages), { minLength: messages.length }),
          ),
        ),
      async ([inOrder, shuffled]) => {
        const [a, b] = [await hospital(), await hospital()];
        await a.apply(inOrder.join(''));
        for (const text of shuffled) await b.apply(text);
        expect(await present(b)).toEqual(await present(a));
      },
    ),
    { numRuns: 25 },
  );
});

test('a file applied twice is a file applied once, in one piece or message by message', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 8 }), async (messages) => {
      const h = await hospital();
      const parts = texts(messages);
      await h.apply(parts.join(''));
      const before = await everyRow(h.store);
      await h.apply(parts.join(''));
      for (const text of parts) await h.apply(text);
      expect(await everyRow(h.store)).toBe(before);
    }),
    { numRuns: 15 },
  );
});

test('histories have no gaps and no overlaps, and end with the present state', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .array(message, { minLength: 1, maxLength: 8 })
        .chain((messages) => fc.shuffledSubarray(texts(messages), { minLength: messages.length })),
      async (parts) => {
        const h = await hospital();
        for (const text of parts) await h.apply(text);
        const [stay] = await h.rows('encounter');
        for (const [table, field, label] of [
          ['encounter_location', 'bedLabel', 'label'],
          ['encounter_class_period', 'class', 'class'],
        ] as const) {
          const rows = (await h.rows(table))
            .filter((row) => row['enteredInErrorAt'] === null)
            .sort((a, b) => (String(a['fromAt']) < String(b['fromAt']) ? -1 : 1));
          rows.forEach((row, index) =>
            expect(row['toAt']).toBe(rows[index + 1]?.['fromAt'] ?? null),
          );
          if (stay && rows.length > 0)
            expect([table, rows.at(-1)![label]]).toEqual([table, stay[field]]);
        }
      },
    ),
    { numRuns: 25 },
  );
});
