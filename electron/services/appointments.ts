/** Use cases about the calendar: rounds, meetings and visits. */
import { mayOpen, reachOf, survivorOf } from '../../db/access';
import {
  activeStays,
  addParticipants,
  addSeries,
  areOwnAnswers,
  changeParticipant,
  exceptionAt,
  getSeries,
  participantRows,
  patientsOf,
  seriesOfSteps,
  toParticipant,
  undoSteps,
  type SeriesRow,
  type StoredException,
} from '../../db/appointments';
import {
  colleaguesOf,
  invitablePeople,
  mayBeExpected,
  seriesOfAnyStatus,
  unitName,
} from '../../db/appointment-people';
import { personNames } from '../../db/person-names';
import type { Appointment } from '../../shared/appointments/appointment';
import { ruleFrom } from '../../shared/appointments/edit';
import { isDailyRule, monthDays } from '../../shared/appointments/month';
import { mayMakeSeries, mayWriteSeries } from '../../shared/appointments/permission';
import { isStartOf, startBefore } from '../../shared/appointments/series-time';
import type { appointmentCalls, ParticipantInput, Whose } from '../../shared/contract/appointments';
import { AppError, conflict, notFound } from '../../shared/errors';
import { instantOfLocal, localDateOf, localOf } from '../../shared/time';
import type { CallContext, Handlers } from '../ipc/context';
import {
  cancelOccurrence,
  changeSeriesFacts,
  changeThis,
  moveOccurrence,
  settled,
  type Target,
} from './appointment-changes';
import { mostCounted, readCalendar } from './calendar-reading';

/** A unit of one's own, or a person of one's own units. Throws `notFound`. */
const checkWhose = async (ctx: CallContext, whose: Whose): Promise<void> => {
  if (whose.kind === 'unit') {
    if (!ctx.user.unitIds.includes(whose.unitId)) throw notFound();
    return;
  }
  if (whose.userId === ctx.user.id) return;
  const colleagues = await colleaguesOf(ctx.trx, ctx.user.unitIds);
  if (!colleagues.some(({ userId }) => userId === whose.userId)) throw notFound();
};

const writableBy = async (ctx: CallContext, series: SeriesRow): Promise<boolean> => {
  const people = await participantRows(ctx.trx, [series.id]);
  return mayWriteSeries(ctx.user, {
    ...series,
    participantIds: people.flatMap(({ userId }) => userId ?? []),
  });
};

const refuseOthersRounds = (): AppError =>
  new AppError(
    'forbidden',
    'You change rounds you made or are expected at, and appointments of your units and patients. Ask the unit lead.',
    { key: 'notYourSeries' },
  );

/** What differs on an occurrence; a single appointment is changed as a whole. */
const differing = (
  ctx: CallContext,
  series: SeriesRow,
  originalLocal: string,
): Promise<StoredException | null> =>
  series.rule === null ? Promise.resolve(null) : exceptionAt(ctx.trx, series.id, originalLocal);

const view = async (
  ctx: CallContext,
  seriesId: string,
  originalLocal: string,
): Promise<Appointment> => {
  const series = await getSeries(ctx.trx, seriesId);
  if (!isStartOf(series, originalLocal)) throw notFound();
  const exception = await differing(ctx, series, originalLocal);
  const people = await participantRows(ctx.trx, [seriesId]);
  const names = await personNames(
    ctx.trx,
    people.map(({ userId }) => userId),
    localDateOf(ctx.now, ctx.zone),
  );
  const patients = await patientsOf(ctx.trx, [series]);
  const { kind, unitId, encounterId, startsLocal, zone, minutes, wholeDays, rule } = series;
  const { place, address, travelBeforeMinutes, travelAfterMinutes, note, endsLocal } = series;
  return {
    seriesId,
    rowVersion: series.rowVersion,
    title: series.title,
    ...{ kind, unitId, encounterId, startsLocal, zone, minutes, wholeDays, rule },
    ...{ place, address, travelBeforeMinutes, travelAfterMinutes, note, endsLocal },
    unitName: unitId === null ? null : await unitName(ctx.trx, unitId),
    patient: series.patientId === null ? null : (patients.get(series.patientId) ?? null),
    participants: people.map((row) => ({
      ...toParticipant(row),
      name: names.get(row.userId ?? '') ?? row.name,
    })),
    mayWrite: await writableBy(ctx, series),
    stays: kind === 'round' && unitId !== null ? await activeStays(ctx.trx, unitId) : null,
    occurrence: {
      originalLocal,
      startsLocal: exception?.startsLocal ?? originalLocal,
      minutes: exception?.minutes ?? minutes,
      title: exception?.title ?? series.title,
      place: (exception?.place ?? place) || null,
      note: (exception?.note ?? note) || null,
      cancelled: exception?.cancelled ?? false,
      moved:
        (exception?.startsLocal ?? originalLocal) !== originalLocal ||
        (exception?.minutes ?? minutes) !== minutes,
      reason: exception?.reason ?? null,
      exceptionVersion: exception?.rowVersion ?? null,
      hasBefore: startBefore(series, originalLocal) !== null,
    },
    ruleFrom: ruleFrom(series, originalLocal),
  };
};

