/** The words of “My day”: one sentence a row, in the person's language. */
import { instantOfEpoch, localDateOf, localOf, weekdayOf } from '../time';
import type { ChangeKind } from './item';

export type DayLanguage = 'en' | 'es';

const months = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
} as const;
const weekdays = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  es: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
} as const;

/** Times and dates as the sentences have them. */
export const dayFormat = (language: DayLanguage, zone: string) => {
  const weekday = (date: string): string => weekdays[language][weekdayOf(date) - 1]!;
  /** Mar 11 · 11 mar */
  const date = (value: string): string => {
    const month = months[language][Number(value.slice(5, 7)) - 1]!;
    const day = String(Number(value.slice(8, 10)));
    return language === 'en' ? `${month} ${day}` : `${day} ${month}`;
  };
  return {
    date,
    weekday,
    /** Fri, Mar 13 · vie 13 mar */
    weekdayDate: (value: string): string =>
      language === 'en' ? `${weekday(value)}, ${date(value)}` : `${weekday(value)} ${date(value)}`,
    /** The wall time of epoch milliseconds, HH:MM. */
    time: (epoch: number): string => localOf(instantOfEpoch(epoch), zone).slice(11, 16),
    dateOf: (epoch: number): string => localDateOf(instantOfEpoch(epoch), zone),
  };
};

const en = {
  putHere: (time: string) => `You put it here at ${time}.`,
  releasedRose: (time: string) => `You had put it elsewhere at ${time}, it is more urgent now.`,
  releasedAnchor: (time: string) =>
    `You had put it elsewhere at ${time}, the row below it is gone.`,
  safetyNotMoved: 'A safety alert is not moved.',
  safety: 'Safety alert, stays first until answered.',
  overdueToday: (time: string) => `Overdue since ${time}.`,
  overdueSince: (date: string, time: string) => `Overdue since ${date}, ${time}.`,
  wasDue: (date: string) => `Was due ${date}.`,
  startNow: (minutes: number, free: number, time: string) =>
    `Start now: takes ${minutes} min, ${free} free before ${time}.`,
  tooLate: (minutes: number, free: number, time: string) =>
    `Too late to finish: takes ${minutes} min, ${free} free before ${time}.`,
  dueTime: (time: string) => `Due ${time}.`,
  dueToday: 'Due today.',
  due: (when: string) => `Due ${when}.`,
  dueTimeAway: (time: string) => `Due ${time}, before you are back.`,
  dueAway: (when: string) => `Due ${when}, before you are back.`,
  noDue: 'No due date.',
  leaveAt: (time: string) => `Leave at ${time}.`,
  shouldHaveLeft: (time: string) => `You should have left at ${time}.`,
  marked: {
    stat: 'Marked at once.',
    asap: 'Marked as soon as possible.',
    urgent: 'Marked urgent.',
  },
  law: 'Required by law.',
  payer: (days: number | null) =>
    days === null
      ? 'Payer deadline.'
      : `Payer deadline, ${days} ${days === 1 ? 'day' : 'days'} at stake.`,
  holdsToday: "Holds up today's discharge.",
  holdsTomorrow: "Holds up tomorrow's discharge.",
  holdsPast: (date: string) => `Holds up a discharge expected ${date}.`,
  holdsReady: 'Holds up a patient who is ready.',
  holdsOn: (date: string) => `Holds up the discharge on ${date}.`,
  holds: 'Holds up the discharge.',
  here: (who: string, time: string) => `${who} is here since ${time}.`,
  call: (who: string, time: string) => `${who} waits for a call since ${time}.`,
  putOff: (time: string) => `You put it off to ${time}.`,
  waitFor: (who: string, time: string) => `You wait for ${who} until ${time}.`,
  leavesToday: 'Leaves today.',
  leavesTomorrow: 'Leaves tomorrow.',
  highRisk: 'High readmission risk.',
  doesNotFit: (time: string, minutes: number, left: number) =>
    `Does not fit before ${time}: takes ${minutes} min, ${left} left.`,
  changes: {
    'turned-worse': 'Turned worse.',
    'wants-to-leave': 'Wants to leave against advice.',
    'class-changed': 'Class changed.',
    'bed-offer': 'A bed is offered.',
    'order-written': 'Discharge order written.',
    'all-declined': 'Every provider declined.',
    'edd-earlier': 'Expected discharge moved earlier.',
    readmitted: 'Readmitted within 30 days.',
  } satisfies Record<ChangeKind, string>,
};

