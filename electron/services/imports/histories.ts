/** Class and place of a stay as stretches of time, kept beside its present state. */
import type { Tracked, Value, Values } from '../../../db/fed-rows';
import type { EncounterClass, EncounterFact, LocationFact } from '../../../shared/imports/facts';
import type { FeedRun } from './feed-run';
import { placeKey, type Place } from './places';
import { endOf, takeBack, tellState, type Stretch } from './timeline';

/** When and from where a word on a history comes. */
export interface Moment {
  isNew: boolean;
  /** When the event was. */
  eventAt: string;
  /** The message is older than what is known: until then the present state was told. Null = it is not. */
  staleSince: string | null;
  /** The message has no time, so it can say nothing of a history that exists. */
  timeless: boolean;
  from: string;
}

const standing = (records: readonly Tracked[] | undefined): Tracked[] =>
  (records ?? []).filter(({ row }) => row['enteredInErrorAt'] === null);

const asText = (value: Value | undefined): string => String(value ?? '');

const classList = (run: FeedRun, stay: Tracked): Stretch<EncounterClass>[] =>
  standing(run.classesOf.get(stay.row.id)).map(({ row }) => ({
    id: row.id,
    key: asText(row['class']),
    value: asText(row['class']) as EncounterClass,
    from: asText(row['fromAt']),
  }));

const placeList = (run: FeedRun, stay: Tracked): Stretch<Place>[] =>
  standing(run.placesOf.get(stay.row.id)).map(({ row }) => {
    const value = {
      unitId: row['unitId'] as string | null,
      bedId: row['bedId'] as string | null,
      label: asText(row['label']),
    };
    return { id: row.id, key: placeKey(value), value, from: asText(row['fromAt']) };
  });

const byFrom = <V>(list: readonly Stretch<V>[]): Stretch<V>[] =>
  [...list].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));

/** The stay's end, as far as it has left. */
const endedAt = (stay: Tracked): string | null => {
  const at = stay.row['dischargedAt'];
  return typeof at === 'string' ? at : null;
};

/** Keeps `encounter_class_period`: one row per class the stay was in. */
export const keepClasses = (
  run: FeedRun,
  stay: Tracked,
  fact: EncounterFact,
  moment: Moment,
): void => {
  let list = classList(run, stay);
  const { isNew, eventAt } = moment;
  const tell = (value: EncounterClass, at: string): void => {
    list = tellState(list, { key: value, value }, at, moment.staleSince ?? '');
  };
  const stated = byStart(fact.classHistory ?? []);
  for (const { value, from } of stated) tell(value, from ?? startOf(stay, eventAt));
  const present = asText(stay.row['class']) as EncounterClass;
  const started = stay.row['status'] !== 'planned' && stay.row['status'] !== 'cancelled';
  // The stay was this class from its admission, as far as anybody said.
  if (started && list.length === 0) tell(present, startOf(stay, eventAt));
  else if (started && fact.class && stated.length > 0) {
    if (byFrom(list).at(-1)?.key !== fact.class)
      tell(fact.class, stated.at(-1)?.to ?? changeOf(fact, stay, eventAt));
  } else if (
    started &&
    fact.class &&
    !isNew &&
    !moment.timeless &&
    !isTyped(stay, 'class', fact.class)
  )
    tell(fact.class, changeOf(fact, stay, eventAt));
  list = fromAdmission(list, stay);
  writeList(run, stay, 'encounter_class_period', list, moment.from, ({ value }, index) => ({
    class: value,
    by: index > 0 && (fact.event === 'update' || fact.event === 'state') ? 'correction' : 'order',
  }));
};

/** A person's word on the class stands, and so does its history. */
const isTyped = (stay: Tracked, field: string, said: Value): boolean =>
  stay.typed.has(field) && stay.row[field] !== said;

const startOf = (stay: Tracked, eventAt: string): string => {
  const admitted = stay.row['admittedAt'];
  return typeof admitted === 'string' ? admitted : eventAt;
};

/** A change cannot be after the stay's end. */
const changeOf = (fact: EncounterFact, stay: Tracked, eventAt: string): string => {
  const end = endedAt(stay);
  return end !== null && end < eventAt && fact.event !== 'cancelDischarge' ? end : eventAt;
};

/** When the admission is learned or put right, the first class begins with it. */
const fromAdmission = (
  list: readonly Stretch<EncounterClass>[],
  stay: Tracked,
): Stretch<EncounterClass>[] => {
  const [first, ...rest] = byFrom(list);
  const admitted = stay.row['admittedAt'];
  if (!first || typeof admitted !== 'string' || first.from === admitted) return [...list];
  const next = rest[0]?.from;
  return next !== undefined && next <= admitted
    ? [...list]
    : [{ ...first, from: admitted }, ...rest];
};

const byStart = <T extends { from: string | null }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));

/** Events whose place is none the patient came to. */
const movesNowhere = ['cancelTransfer', 'cancelAdmit', 'plan'] as const;

