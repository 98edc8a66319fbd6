/**
 * Changes of appointments: this occurrence, this and following, or all. Each answers with where the
 * occurrence is now and the rows that take it back.
 */
import {
  addParticipants,
  addSeries,
  changeSeries,
  exceptionsOf,
  participantRows,
  putException,
  rewriteExceptions,
  setParticipants,
  type SeriesRow,
  type StoredException,
} from '../../db/appointments';
import type { Changed, UndoStep } from '../../shared/appointments/appointment';
import {
  draggedTime,
  editAll,
  editFollowing,
  endBefore,
  type Scope,
} from '../../shared/appointments/edit';
import {
  settle,
  startBefore,
  timeOfSeries,
  type SeriesTime,
  type Settled,
} from '../../shared/appointments/series-time';
import type {
  OccurrenceFacts,
  ParticipantInput,
  SeriesFacts,
} from '../../shared/contract/appointments';
import { AppError } from '../../shared/errors';
import type { CallContext } from '../ipc/context';

/** One occurrence under its versions, as the caller saw it. */
export interface Target {
  series: SeriesRow;
  exception: StoredException | null;
  originalLocal: string;
}

const noDate = (): AppError =>
  new AppError('refused', 'This rule gives no date. Choose another start or end.', {
    key: 'ruleWithoutDate',
    fields: { rule: 'This rule gives no date.' },
  });

const noted = (
  ctx: CallContext,
  { series, originalLocal }: Target,
  scope: Scope,
  fields: readonly string[],
  undo: readonly UndoStep[],
): void => {
  const after = undo.find(({ record, id }) => record === 'series' && id === series.id);
  ctx.note({
    recordType: 'appointment_series',
    recordId: series.id,
    versionBefore: series.rowVersion,
    versionAfter: after?.rowVersion ?? series.rowVersion,
    detail: { scope, occurrence: originalLocal, fields },
  });
};

const timeOf = (facts: SeriesFacts, zone: string): SeriesTime => timeOfSeries({ ...facts, zone });

/** Makes start and rule agree. Throws `refused` when the rule gives no date. */
export const settled = (facts: SeriesFacts, zone: string): Settled => {
  const time = settle(timeOf(facts, zone));
  if (time === null) throw noDate();
  return time;
};

const describedBy = ({
  title,
  place,
  address,
  travelBeforeMinutes,
  travelAfterMinutes,
  note,
}: SeriesFacts) => ({ title, place, address, travelBeforeMinutes, travelAfterMinutes, note });

/** Only this one: what is as in the series is kept as such, so that it follows the series later. */
export const changeThis = async (
  ctx: CallContext,
  target: Target,
  facts: OccurrenceFacts,
): Promise<Changed> => {
  const { series, originalLocal } = target;
  if (series.rule === null)
    throw new AppError('invalid', 'This appointment does not repeat; change it as a whole.');
  if (facts.wholeDays !== series.wholeDays)
    throw new AppError('refused', 'One date of a series keeps its length in days.', {
      key: 'thisKeepsDays',
    });
  const differing = <T>(value: T, usual: T): T | null => (value === usual ? null : value);
  const { undo } = await putException(
    ctx.trx,
    series.id,
    originalLocal,
    {
      cancelled: 0,
      startsLocal: differing(facts.startsLocal, originalLocal),
      minutes: differing(facts.minutes, series.minutes),
      title: differing(facts.title, series.title),
      place: differing(facts.place ?? '', series.place ?? ''),
      note: differing(facts.note ?? '', series.note ?? ''),
      reason: facts.reason,
    },
    ctx.actor,
  );
  noted(ctx, target, 'this', ['startsLocal', 'minutes', 'title', 'place', 'note'], undo);
  return { seriesId: series.id, originalLocal, scope: 'this', undo };
};

/** What a series is changed to; people only where the form gave them. */
interface Next {
  time: SeriesTime;
  described: Partial<ReturnType<typeof describedBy>>;
  participants: readonly ParticipantInput[] | null;
  /** The occurrence was dragged: a start or length of its own no longer counts. */
  dragged: boolean;
}

const changeAll = async (ctx: CallContext, target: Target, next: Next): Promise<Changed> => {
  const { series, originalLocal } = target;
  const exceptions = await exceptionsOf(ctx.trx, [series.id]);
  const edited = editAll(
    series,
    exceptions.map((each) => each.originalLocal),
    next.time,
  );
  if (edited === null) throw noDate();
  const { undo } = await changeSeries(
    ctx.trx,
    series,
    { ...edited.series, ...next.described },
    ctx.actor,
  );
  undo.push(
    ...(await rewriteExceptions(
      ctx.trx,
      exceptions,
      edited.rewritten,
      { seriesId: series.id, dropped: next.dragged ? originalLocal : null },
      ctx.actor,
    )),
  );
  if (next.participants !== null)
    undo.push(...(await setParticipants(ctx.trx, series.id, next.participants, ctx.actor)));
  noted(ctx, target, 'all', [...Object.keys(next.described), 'times'], undo);
  const now = edited.rewritten.find(({ from }) => from === originalLocal)?.to;
  const sameDate = `${originalLocal.slice(0, 10)}${edited.series.startsLocal.slice(10)}`;
  const at = series.rule === null ? edited.series.startsLocal : (now ?? sameDate);
  return { seriesId: series.id, originalLocal: at, scope: 'all', undo };
};