export type DayWords = typeof en;

const es: DayWords = {
  putHere: (time) => `Usted lo puso aquí a las ${time}.`,
  releasedRose: (time) =>
    `Usted lo había puesto en otro lugar a las ${time}; ahora es más urgente.`,
  releasedAnchor: (time) =>
    `Usted lo había puesto en otro lugar a las ${time}; la fila de abajo ya no está.`,
  safetyNotMoved: 'Una alerta de seguridad no se mueve.',
  safety: 'Alerta de seguridad, queda primero hasta que se atienda.',
  overdueToday: (time) => `Vencido desde las ${time}.`,
  overdueSince: (date, time) => `Vencido desde el ${date}, ${time}.`,
  wasDue: (date) => `Vencía el ${date}.`,
  startNow: (minutes, free, time) =>
    `Empiece ya: toma ${minutes} min, ${free} libres antes de las ${time}.`,
  tooLate: (minutes, free, time) =>
    `Ya no alcanza: toma ${minutes} min, ${free} libres antes de las ${time}.`,
  dueTime: (time) => `Para las ${time}.`,
  dueToday: 'Para hoy.',
  due: (when) => `Para el ${when}.`,
  dueTimeAway: (time) => `Para las ${time}, antes de que usted vuelva.`,
  dueAway: (when) => `Para el ${when}, antes de que usted vuelva.`,
  noDue: 'Sin fecha.',
  leaveAt: (time) => `Salga a las ${time}.`,
  shouldHaveLeft: (time) => `Debió salir a las ${time}.`,
  marked: {
    stat: 'Marcado: de inmediato.',
    asap: 'Marcado: cuanto antes.',
    urgent: 'Marcado: urgente.',
  },
  law: 'Lo exige la ley.',
  payer: (days) =>
    days === null
      ? 'Plazo del seguro.'
      : `Plazo del seguro, ${days} ${days === 1 ? 'día' : 'días'} en juego.`,
  holdsToday: 'Detiene el alta de hoy.',
  holdsTomorrow: 'Detiene el alta de mañana.',
  holdsPast: (date) => `Detiene un alta prevista para el ${date}.`,
  holdsReady: 'Detiene a un paciente que está listo.',
  holdsOn: (date) => `Detiene el alta del ${date}.`,
  holds: 'Detiene el alta.',
  here: (who, time) => `${who} está aquí desde las ${time}.`,
  call: (who, time) => `${who} espera una llamada desde las ${time}.`,
  putOff: (time) => `Usted lo dejó para las ${time}.`,
  waitFor: (who, time) => `Espera a ${who} hasta las ${time}.`,
  leavesToday: 'Sale hoy.',
  leavesTomorrow: 'Sale mañana.',
  highRisk: 'Alto riesgo de reingreso.',
  doesNotFit: (time, minutes, left) =>
    `No cabe antes de las ${time}: toma ${minutes} min, quedan ${left}.`,
  changes: {
    'turned-worse': 'Empeoró.',
    'wants-to-leave': 'Quiere irse contra el consejo médico.',
    'class-changed': 'Cambió la clase.',
    'bed-offer': 'Ofrecen una cama.',
    'order-written': 'Orden de alta escrita.',
    'all-declined': 'Todos los proveedores dijeron que no.',
    'edd-earlier': 'El alta prevista se adelantó.',
    readmitted: 'Reingresó en menos de 30 días.',
  },
};

export const dayWords: Readonly<Record<DayLanguage, DayWords>> = { en, es };
