/** Values, fields, places and reasons of an import in the words of the chosen language. */
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { reasonsEs } from './reasons-es';

export interface ImportWords {
  value: (field: string, value: string | null) => string;
  field: (table: string, field: string) => string;
  record: (table: string) => string;
  /** A kind of message, resource or row that is not used; most are codes and stand as they are. */
  unused: (kind: string) => string;
  place: (place: string) => string;
  reason: (reason: string) => string;
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const date = /^\d{4}-\d{2}-\d{2}$/;
/** Fields whose values are codes with words of their own. */
const coded = new Set([
  'class',
  'status',
  'sex',
  'language',
  'planClass',
  'clinicalStatus',
  'kind',
  'lifecycleStatus',
]);

/** `PID-7 of message 3` as a Spanish reader says it. */
const placeEs = (place: string): string =>
  place
    .replace(/\bof message (\d+)/, 'del mensaje $1')
    .replace(/^message (\d+)$/, 'mensaje $1')
    .replace(/^end of message (\d+)$/, 'fin del mensaje $1')
    .replace(/^end del/, 'fin del')
    .replace(/^line (\d+)/, 'línea $1')
    .replace(/, column "/, ', columna "')
    .replace(/, column (\d+)$/, ', carácter $1')
    .replace(/^end of the file$/, 'fin del archivo')
    .replace(/^file$/, 'archivo');

/** Everything an import says, in words. */
export const useImportWords = (): ImportWords => {
  const { t, i18n } = useTranslation('imports');
  const format = useFormat();
  const { zone } = useMinute();
  const spanish = i18n.language.startsWith('es');
  const word = (key: string, fallback: string): string =>
    i18n.exists(`imports:${key}`) ? t(key) : fallback;
  return {
    value: (field, value) => {
      if (value === null || value === '') return t('notKnown');
      if (instant.test(value)) return format.dateTime(value, zone);
      if (date.test(value)) return format.numericDate(value);
      return coded.has(field) ? word(`values.${field}.${value}`, value) : value;
    },
    field: (table, field) => word(`fields.${table}_${field}`, word(`fields.${field}`, field)),
    record: (table) => word(`records.${table}`, table),
    unused: (kind) => word(`unusedKinds.${kind}`, kind),
    place: (place) => (spanish ? placeEs(place) : place === 'file' ? t('theFile') : place),
    reason: (reason) => (spanish ? reasonsEs(reason) : reason),
  };
};
