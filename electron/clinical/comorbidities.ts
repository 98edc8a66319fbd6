/** Comorbidities of LACE by the record's diagnosis codes (`resources/lists/comorbidities.json`). */
import list from '../../resources/lists/comorbidities.json';

const bare = (code: string): string => code.replace('.', '').toUpperCase();

const prefixes = Object.entries(list.prefixes).map(
  ([comorbidity, codes]) => [comorbidity, codes.map(bare)] as const,
);

/** Comorbidities that these ICD-10 codes name, in the list's order; none is "not coded", never "no". */
export const comorbiditiesOf = (codes: readonly string[]): string[] =>
  prefixes
    .filter(([, starts]) =>
      codes.some((code) => starts.some((start) => bare(code).startsWith(start))),
    )
    .map(([comorbidity]) => comorbidity);