interface Seen {
  seriesId: string;
  rowVersion: number;
  originalLocal: string;
  exceptionVersion: number | null;
}

/** The occurrence under the versions the caller saw. Throws `forbidden`, `conflict` or `notFound`. */
const target = async (ctx: CallContext, seen: Seen): Promise<Target> => {
  const series = await getSeries(ctx.trx, seen.seriesId);
  if (!(await writableBy(ctx, series))) throw refuseOthersRounds();
  const exception = await differing(ctx, series, seen.originalLocal);
  const stale =
    series.rowVersion !== seen.rowVersion ||
    (exception?.rowVersion ?? null) !== seen.exceptionVersion;
  if (!isStartOf(series, seen.originalLocal)) throw stale ? conflict(null) : notFound();
  if (stale) throw conflict(await view(ctx, seen.seriesId, seen.originalLocal));
  return { series, exception, originalLocal: seen.originalLocal };
};

/** People who are no longer here cannot be expected. */
const checkPeople = async (
  ctx: CallContext,
  people: readonly ParticipantInput[],
): Promise<void> => {
  if (await mayBeExpected(ctx.trx, people)) return;
  throw new AppError('invalid', 'Somebody expected here is not in the record any more.', {
    key: 'personGone',
    fields: { participants: 'Choose people from the list.' },
  });
};

/** Somebody has to have it on a calendar. */
const withMyself = (
  ctx: CallContext,
  people: readonly ParticipantInput[],
): readonly ParticipantInput[] =>
  people.some(({ userId }) => userId === ctx.user.id)
    ? people
    : [...people, { id: null, userId: ctx.user.id, practitionerId: null, name: null, role: null }];

/** A wall time of the hospital as one of the series' zone; whole days have no zone. */
const inSeriesZone = (ctx: CallContext, local: string, { zone, wholeDays }: SeriesRow): string =>
  zone === ctx.zone || wholeDays > 0 ? local : localOf(instantOfLocal(local, ctx.zone), zone);

