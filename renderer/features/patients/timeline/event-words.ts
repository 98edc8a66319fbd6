/** A change of the record in plain words: what it was about, what stood before and what after. */
import { useTranslation } from 'react-i18next';
import type { FieldChange, TimelineEvent } from '../../../../shared/patients/timeline';
import { localDateOf } from '../../../../shared/time';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import type { IconName } from '../../../components/Icon';
import { useStayLists } from '../../encounters';
import { useRoleWord } from '../record';
import { codeWord, fieldWord } from './value-words';

const icons: Record<string, IconName> = {
  note: 'note',
  concern: 'family',
  assessment: 'stethoscope',
  encounter: 'bed',
  task: 'task',
  carePlan: 'sign',
  problem: 'flag',
  goal: 'flag',
  goalProgress: 'up',
  activity: 'round',
  barrier: 'barrier',
  proposal: 'check',
  need: 'pencil',
  relatedPerson: 'people',
  careTeamMember: 'people',
  patient: 'person',
  allergy: 'alert',
  codeStatus: 'shield',
  condition: 'stethoscope',
  coverage: 'key',
  document: 'printer',
  import_batch: 'download',
};

/** The sign of an event. */
export const iconOf = ({ recordType, fields }: TimelineEvent): IconName =>
  fields.some(({ field }) => field === 'expectedDischargeOn')
    ? 'diamond'
    : (icons[recordType] ?? 'history');

export interface EventWords {
  headline: string;
  /** Who, and why. */
  sub: string;
  changes: { field: string; label: string; from: string | null; to: string | null }[];
}

const isInstant = (value: string): boolean => /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value);
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

/** A field's value as people say it. */
const useValueWords = (): ((recordType: string, field: string, value: string) => string) => {
  const { i18n } = useTranslation('patients');
  const format = useFormat();
  const roleWord = useRoleWord();
  const { now, zone } = useMinute();
  const { reason, disposition } = useStayLists();
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  return (recordType, field, value) => {
    if (isInstant(value)) return format.dateTime(value, zone);
    if (field === 'birthDate') return format.numericDate(value);
    if (isDay(value)) return format.date(value, localDateOf(now, zone));
    const word = (code: string): string => codeWord(language, recordType, field, code) ?? code;
    switch (field) {
      case 'expectedDischargeUnknown':
        return reason(value) ?? value;
      case 'plannedDisposition':
      case 'dischargeDisposition':
        return disposition(value, 'long') ?? value;
      case 'language':
        return format.language(value);
      case 'roles':
        return value.split(',').map(word).join(', ');
      case 'role':
        return roleWord(value);
      default:
        return word(value);
    }
  };
};

/** A member of the care team left, or came back. */
const teamCall = 'patients.endTeamMember';

/** Changes that are an act of their own and are said as one. */
const actOf = ({ field, to }: FieldChange): string | null => {
  if (field === 'draftOpen') return to === '1' ? 'becomes.draftBegun' : 'becomes.draftEnded';
  if (field === 'removedAt') return to === null ? 'becomes.putBack' : 'becomes.removed';
  return null;
};

/** Words of events in the chosen language. */
export const useEventWords = (): ((event: TimelineEvent) => EventWords) => {
  const { t, i18n } = useTranslation('patients');
  const valueWords = useValueWords();
  const { reason } = useStayLists();
  const known = (key: string): string | null => (i18n.exists(`patients:${key}`) ? t(key) : null);
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const changeOf = (event: TimelineEvent, { field, from, to }: FieldChange) => ({
    field,
    label: fieldWord(language, field) ?? t('record.other'),
    from: from === null ? null : valueWords(event.recordType, field, from),
    to: to === null ? null : valueWords(event.recordType, field, to),
  });
  const headlineOf = (event: TimelineEvent): string => {
    const { recordType, title, action } = event;
    const ofAction = known(`event.${action.replace('.', '_')}`);
    const moved = event.fields.find(({ field }) => field === 'expectedDischargeOn');
    if (moved) {
      const { from, to } = changeOf(event, moved);
      if (to === null) return t('event.eddUnknown', { from });
      return from === null ? t('event.eddSet', { to }) : t('event.eddMoved', { from, to });
    }
    if (action === teamCall && title !== null) {
      const left = event.fields.some(({ field, to }) => field === 'endsAt' && to !== null);
      return t(left ? 'event.teamLeft' : 'event.teamBack', { name: title });
    }
    if (ofAction !== null) return ofAction;
    const kind = known(`record.${recordType}`) ?? t('record.other');
    if (title === null || recordType === 'patient') return kind;
    if (recordType === 'note') return title;
    if (recordType === 'codeStatus') return known(`code.${title}`) ?? title;
    if (recordType === 'allergy' && title === 'No known allergies') return t('noKnownAllergies');
    return t('record.named', { kind, title });
  };
  return (event) => {
    const acts = event.fields.map(actOf).filter((key) => key !== null);
    const changes = event.fields
      .filter((change) => actOf(change) === null)
      .map((field) => changeOf(event, field));
    return {
      headline: headlineOf(event),
      sub: [
        known(`change.${event.recordType}.${event.change}`) ?? t(`change.${event.change}`),
        event.byName ?? t('byImport'),
        reason(event.reasonId),
        event.reason,
        ...acts.map((key) => t(key)),
      ]
        .filter(Boolean)
        .join(', '),
      // The headline says it already.
      changes: changes.filter(
        ({ field }) =>
          field !== 'expectedDischargeOn' && !(event.action === teamCall && field === 'endsAt'),
      ),
    };
  };
};
