/** Between a form's texts and a call's input: an empty text is “not recorded”. */
import type { FormValues } from '../../../app/form-draft';

/** The trimmed text of a field; null where nothing was typed. */
export const textOf = (values: FormValues, name: string): string | null =>
  values[name]?.trim() || null;

/** The code chosen in a field, if it is one of `codes`; null otherwise. */
export const codeOf = <T extends string>(
  values: FormValues,
  name: string,
  codes: readonly T[],
): T | null => codes.find((code) => code === values[name]) ?? null;
