/**
 * The marks by which the importers know again what a feed told before: the demonstration's records
 * carry them, so that the next feed finds its own stays unchanged (electron/services/imports).
 */
import { fold } from '../../shared/folding';
import type { Book } from './book';

/** A payer's number as the admitting office writes it (IN1-3). */
export const payerNumber = (payer: string): string =>
  payer
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Plan code and text of a plan class (IN1-2); a class without one is no coverage yet and is not sent. */
export const planCodes: Readonly<Record<string, { code: string; text: string }>> = {
  medicare: { code: 'MCR', text: 'Medicare' },
  medicareAdvantage: { code: 'MA', text: 'Medicare Advantage' },
  medicaid: { code: 'MCD', text: 'Medicaid' },
  commercial: { code: 'COM', text: 'Commercial' },
  selfPay: { code: 'SP', text: 'Self-pay' },
};

/** `sourceKey` of a coverage. */
export const coverageKey = (patientId: string, payer: string, planClass: string): string =>
  `${patientId}|in1|${fold(payerNumber(payer))}|${fold(planCodes[planClass]?.code ?? '')}`;

/** `sourceKey` of an allergy, or of the statement that there is none. */
export const allergyKey = (patientId: string, substance: string | null): string =>
  substance === null ? `${patientId}|al1|none` : `${patientId}|al1||${fold(substance)}`;

/** `sourceKey` of a diagnosis of a stay. */
export const conditionKey = (patientId: string, encounterId: string, code: string): string =>
  `${patientId}|${encounterId}|dg1|i10|${fold(code)}`;

/** `sourceKey` of a contact. */
export const contactKey = (patientId: string, name: string): string =>
  `${patientId}|nk1|${fold(name)}`;

/** `sourceKey` of a clinician in the team of a stay, or of the patient. */
export const memberKey = (
  patientId: string,
  encounterId: string | null,
  role: string,
  identifier: string,
): string =>
  [
    patientId,
    ...(encounterId === null ? [] : [encounterId]),
    'team',
    fold(role),
    fold(identifier),
  ].join('|');

/** Tables whose rows keep when a feed last spoke of them. */
type FedTable =
  | 'patient'
  | 'encounter'
  | 'coverage'
  | 'allergy'
  | 'condition'
  | 'related_person'
  | 'care_team_member'
  | 'practitioner';

/** Says that a feed wrote the row, at that time, and nobody has changed it since. */
export const markFed = (book: Book, tableName: FedTable, rowId: string, fedAt: string): void =>
  book.row('fed_record', { tableName, rowId, fedAt, fedVersion: 1 });