const changeFollowing = async (ctx: CallContext, target: Target, next: Next): Promise<Changed> => {
  const { series, originalLocal } = target;
  const exceptions = await exceptionsOf(ctx.trx, [series.id]);
  const edited = editFollowing(
    series,
    exceptions.map((each) => each.originalLocal),
    originalLocal,
    next.time,
    next.dragged,
  );
  if (edited === null) throw noDate();
  const known = await participantRows(ctx.trx, [series.id]);
  const { undo } = await changeSeries(ctx.trx, series, edited.ended, ctx.actor);
  const { kind, title, unitId, patientId, encounterId } = series;
  const { place, address, travelBeforeMinutes, travelAfterMinutes, note } = series;
  const successor = await addSeries(
    ctx.trx,
    {
      ...{ kind, title, unitId, patientId, encounterId },
      ...{ place, address, travelBeforeMinutes, travelAfterMinutes, note },
      ...next.described,
      ...edited.successor,
    },
    ctx.actor,
  );
  undo.push(successor.undo);
  undo.push(
    ...(await rewriteExceptions(
      ctx.trx,
      exceptions,
      edited.rewritten,
      { seriesId: successor.id, dropped: next.dragged ? originalLocal : null },
      ctx.actor,
    )),
  );
  const people = next.participants ?? known;
  undo.push(
    ...(await addParticipants(ctx.trx, successor.id, people.map(asInput), known, ctx.actor)),
  );
  noted(ctx, target, 'following', [...Object.keys(next.described), 'times'], undo);
  return {
    seriesId: successor.id,
    originalLocal: edited.successor.startsLocal,
    scope: 'following',
    undo,
  };
};

const asInput = ({
  id,
  userId,
  practitionerId,
  name,
  role,
}: ParticipantInput): ParticipantInput => ({
  id,
  userId,
  practitionerId,
  name,
  role,
});

/** "This and following" at the first occurrence is all of it. */
const isFirst = ({ series, originalLocal }: Target): boolean =>
  startBefore(series, originalLocal) === null;

const changeFrom = (
  ctx: CallContext,
  target: Target,
  scope: 'following' | 'all',
  next: Next,
): Promise<Changed> =>
  scope === 'all' || isFirst(target)
    ? changeAll(ctx, target, next)
    : changeFollowing(ctx, target, next);

/** The form's facts for this and following, or all. */
export const changeSeriesFacts = (
  ctx: CallContext,
  target: Target,
  scope: 'following' | 'all',
  facts: SeriesFacts,
): Promise<Changed> =>
  changeFrom(ctx, target, scope, {
    time: timeOf(facts, target.series.zone),
    described: describedBy(facts),
    participants: facts.participants,
    dragged: false,
  });

/** A drag: the occurrence starts at another local time of the series' zone, or is longer. */
export const moveOccurrence = (
  ctx: CallContext,
  target: Target,
  asked: Scope,
  to: { startsLocal: string; minutes: number; wholeDays: number },
): Promise<Changed> => {
  const { series, exception, originalLocal } = target;
  const scope = series.rule === null ? 'all' : asked;
  if (to.wholeDays > 0 !== series.wholeDays > 0)
    throw new AppError('refused', 'Change whole days into a time, or back, in the form.', {
      key: 'wholeDaysInForm',
    });
  if (scope === 'this')
    return changeThis(ctx, target, {
      ...to,
      title: exception?.title ?? series.title,
      place: exception?.place ?? series.place,
      note: exception?.note ?? series.note,
      reason: exception?.reason ?? null,
    });
  const fromHere = scope === 'following' && !isFirst(target);
  const time = draggedTime(timeOfSeries(series), fromHere ? originalLocal : series.startsLocal, {
    fromLocal: originalLocal,
    toLocal: to.startsLocal,
    minutes: to.minutes,
  });
  if (time === null)
    throw new AppError(
      'refused',
      'This series repeats on several days, so it cannot follow to another one. Move this date only, or change the rule.',
      { key: 'ruleCannotFollow' },
    );
  return changeFrom(ctx, target, scope, {
    time: { ...time, wholeDays: to.wholeDays },
    described: {},
    participants: null,
    dragged: true,
  });
};

/** Takes an occurrence, the rest, or the whole off the calendar. */
export const cancelOccurrence = async (
  ctx: CallContext,
  target: Target,
  asked: Scope,
  reason: string | null,
): Promise<Changed> => {
  const { series, originalLocal } = target;
  const rest = series.rule === null ? null : endBefore(series, originalLocal);
  const scope = series.rule === null || (asked === 'following' && rest === null) ? 'all' : asked;
  const undo: UndoStep[] = [];
  if (scope === 'this')
    undo.push(
      ...(
        await putException(ctx.trx, series.id, originalLocal, { cancelled: 1, reason }, ctx.actor)
      ).undo,
    );
  else
    undo.push(
      ...(
        await changeSeries(
          ctx.trx,
          series,
          scope === 'all' ? { status: 'cancelled', cancelReason: reason } : rest!,
          ctx.actor,
        )
      ).undo,
    );
  noted(ctx, target, scope, ['status'], undo);
  return { seriesId: series.id, originalLocal, scope, undo };
};
