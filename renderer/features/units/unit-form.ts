/** What is typed about a unit, as one draft, and what of it is missing or wrong. */
import type { CallInput } from '../../app/api';
import type { FormValues } from '../../app/form-draft';
import { parseRooms } from '../../../shared/units/rooms';
import type { Unit } from '../../../shared/units/unit';

/** The form's draft; `new` for a unit to add. */
export const draftName = (unit: Unit | null): string => `units.unit:${unit?.id ?? 'new'}`;

const usualLeavingTime = '11:00';
const usualHeadLimit = 25;

export const valuesOf = (unit: Unit | null): FormValues => ({
  name: unit?.name ?? '',
  feedCodes: unit?.feedCodes.join(', ') ?? '',
  specialty: unit?.specialty ?? '',
  usualLeavingTime: unit?.usualLeavingTime ?? usualLeavingTime,
  headLimit: String(unit?.headLimit ?? usualHeadLimit),
  rooms: '',
});

/** Field → key of the sentence below it. */
export const problemsOf = (values: FormValues, isNew: boolean): Record<string, string> => {
  const found: Record<string, string> = {};
  if ((values['name'] ?? '').trim() === '') found['name'] = 'missing';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(values['usualLeavingTime'] ?? ''))
    found['usualLeavingTime'] = 'timeProblem';
  const limit = Number(values['headLimit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) found['headLimit'] = 'limitProblem';
  if (isNew && !parseRooms(values['rooms'] ?? '').ok) found['rooms'] = 'rooms';
  return found;
};

/** What the form says, as the calls take it. */
export const toUnit = (
  values: FormValues,
): Omit<CallInput<'units.change'>, 'id' | 'rowVersion'> => ({
  name: values['name'] ?? '',
  feedCodes: (values['feedCodes'] ?? '')
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean),
  specialty: values['specialty']?.trim() || null,
  usualLeavingTime: values['usualLeavingTime'] ?? usualLeavingTime,
  headLimit: Number(values['headLimit']),
});