/** Keeps `encounter_location`: one row per place the stay was at. */
export const keepPlaces = (
  run: FeedRun,
  stay: Tracked,
  fact: EncounterFact,
  moment: Moment,
): void => {
  let list = placeList(run, stay);
  const { isNew, eventAt } = moment;
  const tell = (location: LocationFact, at: string): void => {
    const place = run.places.find(location);
    const value = { ...place, label: place.label || location.unit || '?' };
    list = tellState(list, { key: placeKey(value), value }, at, moment.staleSince ?? '');
  };
  if (fact.locationHistory)
    for (const { value, from } of byStart(fact.locationHistory))
      tell(value, from ?? startOf(stay, eventAt));
  else if (
    fact.location &&
    movesNowhere.every((event) => event !== fact.event) &&
    (isNew || !moment.timeless)
  ) {
    const place = run.places.find(fact.location);
    // An admission's place holds from the admission, a later word from the event it tells of.
    const at =
      fact.event === 'admit' || (isNew && endedAt(stay) !== null)
        ? startOf(stay, eventAt)
        : changeOf(fact, stay, eventAt);
    if (!isTyped(stay, 'bedLabel', place.label)) {
      tell(fact.location, at);
      // An admission told again after the patient had moved is also the newest word on the place.
      const last = byFrom(list).at(-1);
      if (
        moment.staleSince === null &&
        last &&
        last.key !== placeKey({ ...place, label: place.label || fact.location.unit || '?' })
      )
        tell(fact.location, changeOf(fact, stay, eventAt));
    }
  }
  writeList(run, stay, 'encounter_location', list, moment.from, ({ value }) => ({ ...value }));
};

/** Class and place as they stand in the row, from now on; for what a person decided by hand. */
export const followPresent = (run: FeedRun, stay: Tracked, at: string, from: string): void => {
  const present = asText(stay.row['class']) as EncounterClass;
  const classes = tellState(classList(run, stay), { key: present, value: present }, at, '');
  writeList(run, stay, 'encounter_class_period', classes, from, ({ value }, index) => ({
    class: value,
    by: index > 0 ? 'correction' : 'order',
  }));
  const label = asText(stay.row['bedLabel']);
  if (label === '') return;
  const value: Place = {
    unitId: stay.row['unitId'] as string | null,
    bedId: stay.row['bedId'] as string | null,
    label,
  };
  const places = tellState(placeList(run, stay), { key: placeKey(value), value }, at, '');
  writeList(run, stay, 'encounter_location', places, from, ({ value: place }) => ({ ...place }));
};

/** A12: the last transfer never was; the stay is where it was before, or where the message says. */
export const takeTransferBack = (
  run: FeedRun,
  stay: Tracked,
  fact: EncounterFact,
  eventAt: string,
  at: string | null,
  from: string,
): void => {
  if (run.rows.isStale(stay, 'bedLabel', at)) return;
  const { kept, removed } = takeBack(placeList(run, stay), eventAt);
  const record = removed?.id ? run.rows.get('encounter_location', removed.id) : undefined;
  if (record) putInError(run, record, 'Transfer cancelled by the feed (A12)', from);
  const place = fact.location ? run.places.find(fact.location) : kept.at(-1)?.value;
  if (!place) return;
  run.rows.tell(
    stay,
    { unitId: place.unitId, bedId: place.bedId, bedLabel: place.label || null },
    at,
    from,
  );
  const list =
    fact.location && kept.length > 0
      ? tellState(kept, { key: placeKey(place), value: place }, eventAt, '')
      : kept;
  writeList(run, stay, 'encounter_location', list, from, ({ value }) => ({ ...value }));
};

/** Writes the stretches: new rows, moved beginnings, every end; a row that fell out was wrong. */
const writeList = <V>(
  run: FeedRun,
  stay: Tracked,
  table: 'encounter_class_period' | 'encounter_location',
  unsorted: readonly Stretch<V>[],
  from: string,
  values: (stretch: Stretch<V>, index: number) => Values,
): void => {
  const list = byFrom(unsorted);
  const kept = new Set(list.map(({ id }) => id));
  const held = table === 'encounter_location' ? run.placesOf : run.classesOf;
  for (const record of standing(held.get(stay.row.id)))
    if (!kept.has(record.row.id)) putInError(run, record, 'Corrected by the feed', from);
  list.forEach((stretch, index) => {
    const toAt = endOf(list, index, endedAt(stay));
    const record = stretch.id ? run.rows.get(table, stretch.id) : undefined;
    if (record) {
      const { by: _, ...state } = values(stretch, index);
      run.rows.set(record, { ...state, fromAt: stretch.from, toAt }, from);
      return;
    }
    run.add(
      table,
      {
        encounterId: stay.row.id,
        ...values(stretch, index),
        fromAt: stretch.from,
        toAt,
        enteredInErrorAt: null,
        enteredInErrorBy: null,
        enteredInErrorReason: null,
      },
      from,
    );
  });
};

const putInError = (run: FeedRun, record: Tracked, reason: string, from: string): void => {
  run.rows.set(
    record,
    {
      enteredInErrorAt: run.ctx.now,
      enteredInErrorBy: run.ctx.actor.userId,
      enteredInErrorReason: reason,
    },
    from,
  );
};
