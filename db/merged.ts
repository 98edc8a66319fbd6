import type { Trx } from './connection';

/** Ids of all records that were merged into this patient, its own included: facts hang on any of them. */
export const mergedIds = async (trx: Trx, patientId: string): Promise<string[]> => {
  const rows = (await trx('patient').where({ survivorId: patientId }).select('id')) as {
    id: string;
  }[];
  return rows.map(({ id }) => id);
};
