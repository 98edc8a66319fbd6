import { expect, test } from 'vitest';
import { compareFeed } from '../../../electron/services/imports/compare-feed';
import { applyFeed } from '../../../electron/services/imports/apply-feed';
import { noDecisions } from '../../../shared/imports/report';
import { everyRow, read, zone } from '../../support/feeds';
import { csvForms } from '../../support/strange/csv-forms';
import { damaged } from '../../support/strange/damage';
import { fhirForms } from '../../support/strange/fhir-forms';
import { fhirParts } from '../../support/strange/fhir-parts';
import { hl7Chains } from '../../support/strange/hl7-chains';
import { hl7Forms } from '../../support/strange/hl7-forms';
import { hl7Parts } from '../../support/strange/hl7-parts';
import { testNow, testStore, type TestStore } from '../../support/store';

const small = 20_000;
const files = [
  ...hl7Forms(),
  ...hl7Chains(),
  ...hl7Parts(),
  ...fhirForms(),
  ...fhirParts(),
  ...csvForms(),
].filter(({ bytes }) => bytes.length < small);
/** More by `LIAISON_DAMAGED=20000`. */
const rounds = Number(process.env['LIAISON_DAMAGED'] ?? 600);

class Undo extends Error {}

const context = () => ({
  actor: { userId: 'u', at: testNow },
  now: testNow,
  zone,
  undecided: 'importApart' as const,
  decisions: noDecisions(),
  sha256: 'x',
  audit: () => undefined,
});

/** Reads and writes a file into an empty store, which is empty again afterwards. */
const importOf = async (store: TestStore, bytes: Uint8Array, name: string) => {
  const feed = await read(bytes, name);
  let found: { promised: number; written: number; outcome: string } | undefined;
  await store
    .transaction(async (trx) => {
      const preview = await compareFeed(trx, feed, context(), 'x');
      const applied = await applyFeed(trx, feed, context());
      found = {
        promised: preview.sums.new,
        written: applied.report.sums.new,
        outcome: applied.outcome,
      };
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found!;
};

test('whatever happens to a file, it is read, answered, and written as its preview promised', async () => {
  const store = await testStore();
  const before = await everyRow(store);
  const wrong: unknown[] = [];
  for (let seed = 0; seed < rounds; seed += 1) {
    const { bytes, extension, kind } = files[seed % files.length]!;
    try {
      const { promised, written, outcome } = await importOf(
        store,
        damaged(bytes, seed),
        `feed.${extension}`,
      );
      if (outcome !== 'refused' && promised !== written)
        wrong.push([seed, kind, `${promised} promised, ${written} written`]);
    } catch (error) {
      wrong.push([seed, kind, String(error).slice(-300)]);
    }
  }
  expect(wrong).toEqual([]);
  expect(await everyRow(store)).toBe(before);
}, 600_000);
