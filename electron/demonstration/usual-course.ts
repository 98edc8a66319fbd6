/** How most stays begin, told as facts: arrival, care, order, bed, intake, date, first notice. */
import type {
  DutyDefinition,
  FactDefinition,
  PersonDefinition,
  StayDefinition,
} from './definitions';
import type { Chance } from './random';
import type { StoryMoment } from './story-time';

/** A moment some minutes after another. */
export const momentAfter = ({ day, time }: StoryMoment, minutes: number): StoryMoment => {
  const all = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  const days = Math.floor(all / 1440);
  const rest = all - days * 1440;
  return {
    day: day + days,
    time: `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`,
  };
};

/** Does a Medicare notice apply to this person's first payer? */
const medicare = (person: PersonDefinition): boolean =>
  person.coverage.some(
    ({ planClass }) => planClass === 'medicare' || planClass === 'medicareAdvantage',
  );

/** Intake is done by day: three hours after admission, else the next morning. */
const intakeAt = (admitted: StoryMoment, chance: Chance): StoryMoment => {
  const soon = momentAfter(admitted, 150 + 5 * chance.int(0, 12));
  if (soon.time >= '08:30' && soon.time <= '16:30') return soon;
  const morning = `09:${String(chance.int(5, 40)).padStart(2, '0')}`;
  return { day: soon.time < '08:30' ? soon.day : soon.day + 1, time: morning };
};

/** The facts of a usual beginning; empty for a stay that tells its own. */
export const usualFacts = (
  person: PersonDefinition,
  stay: StayDefinition,
  intakes: readonly string[],
  chance: Chance,
): FactDefinition[] => {
  const usual = stay.usual;
  if (!usual) return [];
  const { admitted } = usual;
  const intake = intakeAt(admitted, chance);
  const order = usual.class === 'observation' ? 'obs' : 'inpatient';
  const duties: DutyDefinition[] = [{ kind: 'tk-intake', title: 'Initial assessment' }];
  if (!usual.dateOpen) duties.push({ kind: 'tk-edd', title: 'Set expected discharge date' });
  const facts: FactDefinition[] = [
    { ...momentAfter(admitted, -150), kind: 'arrived' },
    { ...momentAfter(admitted, -125), kind: 'care' },
    { ...admitted, kind: order },
    { ...momentAfter(admitted, 95), kind: 'bed', bed: usual.bed },
    {
      ...intake,
      kind: 'assess',
      text: `Intake: ${chance.pick(intakes)}`,
      does: duties,
      ...(usual.to ? { to: usual.to } : {}),
      ...(usual.edd === undefined ? {} : { edd: { on: usual.edd } }),
      ...(chance.is(0.7)
        ? { codeStatus: chance.is(0.85) ? ('full' as const) : ('dnr' as const) }
        : {}),
    },
  ];
  if (usual.class === 'inpatient' && medicare(person))
    facts.push({
      day: admitted.day + 1,
      time: chance.pick(['10:30', '11:15', '13:50', '14:20']),
      kind: 'notice',
      text: 'Important Message from Medicare, first, signed.',
      does: [{ kind: 'tk-im1', title: 'Important Message, first' }],
    });
  return facts;
};

/** Facts in the order of their moments; those of one moment stay as they were told. */
export const inOrder = (facts: readonly FactDefinition[]): FactDefinition[] =>
  [...facts].sort((a, b) => a.day - b.day || (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