export const appointmentHandlers: Handlers<typeof appointmentCalls> = {
  'appointments.range': async (ctx, { whose, from, to }) => {
    await checkWhose(ctx, whose);
    const { rules: _rules, ...range } = await readCalendar(ctx, whose, { from, to });
    return range;
  },

  'appointments.month': async (ctx, { whose, from, to }) => {
    await checkWhose(ctx, whose);
    const { occurrences, conflicts, days, cut, rules } = await readCalendar(
      ctx,
      whose,
      { from, to },
      mostCounted,
    );
    const daily = new Map<string, boolean>();
    const isDailyRound = (seriesId: string): boolean => {
      const known = daily.get(seriesId) ?? isDailyRule(rules.get(seriesId) ?? null);
      daily.set(seriesId, known);
      return known;
    };
    return {
      days: monthDays(
        days,
        occurrences,
        conflicts,
        ({ kind, seriesId }) => kind === 'round' && isDailyRound(seriesId),
      ),
      conflicts,
      cut,
    };
  },

  'appointments.get': (ctx, { seriesId, originalLocal }) => view(ctx, seriesId, originalLocal),

  'appointments.people': (ctx, { text }) => invitablePeople(ctx.trx, text),

  'appointments.colleagues': (ctx) => colleaguesOf(ctx.trx, ctx.user.unitIds),

  'appointments.create': async (ctx, { kind, encounterId, facts, ...input }) => {
    const stay =
      encounterId === null
        ? null
        : await ctx.trx('encounter').where({ id: encounterId }).first('unitId');
    const unitId = input.unitId ?? (stay as { unitId: string | null } | null)?.unitId ?? null;
    // A stay's own unit needs no membership: its patient is within reach.
    const asked = input.unitId === null && encounterId !== null ? null : unitId;
    if (!mayMakeSeries(ctx.user, { kind, unitId: asked })) throw refuseOthersRounds();
    if (kind === 'round' && encounterId !== null)
      throw new AppError('invalid', 'A round belongs to a unit, not to a patient.');
    await checkPeople(ctx, facts.participants);
    const { title, place, address, travelBeforeMinutes, travelAfterMinutes, note } = facts;
    const { id, undo } = await addSeries(
      ctx.trx,
      {
        ...{ kind, unitId, encounterId, patientId: ctx.patientId },
        ...{ title, place, address, travelBeforeMinutes, travelAfterMinutes, note },
        ...settled(facts, ctx.zone),
      },
      ctx.actor,
    );
    const people =
      unitId === null && encounterId === null
        ? withMyself(ctx, facts.participants)
        : facts.participants;
    const added = await addParticipants(ctx.trx, id, people, [], ctx.actor);
    const { startsLocal } = await getSeries(ctx.trx, id);
    ctx.note({ recordType: 'appointment_series', recordId: id, versionAfter: 1 });
    return { seriesId: id, originalLocal: startsLocal, scope: 'all', undo: [undo, ...added] };
  },

  'appointments.change': async (ctx, input) => {
    const seen = await target(ctx, input);
    if (input.scope === 'this') return changeThis(ctx, seen, input.facts);
    await checkPeople(ctx, input.facts.participants);
    return changeSeriesFacts(ctx, seen, input.scope, input.facts);
  },

  'appointments.move': async (ctx, { scope, startsLocal, minutes, wholeDays, ...seen }) => {
    const moved = await target(ctx, seen);
    return moveOccurrence(ctx, moved, scope, {
      startsLocal: inSeriesZone(ctx, startsLocal, moved.series),
      minutes,
      wholeDays,
    });
  },

  'appointments.cancel': async (ctx, { scope, reason, ...seen }) =>
    cancelOccurrence(ctx, await target(ctx, seen), scope, reason),

  'appointments.attend': async (ctx, { seriesId, participantId, rowVersion, status }) => {
    const series = await getSeries(ctx.trx, seriesId);
    const row = (await participantRows(ctx.trx, [seriesId])).find(({ id }) => id === participantId);
    if (!row) throw notFound();
    if (row.userId !== ctx.user.id && !(await writableBy(ctx, series))) throw refuseOthersRounds();
    if (row.rowVersion !== rowVersion) throw conflict(toParticipant(row));
    const undo = await changeParticipant(ctx.trx, row, { status }, ctx.actor);
    ctx.note({
      recordType: 'appointment_participant',
      recordId: participantId,
      versionBefore: rowVersion,
      versionAfter: undo[0]?.rowVersion ?? rowVersion,
    });
    return { undo };
  },

  'appointments.undo': async (ctx, { seriesId, steps }) => {
    const ids = new Set([seriesId, ...(await seriesOfSteps(ctx.trx, steps))]);
    for (const id of ids) {
      const series = await seriesOfAnyStatus(ctx.trx, id);
      if (!(await writableBy(ctx, series)) && !(await areOwnAnswers(ctx.trx, steps, ctx.user.id)))
        throw refuseOthersRounds();
      if (series.patientId === null) continue;
      const patientId = await survivorOf(ctx.trx, series.patientId);
      if (!mayOpen(await reachOf(ctx.trx, ctx.user, patientId, ctx.now))) throw notFound();
    }
    await undoSteps(ctx.trx, steps, ctx.actor);
    ctx.note({
      recordType: 'appointment_series',
      recordId: seriesId,
      detail: { rows: steps.map(({ id }) => id) },
    });
    return null;
  },
};
