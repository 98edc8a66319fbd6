/**
 * The form of an appointment: what stands in its fields, what is wrong with it, and what a call is
 * asked for when it is saved for this date, this and following, or all.
 */
import type { OccurrenceFacts, ParticipantInput, SeriesFacts } from '../contract/appointments';
import { daysBetween, isDate, plusDays } from '../time';
import { wallTimeProblem } from '../wall-time';
import type { Appointment, AppointmentKind, Attendance } from './appointment';
import { draggedTime, scopes, type Scope } from './edit';
import { longestDays } from './expand';
import { choiceOf, onceFrom, repetitions, ruleOfChoice, type RuleChoice } from './rule-choice';
import { weekdays, type Weekday } from './rule';
import { plusWallMinutes, wallMinutesBetween } from './zone-line';

/** The stay an appointment is about, as the form carries it. */
export interface FormPatient {
  encounterId: string;
  patientId: string;
  /** `Hazelmere, Ruth`. */
  name: string;
  /** Second identifier, already written: birth date or record number. */
  identifier: string;
}

/** Somebody expected, as the form carries them. */
export interface FormPerson extends ParticipantInput {
  /** As shown; null where only a role is expected. */
  shown: string | null;
  status: Attendance;
}

/** Fields as strings, so that one draft keeps them all. */
export type AppointmentForm = Readonly<Record<FormField, string>>;

export const formFields = [
  'kind',
  'title',
  'date',
  'from',
  'to',
  'wholeDays',
  'lastDate',
  'repeats',
  'interval',
  'days',
  'ends',
  'endsOn',
  'times',
  'place',
  'address',
  'travelBefore',
  'travelAfter',
  'note',
  'people',
  'patient',
  // The unit whose calendar a new one is made on; empty = only one's own.
  'unit',
  // For which dates a change is; empty = as far as what was changed needs it.
  'scope',
  // The versions under which the form was opened, so that a kept draft overwrites nobody.
  'seen',
] as const;
export type FormField = (typeof formFields)[number];

/** Fields that make up the rule. */
const ruleFields = ['repeats', 'interval', 'days', 'ends', 'endsOn', 'times'] as const;
/** Fields that one date of a series cannot have of its own. */
const seriesFields = [
  ...ruleFields,
  'wholeDays',
  'address',
  'travelBefore',
  'travelAfter',
  'people',
] as const;

const ruleValues = (choice: RuleChoice) => ({
  repeats: choice.repeats,
  interval: String(choice.interval),
  days: choice.days.join(','),
  ends: choice.ends,
  endsOn: choice.endsOn,
  times: String(choice.times),
});

/** A new one that starts at a wall time. */
export const newForm = (
  kind: AppointmentKind,
  startsLocal: string,
  minutes: number,
  people: readonly FormPerson[],
  unitId: string | null,
): AppointmentForm => ({
  kind,
  title: '',
  date: startsLocal.slice(0, 10),
  from: startsLocal.slice(11),
  to: plusWallMinutes(startsLocal, minutes).slice(11),
  wholeDays: '',
  lastDate: startsLocal.slice(0, 10),
  ...ruleValues(onceFrom(startsLocal)),
  place: '',
  address: '',
  travelBefore: '0',
  travelAfter: '0',
  note: '',
  people: JSON.stringify(people),
  patient: '',
  unit: unitId ?? '',
  scope: '',
  seen: '',
});

/** A series with one of its occurrences, as its form opens. */
export const formOf = (appointment: Appointment): AppointmentForm => {
  const { occurrence, wholeDays } = appointment;
  const date = occurrence.startsLocal.slice(0, 10);
  const zone = wholeDays > 0 ? 'UTC' : appointment.zone;
  return {
    kind: appointment.kind,
    title: occurrence.title,
    date,
    from: wholeDays > 0 ? '09:00' : occurrence.startsLocal.slice(11),
    to:
      wholeDays > 0
        ? '10:00'
        : plusWallMinutes(occurrence.startsLocal, occurrence.minutes).slice(11),
    wholeDays: wholeDays > 0 ? 'yes' : '',
    lastDate: wholeDays > 0 ? plusDays(date, wholeDays - 1) : date,
    ...ruleValues(choiceOf(appointment.ruleFrom, occurrence.originalLocal, zone)),
    place: occurrence.place ?? '',
    address: appointment.address ?? '',
    travelBefore: String(appointment.travelBeforeMinutes),
    travelAfter: String(appointment.travelAfterMinutes),
    note: occurrence.note ?? '',
    people: JSON.stringify(
      appointment.participants.map(
        ({ id, userId, practitionerId, name, role, status }): FormPerson => ({
          id,
          userId,
          practitionerId,
          // A person of the house is named by their account.
          name: userId === null ? name : null,
          role,
          shown: name,
          status,
        }),
      ),
    ),
    patient: '',
    unit: appointment.unitId ?? '',
    scope: '',
    seen: JSON.stringify([appointment.rowVersion, occurrence.exceptionVersion]),
  };
};

