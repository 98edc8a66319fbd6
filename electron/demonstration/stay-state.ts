/** Walks a stay's facts up to now and says what the encounter and its histories are by then. */
import type { FactDefinition } from './definitions';
import type { World } from './world';

/** A fact that has happened. */
export interface ToldFact extends FactDefinition {
  at: string;
}

type StayClass = 'inpatient' | 'observation' | 'emergency';

export interface ClassPeriod {
  class: StayClass;
  fromAt: string;
  toAt: string | null;
  by: 'order' | 'correction' | 'conditionCode44';
}

export interface Place {
  bed: string | null;
  label: string;
  fromAt: string;
  toAt: string | null;
}

export interface DateMove {
  fromOn: string | null;
  toOn: string | null;
  reason: string | null;
  at: string;
  by: string | undefined;
}

/** What is known of a stay at one instant. */
export interface StayState {
  arrivedAt: string | null;
  careBeganAt: string | null;
  observationBeganAt: string | null;
  inpatientOrderedAt: string | null;
  admittedAt: string | null;
  periods: ClassPeriod[];
  places: Place[];
  moves: DateMove[];
  expectedOn: string | null;
  leftAt: string | null;
  leftCode: string | null;
}

const emergencyLabel = 'Emergency';

/** The state after the told facts of one stay. */
export const stayState = (world: World, facts: readonly ToldFact[]): StayState => {
  const state: StayState = {
    arrivedAt: null,
    careBeganAt: null,
    observationBeganAt: null,
    inpatientOrderedAt: null,
    admittedAt: null,
    periods: [],
    places: [],
    moves: [],
    expectedOn: null,
    leftAt: null,
    leftCode: null,
  };
  // The admitting office books the change of class when the patient gets a bed of ours.
  let ordered: { class: StayClass; at: string } | null = null;
  for (const fact of facts) {
    if (fact.kind === 'arrived') arrive(state, fact);
    if (fact.kind === 'care') state.careBeganAt = fact.at;
    if (fact.kind === 'obs' || fact.kind === 'inpatient') {
      ordered = { class: fact.kind === 'obs' ? 'observation' : 'inpatient', at: fact.at };
      if (fact.kind === 'obs') state.observationBeganAt = fact.at;
      else state.inpatientOrderedAt = fact.at;
    }
    if (fact.bed !== undefined) {
      move(state, { bed: fact.bed, label: fact.bed, fromAt: fact.at, toAt: null });
      if (ordered)
        beginClass(state, { class: ordered.class, fromAt: ordered.at, toAt: null, by: 'order' });
      if (ordered) state.admittedAt = ordered.at;
      ordered = null;
    }
    if (fact.class) changeClass(state, fact, fact.class);
    if (fact.edd) moveDate(world, state, fact, fact.edd);
    if (fact.left !== undefined) leave(state, fact.at, fact.left);
  }
  return state;
};

const arrive = (state: StayState, fact: ToldFact): void => {
  state.arrivedAt = fact.at;
  state.admittedAt = fact.at;
  beginClass(state, { class: 'emergency', fromAt: fact.at, toAt: null, by: 'order' });
  move(state, { bed: null, label: emergencyLabel, fromAt: fact.at, toAt: null });
};

const beginClass = (state: StayState, period: ClassPeriod): void => {
  const open = state.periods.at(-1);
  if (open && open.toAt === null) open.toAt = period.fromAt;
  state.periods.push(period);
};

const move = (state: StayState, place: Place): void => {
  const open = state.places.at(-1);
  if (open && open.toAt === null) open.toAt = place.fromAt;
  state.places.push(place);
};

const changeClass = (
  state: StayState,
  fact: ToldFact,
  { to, by }: NonNullable<FactDefinition['class']>,
): void => {
  beginClass(state, { class: to, fromAt: fact.at, toAt: null, by });
  if (to === 'inpatient') state.inpatientOrderedAt = fact.at;
  else state.observationBeganAt = fact.at;
};

const moveDate = (
  world: World,
  state: StayState,
  fact: ToldFact,
  { on, unknown, reason }: NonNullable<FactDefinition['edd']>,
): void => {
  const next = on === undefined ? null : world.time.date(on);
  state.moves.push({
    fromOn: state.expectedOn,
    toOn: next,
    reason: reason ?? unknown ?? null,
    at: fact.at,
    by: fact.by,
  });
  state.expectedOn = next;
};

const leave = (state: StayState, at: string, code: string): void => {
  state.leftAt = at;
  state.leftCode = code;
  const period = state.periods.at(-1);
  if (period) period.toAt = at;
  const place = state.places.at(-1);
  if (place) place.toAt = at;
};
