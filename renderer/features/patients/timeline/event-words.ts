/** A change of the record in plain words: what it was about, what stood before and what after. */
import { useTranslation } from 'react-i18next';
import { planLabels } from '../../../../shared/careplans/labels';
import type { FieldChange, TimelineEvent } from '../../../../shared/patients/timeline';
import { localDateOf } from '../../../../shared/time';
import { useFormat } from '../../../app/format';
import { useMinute } from '../../../app/now';
import type { IconName } from '../../../components/Icon';
import { useStayLists } from '../../encounters';
import { useRoleWord } from '../record';

const icons: Record<string, IconName> = {
  note: 'note',
  concern: 'family',
  encounter: 'bed',
  task: 'task',
  carePlan: 'sign',
  problem: 'flag',
  goal: 'flag',
  goalProgress: 'up',
  activity: 'round',
  barrier: 'barrier',
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
  const { t, i18n } = useTranslation('patients');
  const format = useFormat();
  const roleWord = useRoleWord();
  const { now, zone } = useMinute();
  const { reason, disposition } = useStayLists();
  const labels = planLabels[i18n.language.startsWith('es') ? 'es' : 'en'];
  const known = (key: string): string | null => (i18n.exists(`patients:${key}`) ? t(key) : null);
  const of = (words: object, value: string): string =>
    (words as Record<string, string | undefined>)[value] ?? value;
  return (recordType, field, value) => {
    if (isInstant(value)) return format.dateTime(value, zone);
    if (isDay(value)) return format.date(value, localDateOf(now, zone));
    switch (field) {
      case 'expectedDischargeUnknown':
        return reason(value) ?? value;
      case 'plannedDisposition':
        return disposition(value, 'long') ?? value;
      case 'principal':
      case 'draftOpen':
      case 'restricted':
        return t(value === '1' ? 'yes' : 'no');
      case 'roles':
        return value
          .split(',')
          .map((role) => known(`contactRole.${role}`) ?? role)
          .join(', ');
      case 'role':
        return roleWord(value);
      case 'achievementStatus':
        return of(labels.achievement, value);
      case 'lifecycleStatus':
        return of(labels.goalStatus, value);
      case 'category':
        return of(labels.barrierCategory, value);
      case 'agreement':
        return of(labels.agreement, value);
      case 'mayBeTold':
        return known(`told.${value}`) ?? value;
      case 'clinicalStatus':
        return (
          known(recordType === 'allergy' ? `allergyStatus.${value}` : `conditionStatus.${value}`) ??
          value
        );
      case 'severity':
        return recordType === 'barrier'
          ? of(labels.severity, value)
          : (known(`severity.${value}`) ?? value);
      case 'status':
        if (recordType === 'carePlan') return of(labels.planStatus, value);
        if (recordType === 'activity') return of(labels.activityStatus, value);
        if (recordType === 'codeStatus') return known(`code.${value}`) ?? value;
        return known(`status.${value}`) ?? value;
      case 'planClass':
      case 'class':
        return known(`${field}.${value}`) ?? value;
      case 'kind':
        return known(`allergyKind.${value}`) ?? value;
      case 'medicallyReady':
        return known(`readiness.${value}`) ?? value;
      default:
        return value;
    }
  };
};

/** Words of events in the chosen language. */
export const useEventWords = (): ((event: TimelineEvent) => EventWords) => {
  const { t, i18n } = useTranslation('patients');
  const valueWords = useValueWords();
  const { reason } = useStayLists();
  const known = (key: string): string | null => (i18n.exists(`patients:${key}`) ? t(key) : null);
  const changeOf = (event: TimelineEvent, { field, from, to }: FieldChange) => ({
    field,
    label: known(`changedField.${field}`) ?? known(`field.${field}`) ?? field,
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
    if (ofAction !== null) return ofAction;
    const kind = known(`record.${recordType}`) ?? t('record.other');
    if (title === null || recordType === 'patient') return kind;
    if (recordType === 'note') return title;
    if (recordType === 'codeStatus') return known(`code.${title}`) ?? title;
    if (recordType === 'allergy' && title === 'No known allergies') return t('noKnownAllergies');
    return t('record.named', { kind, title });
  };
  return (event) => {
    const changes = event.fields.map((field) => changeOf(event, field));
    return {
      headline: headlineOf(event),
      sub: [
        known(`change.${event.recordType}.${event.change}`) ?? t(`change.${event.change}`),
        event.byName ?? t('byImport'),
        reason(event.reasonId),
        event.reason,
      ]
        .filter(Boolean)
        .join(', '),
      // The headline says it already.
      changes: changes.filter(({ field }) => field !== 'expectedDischargeOn'),
    };
  };
};