/** The versions a form was opened under: of the series, and of what differs on its date. */
export const seenOfForm = ({
  seen,
}: Pick<AppointmentForm, 'seen'>): { rowVersion: number; exceptionVersion: number | null } => {
  const [rowVersion, exceptionVersion] = JSON.parse(seen) as [number, number | null];
  return { rowVersion, exceptionVersion };
};

/** For which dates a change is: what was chosen, else the least that what was changed needs. */
export const scopeOfForm = (
  opened: AppointmentForm,
  form: AppointmentForm,
  recurring: boolean,
): Scope => {
  if (!recurring) return 'all';
  const series = changesSeries(opened, form);
  const chosen = scopes.find((each) => each === form.scope) ?? 'this';
  return series && chosen === 'this' ? 'following' : chosen;
};

/** The people of a form. */
export const peopleOf = ({ people }: Pick<AppointmentForm, 'people'>): FormPerson[] =>
  people === '' ? [] : (JSON.parse(people) as FormPerson[]);

/** The stay of a form; null where it is about nobody. */
export const patientOf = ({ patient }: Pick<AppointmentForm, 'patient'>): FormPatient | null =>
  patient === '' ? null : (JSON.parse(patient) as FormPatient);

const numberOf = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : NaN);

/** The rule the form says, as a choice. */
export const choiceOfForm = (form: AppointmentForm): RuleChoice => ({
  repeats: repetitions.find((each) => each === form.repeats) ?? 'never',
  interval: numberOf(form.interval) || 1,
  days: form.days.split(',').filter((day): day is Weekday => weekdays.some((one) => one === day)),
  ends: form.ends === 'on' || form.ends === 'after' ? form.ends : 'never',
  endsOn: form.endsOn,
  times: numberOf(form.times) || 1,
});

/** When it starts and how long it takes. */
export const timesOfForm = (
  form: AppointmentForm,
): { startsLocal: string; minutes: number; wholeDays: number } => {
  if (form.wholeDays === 'yes')
    return {
      startsLocal: `${form.date}T00:00`,
      minutes: 0,
      wholeDays: daysBetween(form.date, form.lastDate) + 1,
    };
  const startsLocal = `${form.date}T${form.from}`;
  const sameDay = wallMinutesBetween(startsLocal, `${form.date}T${form.to}`);
  return { startsLocal, minutes: sameDay > 0 ? sameDay : sameDay + 1440, wholeDays: 0 };
};

/** Does it end on the day after? */
export const endsNextDay = (form: AppointmentForm): boolean =>
  form.wholeDays !== 'yes' && form.from !== '' && form.to !== '' && form.to <= form.from;

/** The rule in the zone; `own` is the one that the form cannot say. */
export const ruleOfForm = (
  form: AppointmentForm,
  zone: string,
  own: string | null = null,
): string | null => {
  const { startsLocal, wholeDays } = timesOfForm(form);
  return ruleOfChoice(choiceOfForm(form), startsLocal, zone, wholeDays > 0, own);
};

export type FormProblem =
  | 'titleMissing'
  | 'dateMissing'
  | 'timeMissing'
  | 'gap'
  | 'tooShort'
  | 'lastBeforeFirst'
  | 'tooManyDays'
  | 'intervalWrong'
  | 'daysMissing'
  | 'endBeforeStart'
  | 'timesWrong'
  | 'travelWrong';

/** Shortest appointment, in minutes; the call refuses less. */
const leastMinutes = 5;
const mostTravel = 480;
const mostTimes = 1000;

/** What is wrong with the form, by field. */
export const checkForm = (
  form: AppointmentForm,
  zone: string,
): Partial<Record<FormField, FormProblem>> => {
  const found: Partial<Record<FormField, FormProblem>> = {};
  if (form.title.trim() === '') found.title = 'titleMissing';
  if (!isDate(form.date)) return { ...found, date: 'dateMissing' };
  if (form.wholeDays === 'yes') {
    if (!isDate(form.lastDate) || form.lastDate < form.date) found.lastDate = 'lastBeforeFirst';
    else if (daysBetween(form.date, form.lastDate) >= longestDays) found.lastDate = 'tooManyDays';
  } else if (form.from === '') found.from = 'timeMissing';
  else if (form.to === '') found.to = 'timeMissing';
  else {
    const once = form.repeats === 'never';
    if (once && wallTimeProblem({ date: form.date, time: form.from, which: 'first' }, zone))
      found.from = 'gap';
    if (timesOfForm(form).minutes < leastMinutes) found.to = 'tooShort';
  }
  if (form.repeats !== 'never') {
    if (!(numberOf(form.interval) >= 1)) found.interval = 'intervalWrong';
    if (form.repeats === 'weekly' && choiceOfForm(form).days.length === 0)
      found.days = 'daysMissing';
    if (form.ends === 'on' && (!isDate(form.endsOn) || form.endsOn < form.date))
      found.endsOn = 'endBeforeStart';
    const times = numberOf(form.times);
    if (form.ends === 'after' && !(times >= 1 && times <= mostTimes)) found.times = 'timesWrong';
  }
  for (const name of ['travelBefore', 'travelAfter'] as const)
    if (!(numberOf(form[name]) <= mostTravel)) found[name] = 'travelWrong';
  return found;
};

