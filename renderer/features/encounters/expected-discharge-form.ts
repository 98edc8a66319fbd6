/** What is typed about the expected discharge, as one draft, and what of it is missing or wrong. */
import { useTranslation } from 'react-i18next';
import type { EncounterDetail } from '../../../shared/encounters/encounter';
import {
  checkExpectedDischarge,
  type ExpectedDischargeInput,
  type StayLists,
} from '../../../shared/encounters/expected-discharge';
import { localOf } from '../../../shared/time';
import { instantOfWallTime, wallTimeProblem } from '../../../shared/wall-time';
import type { FormValues } from '../../app/form-draft';
import { useMinute } from '../../app/now';

/** Name of the dialog's draft. */
export const expectedDischargeForm = (encounterId: string): string =>
  `encounters.expectedDischarge:${encounterId}`;

/** What the form holds of a stay. */
export const savedValues = (stay: EncounterDetail, zone: string): FormValues => ({
  on: stay.expectedDischargeOn ?? '',
  time: stay.plannedLeaveAt === null ? '' : localOf(stay.plannedLeaveAt, zone).slice(11),
  unknown: stay.expectedDischargeUnknown === null ? '' : 'yes',
  unknownReason: stay.expectedDischargeUnknown ?? '',
  reason: '',
  words: '',
});

/** The form's strings as the call's input; the leaving time is checked before. */
export const inputOf = (values: FormValues, zone: string): ExpectedDischargeInput => {
  const unknown = values['unknown'] === 'yes';
  const on = unknown || values['on'] === '' ? null : values['on']!;
  const time = values['time'] ?? '';
  return {
    on,
    plannedLeaveAt:
      on === null || time === ''
        ? null
        : instantOfWallTime({ date: on, time, which: 'first' }, zone),
    unknownReason: unknown ? values['unknownReason'] || null : null,
    reason: values['reason'] || null,
    words: values['words']?.trim() || null,
  };
};

/** Field → the sentence below it. */
export type Problems = Partial<Record<keyof ExpectedDischargeInput, string>>;

/** Checks the form before it is sent. */
export const useProblems = (stay: EncounterDetail, lists: StayLists) => {
  const { t } = useTranslation('encounters');
  const { t: tParts } = useTranslation('components');
  const { now, zone } = useMinute();
  return (values: FormValues): Problems => {
    const time = values['time'] ?? '';
    const on = values['on'] ?? '';
    if (values['unknown'] !== 'yes' && on === '') return { on: t('problem.dateMissing') };
    const wall = { date: on, time, which: 'first' as const };
    if (time !== '' && wallTimeProblem(wall, zone) === 'gap')
      return { plannedLeaveAt: tParts('momentProblem.gap') };
    const found = checkExpectedDischarge(stay, inputOf(values, zone), lists, now, zone);
    return Object.fromEntries(
      Object.entries(found).map(([field, problem]) => [field, t(`problem.${problem}`)]),
    );
  };
};
