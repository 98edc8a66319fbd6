/** Proposals in words: reasons with their day, dues, owners, in the chosen language. */
import { useTranslation } from 'react-i18next';
import type { Text } from '../../../shared/clinical/instruments/vocabulary';
import type { DueRule, Reason } from '../../../shared/proposals/proposal';
import type { ProposalView } from '../../../shared/proposals/view';
import type { CallError } from '../../../shared/errors';
import { localDateOf } from '../../../shared/time';
import { useCall, type CallOutput } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { useErrorText } from '../../components/PlaceState';

export interface ProposalWords {
  language: 'en' | 'es';
  say: (text: Text) => string;
  /** `Intake, Mar 14: nobody at home`. */
  reason: (reason: Omit<Reason, 'key'>) => string;
  /** `Mar 19`, or the rule while its date is not known. */
  due: (due: {
    dueOn: string | null;
    dueAt?: string | null;
    rule: DueRule | null;
  }) => string | null;
  day: (day: string) => string;
  /** Goal, problem, task. */
  kind: (view: Pick<ProposalView, 'kind' | 'bundle' | 'tasks'>) => string;
}

export const useProposalWords = (): ProposalWords => {
  const { t, i18n } = useTranslation('proposals');
  const format = useFormat();
  const { now, zone } = useMinute();
  const language = i18n.language.startsWith('es') ? 'es' : 'en';
  const say = (text: Text): string => text[language];
  const day = (date: string): string => format.date(date, localDateOf(now, zone));
  return {
    ...{ language, say, day },
    reason: ({ from, at, words }) => {
      const name = from === null ? t('typed') : say(from);
      return at === null
        ? `${name}: ${say(words)}`
        : `${name}, ${day(localDateOf(at, zone))}: ${say(words)}`;
    },
    due: ({ dueOn, dueAt = null, rule }) => {
      if (dueOn !== null) return t('dueOn', { day: day(dueOn) });
      if (dueAt !== null) return t('dueOn', { day: format.dateTime(dueAt, zone) });
      if (rule === null) return null;
      const count = Math.abs(rule.days ?? 0);
      const before = (rule.days ?? 0) < 0;
      switch (rule.from) {
        case 'edd':
        case 'leaving':
          return before ? t('dueBeforeLeaving', { count }) : t('dueLeaving');
        case 'teaching':
          return t('dueTeaching');
        case 'visit':
          return t('dueVisit');
        case 'discharge':
          return t('dueAfter');
        default:
          return null;
      }
    },
    kind: ({ kind, bundle, tasks }) =>
      kind === 'tasks'
        ? t(bundle !== null || tasks.length > 1 ? 'kind.tasks' : 'kind.task')
        : t(`kind.${kind}`),
  };
};

/** Roles and reasons that the forms choose from. */
export const useChoices = (): CallOutput<'proposals.choices'> | undefined =>
  useCall('proposals.choices', {}).data;

/** A refused decision's sentence. */
export const useProposalError = (): ((error: CallError) => string) => {
  const { t, i18n } = useTranslation('proposals');
  const general = useErrorText();
  return (error) => {
    const key = `errors.${(error.key ?? '').replace('proposals.', '')}`;
    return i18n.exists(`proposals:${key}`) ? String(t(key as never)) : general(error);
  };
};
