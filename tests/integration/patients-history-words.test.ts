import { expect, it } from 'vitest';
import { isTold, sources } from '../../shared/patients/told-fields';
import { codeWord, fieldWord } from '../../renderer/features/patients/timeline/value-words';
import { activityKinds, barrierCategories, measureKinds } from '../../shared/careplans/statuses';
import { testStore } from '../support/store';

/** Said as an act in the history, not as a field. */
const acts = new Set(['draftOpen', 'removedAt']);

/** Columns of a table, and the codes that its checks allow. */
const tableOf = async (
  table: string,
): Promise<{ columns: string[]; codes: [column: string, code: string][] }> => {
  const store = await testStore();
  return store.transaction(async (trx) => {
    const row = (await trx('sqlite_master').where({ name: table }).first('sql')) as { sql: string };
    const columns = Object.keys(await trx(table).columnInfo());
    const checks = row.sql.matchAll(/check \(`(\w+)` in \(([^)]*)\)\)/g);
    return {
      columns,
      codes: [...checks].flatMap(([, column, list]) =>
        list!.split(', ').map((code): [string, string] => [column!, code.replaceAll("'", '')]),
      ),
    };
  });
};

it.each(Object.entries(sources))(
  'every field and code of a history of "%s" has words in both languages',
  async (recordType, { table }) => {
    const { columns, codes } = await tableOf(table);
    const told = columns.filter((column) => isTold(table, column) && !acts.has(column));
    const coded = codes.filter(([column]) => told.includes(column));
    for (const language of ['en', 'es'] as const) {
      const nameless = told.filter((column) => fieldWord(language, column) === null);
      expect(nameless).toEqual([]);
      const wordless = coded.filter(
        ([column, code]) => codeWord(language, recordType, column, code) === null,
      );
      expect(wordless).toEqual([]);
    }
  },
);

it('codes that no check of the store lists have words too', () => {
  const lists: [string, string, readonly string[]][] = [
    ['barrier', 'category', barrierCategories],
    ['activity', 'kind', activityKinds],
    ['goal', 'measureKind', measureKinds],
    ['relatedPerson', 'roles', ['emergencyContact', 'healthCareAgent', 'caregiver', 'guardian']],
    ['relatedPerson', 'mayBeTold', ['notAsked', 'everything', 'limited', 'nothing']],
    ['allergy', 'severity', ['mild', 'moderate', 'severe']],
    ['condition', 'principal', ['0', '1']],
    ['patient', 'restricted', ['0', '1']],
    ['coverage', 'rank', ['1', '2', '3']],
    ['document', 'purpose', ['preview', 'print', 'save', 'import']],
  ];
  for (const language of ['en', 'es'] as const)
    for (const [recordType, field, codes] of lists)
      expect(codes.filter((code) => codeWord(language, recordType, field, code) === null)).toEqual(
        [],
      );
});