const textOf = (text: string): string | null => text.trim() || null;

const describedBy = (form: AppointmentForm) => ({
  title: form.title.trim(),
  place: textOf(form.place),
  address: textOf(form.address),
  travelBeforeMinutes: Number(form.travelBefore),
  travelAfterMinutes: Number(form.travelAfter),
  note: textOf(form.note),
  participants: peopleOf(form).map(({ id, userId, practitionerId, name, role }) => ({
    ...{ id, userId, practitionerId, name, role },
  })),
});

/** What a new one is made of; the form has no problem. */
export const factsOfNew = (form: AppointmentForm, zone: string): SeriesFacts => ({
  ...timesOfForm(form),
  ...describedBy(form),
  rule: ruleOfForm(form, zone),
});

const differ = (a: AppointmentForm, b: AppointmentForm, names: readonly FormField[]): boolean =>
  names.some((name) => a[name] !== b[name]);

/** Was anything changed that belongs to the series and not to one date? */
export const changesSeries = (opened: AppointmentForm, form: AppointmentForm): boolean =>
  differ(opened, form, seriesFields) ||
  (form.wholeDays === 'yes' &&
    daysBetween(form.date, form.lastDate) !== daysBetween(opened.date, opened.lastDate));

/** One date takes what the form says. */
export const occurrenceFactsOf = (
  form: AppointmentForm,
  reason: string | null,
): OccurrenceFacts => {
  const { title, place, note } = describedBy(form);
  return { ...timesOfForm(form), title, place, note, reason };
};

/**
 * The series from this date on, or as a whole, takes what the form says: a field that was left as
 * this date had it stays as the series has it. `ruleCannotFollow` where the date was moved and the
 * rule does not say which days are meant.
 */
export const seriesFactsOf = (
  appointment: Appointment,
  opened: AppointmentForm,
  form: AppointmentForm,
  scope: Exclude<Scope, 'this'>,
): SeriesFacts | 'ruleCannotFollow' => {
  const { occurrence } = appointment;
  const described = describedBy(form);
  const kept = {
    ...described,
    title: form.title === opened.title ? appointment.title : described.title,
    place: form.place === opened.place ? appointment.place : described.place,
    note: form.note === opened.note ? appointment.note : described.note,
  };
  const times = timesOfForm(form);
  const zone = times.wholeDays > 0 ? 'UTC' : appointment.zone;
  if (appointment.rule === null)
    return { ...kept, ...times, rule: ruleOfForm(form, zone, appointment.rule) };
  const fromHere = scope === 'following' && occurrence.hasBefore;
  const base = fromHere ? occurrence.originalLocal : appointment.startsLocal;
  const timeChanged = differ(opened, form, ['date', 'from', 'to', 'wholeDays', 'lastDate']);
  if (differ(opened, form, ruleFields)) {
    const shift = daysBetween(opened.date, form.date);
    const startsLocal = fromHere
      ? times.startsLocal
      : `${plusDays(base.slice(0, 10), shift)}${times.startsLocal.slice(10)}`;
    return { ...kept, ...times, startsLocal, rule: newRule(appointment, opened, form, fromHere) };
  }
  const rule = fromHere ? appointment.ruleFrom : appointment.rule;
  const { minutes, wholeDays } = appointment;
  if (!timeChanged) return { ...kept, startsLocal: base, minutes, wholeDays, rule };
  const dragged = draggedTime(appointment, base, {
    fromLocal: occurrence.originalLocal,
    toLocal: times.startsLocal,
    minutes: times.minutes,
  });
  if (dragged === null) return 'ruleCannotFollow';
  const startsLocal =
    times.wholeDays > 0 ? `${dragged.startsLocal.slice(0, 10)}T00:00` : dragged.startsLocal;
  return { ...kept, ...times, startsLocal, rule: dragged.rule };
};

/** The rule as it was changed; a number of times that was left alone counts from where it counted. */
const newRule = (
  appointment: Appointment,
  opened: AppointmentForm,
  form: AppointmentForm,
  fromHere: boolean,
): string | null => {
  const { wholeDays } = timesOfForm(form);
  const zone = wholeDays > 0 ? 'UTC' : appointment.zone;
  const known = choiceOf(appointment.rule, appointment.startsLocal, zone);
  const counted = !fromHere && form.ends === 'after' && !differ(opened, form, ['ends', 'times']);
  return ruleOfForm(
    counted ? { ...form, times: String(known.times) } : form,
    zone,
    appointment.rule,
  );
};
