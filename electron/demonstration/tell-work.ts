/** The work a stay's facts bring: tasks, barriers, notes, concerns, observations. */
import { plusHours, plusDays } from '../../shared/time';
import type {
  BarrierDefinition,
  DutyDefinition,
  FactDefinition,
  FactKind,
  TaskDefinition,
} from './definitions';
import { recordLife, type Change } from './history';
import type { StayState, ToldFact } from './stay-state';
import { inWords, must, type World } from './world';

/** The stay that the rows belong to. */
export interface StayIds {
  /** Key of the stay in the book. */
  key: string;
  patientId: string;
  encounterId: string;
  /** User who writes where a fact names nobody. */
  authorId: string;
  caseManagerId: string | null;
}

/** Facts that the encounter itself holds and that nobody would write a note about. */
const silentKinds: ReadonlySet<FactKind> = new Set([
  'arrived',
  'care',
  'obs',
  'inpatient',
  'bed',
  'plan',
]);

/** Hours after admission in which the intake and the first date are wanted (clocks.md). */
const intakeTargetHours = 24;
/** Hours after observation began by which the MOON is given (42 CFR 489.20(y)). */
const moonHours = 36;
/** Days after the inpatient order for the first Important Message (42 CFR 405.1205). */
const firstNoticeDays = 2;

/** Who wrote a fact down. */
export const authorOf = (world: World, ids: StayIds, fact: FactDefinition): string =>
  fact.by === undefined ? ids.authorId : must(world.users.get(fact.by), fact.by).id;

const userId = (world: World, key: string | undefined): string | undefined =>
  key === undefined ? undefined : must(world.users.get(key), key).id;

/** Adds the notes, concerns, code status and observations of the facts. */
export const tellWords = (world: World, ids: StayIds, facts: readonly ToldFact[]): void => {
  const { book } = world;
  const asked: { key: string; fact: ToldFact; answer?: ToldFact }[] = [];
  facts.forEach((fact, index) => {
    const key = `${ids.key}/${index}`;
    const by = authorOf(world, ids, fact);
    const stamp = { at: fact.at, by };
    const { patientId, encounterId } = ids;
    if (fact.text !== undefined && !fact.quiet && !silentKinds.has(fact.kind))
      recordLife(
        book,
        world.history,
        'note',
        key,
        stamp,
        {
          patientId,
          encounterId,
          kind: 'note',
          text: inWords(world.time, fact.text),
          status: 'final',
          signedAt: fact.at,
          signedBy: by,
        },
        { type: 'note', call: 'notes.add', patientId, encounterId },
      );
    if (fact.concern) asked.push({ key, fact });
    if (fact.answers !== undefined) {
      const open = asked.findLast((concern) => concern.answer === undefined);
      if (open) open.answer = fact;
    }
    if (fact.codeStatus)
      recordLife(
        book,
        world.history,
        'code_status',
        key,
        stamp,
        {
          patientId,
          encounterId,
          status: fact.codeStatus,
          saidBy: fact.saidBy ?? 'Patient',
          at: fact.at,
        },
        { type: 'codeStatus', call: 'patients.setCodeStatus', patientId, encounterId },
      );
    fact.observe?.forEach((seen, n) =>
      book.record('observation', `${key}/${n}`, stamp, {
        patientId,
        encounterId,
        code: seen.code,
        display: seen.display,
        value: seen.value,
        unit: seen.unit,
        at: fact.at,
      }),
    );
  });
  for (const { key, fact, answer } of asked) tellConcern(world, ids, key, fact, answer);
};

const tellConcern = (
  world: World,
  ids: StayIds,
  key: string,
  fact: ToldFact,
  answer: ToldFact | undefined,
): void => {
  const { patientId, encounterId } = ids;
  recordLife(
    world.book,
    world.history,
    'concern',
    key,
    { at: fact.at, by: authorOf(world, ids, fact) },
    {
      patientId,
      encounterId,
      words: fact.concern?.words,
      saidBy: fact.concern?.saidBy,
      raisedTo: fact.concern?.raisedTo,
      openedAt: fact.at,
    },
    { type: 'concern', call: 'patients.raiseConcern', patientId, encounterId },
    answer
      ? [
          {
            at: answer.at,
            by: authorOf(world, ids, answer),
            call: 'patients.answerConcern',
            values: { answer: answer.answers, answeredAt: answer.at },
          },
        ]
      : [],
  );
};

/** A barrier with its end, where it has one. */
export interface ToldBarrier {
  key: string;
  id: string;
  by: string;
  /** Key of the plan's problem it stands under. */
  problem: string | undefined;
  category: string;
  title: string;
  detail: string | undefined;
  severity: BarrierDefinition['severity'];
  removableBy: string | undefined;
  ownerId: string | undefined;
  dueAt: string | undefined;
  openedAt: string;
  resolvedAt: string | undefined;
  resolution: string | undefined;
  endedBy: string | undefined;
}

/** The barriers that the facts open and resolve; who left has none open. */
export const barriersOf = (
  world: World,
  ids: StayIds,
  facts: readonly ToldFact[],
  state: StayState,
): ToldBarrier[] => {
  const ends = new Map<string, { at: string; how: string; by?: string }>();
  for (const fact of facts)
    for (const { barrier, how } of fact.resolves ?? [])
      ends.set(barrier, { at: fact.at, how, by: authorOf(world, ids, fact) });
  return facts.flatMap((fact) =>
    (fact.barriers ?? []).map((barrier) => {
      const key = `${ids.key}/${barrier.key}`;
      const end =
        ends.get(barrier.key) ??
        (state.leftAt ? { at: state.leftAt, how: 'Left the hospital.' } : undefined);
      return {
        key,
        id: world.book.id('barrier', key, fact.at),
        by: authorOf(world, ids, fact),
        problem: barrier.problem,
        category: barrier.category,
        title: inWords(world.time, barrier.title),
        detail: barrier.detail === undefined ? undefined : inWords(world.time, barrier.detail),
        severity: barrier.severity,
        removableBy: barrier.removableBy,
        ownerId: userId(world, barrier.owner),
        dueAt: barrier.due && world.time.instant(barrier.due),
        openedAt: fact.at,
        resolvedAt: end?.at,
        resolution: end?.how,
        endedBy: end?.by,
      };
    }),
  );
};

/** Writes barriers; `problemOf` gives the row of a plan's problem by its key. */
export const writeBarriers = (
  world: World,
  ids: StayIds,
  barriers: readonly ToldBarrier[],
  problemOf: (key: string) => string | undefined,
): void => {
  const { patientId, encounterId } = ids;
  for (const { key, id: _id, by, problem, resolvedAt, resolution, endedBy, ...values } of barriers)
    recordLife(
      world.book,
      world.history,
      'barrier',
      key,
      { at: values.openedAt, by },
      {
        patientId,
        encounterId,
        problemId: problem === undefined ? undefined : problemOf(problem),
        ...values,
      },
      {
        type: 'barrier',
        call: problem === undefined ? 'careplans.addStayBarrier' : 'careplans.addBarrier',
        patientId,
        encounterId,
      },
      resolvedAt === undefined
        ? []
        : [
            {
              at: resolvedAt,
              by: endedBy ?? by,
              call: 'careplans.resolveBarrier',
              values: { resolvedAt, resolution },
            },
          ],
    );
};

interface Due {
  dueAt?: string;
  dueOn?: string;
}

const dueOf = (world: World, { day, time }: { day: number; time?: string | undefined }): Due =>
  time === undefined
    ? { dueOn: world.time.date(day) }
    : { dueAt: world.time.instant({ day, time }) };

/** When a duty of admission is due by the rules, and since when it stands. */
const dutyDue = (world: World, duty: DutyDefinition, state: StayState): Due & { from: string } => {
  const admitted = state.admittedAt ?? state.arrivedAt ?? world.now;
  const from = duty.opened ? world.time.instant(duty.opened) : admitted;
  if (duty.due) return { ...dueOf(world, duty.due), from };
  if (duty.kind === 'tk-moon')
    return { dueAt: plusHours(state.observationBeganAt ?? admitted, moonHours), from };
  if (duty.kind === 'tk-im1') {
    const ordered = state.inpatientOrderedAt ?? admitted;
    return { dueOn: plusDays(world.time.dateOf(ordered), firstNoticeDays), from: ordered };
  }
  return { dueAt: plusHours(admitted, intakeTargetHours), from };
};

interface TaskMade {
  key: string;
  kind: string;
  title: string;
  detail?: string | undefined;
  ownerId: string | undefined;
  ownerRole: string | undefined;
  priority: string | undefined;
  due: Due;
  openedAt: string;
  openedBy: string;
  done: { at: string; by: string } | undefined;
}

/** On the day itself, what no fact speaks of is done so many minutes before it is due. */
const doneBeforeMinutes = 20;
/** The anchor's wall time: what is open then stays open until its due comes near. */
const anchorTime = '09:42';

const doneByItself = (world: World, task: TaskDefinition): string | undefined => {
  if (task.done) return world.time.instant(task.done);
  if (task.due.day !== 0 || task.due.time === undefined || task.due.time <= anchorTime)
    return undefined;
  return plusHours(world.time.instant({ day: 0, time: task.due.time }), -doneBeforeMinutes / 60);
};

/**
 * Adds the stay's tasks. `all` are its facts with their instants, told or not: a duty whose fact
 * has not happened yet is open work.
 */
export const tellTasks = (
  world: World,
  ids: StayIds,
  all: readonly ToldFact[],
  state: StayState,
): void => {
  const made: TaskMade[] = [];
  const closedBy = new Map<string, ToldFact>();
  for (const fact of all) for (const key of fact.done ?? []) closedBy.set(key, fact);
  all.forEach((fact, index) => {
    const by = authorOf(world, ids, fact);
    fact.tasks?.forEach((task, n) => {
      if (fact.at > world.now) return;
      const closing = task.key === undefined ? undefined : closedBy.get(task.key);
      const doneAt = closing?.at ?? doneByItself(world, task);
      const owner =
        userId(world, task.owner) ??
        (task.ownerRole ? undefined : (ids.caseManagerId ?? undefined));
      made.push({
        key: `${ids.key}/${index}/${n}`,
        kind: task.kind,
        title: inWords(world.time, task.title),
        detail: task.detail === undefined ? undefined : inWords(world.time, task.detail),
        ownerId: owner,
        ownerRole: task.ownerRole,
        priority: task.priority,
        due: dueOf(world, task.due),
        openedAt: fact.at,
        openedBy: by,
        done:
          doneAt === undefined
            ? undefined
            : { at: doneAt, by: closing ? authorOf(world, ids, closing) : (owner ?? by) },
      });
    });
    fact.does?.forEach((duty, n) => {
      const { from, ...due } = dutyDue(world, duty, state);
      // A pushed fact may come before its duty's own opening; the duty then opens with it.
      const openedAt = from > fact.at ? fact.at : from;
      if (openedAt > world.now) return;
      made.push({
        key: `${ids.key}/${index}/d${n}`,
        kind: duty.kind,
        title: duty.title,
        ownerId: userId(world, duty.owner) ?? ids.caseManagerId ?? undefined,
        ownerRole: duty.ownerRole,
        priority: undefined,
        due,
        openedAt,
        openedBy: world.systemUserId,
        done: { at: fact.at, by },
      });
    });
  });
  for (const task of made) writeTask(world, ids, task, state);
};

const writeTask = (world: World, ids: StayIds, task: TaskMade, state: StayState): void => {
  const { patientId, encounterId } = ids;
  const done = task.done && task.done.at <= world.now ? task.done : undefined;
  const changes: Change[] = [];
  if (done)
    changes.push({
      at: done.at,
      by: done.by,
      call: 'tasks.setDone',
      values: { status: 'completed', open: 0, completedAt: done.at, completedBy: done.by },
    });
  else if (state.leftAt !== null)
    changes.push({
      at: state.leftAt,
      by: task.ownerId ?? task.openedBy,
      call: 'tasks.cancel',
      values: { status: 'cancelled', open: 0, statusReason: 'The patient left.' },
    });
  recordLife(
    world.book,
    world.history,
    'task',
    task.key,
    { at: task.openedAt, by: task.openedBy },
    {
      patientId,
      encounterId,
      kind: task.kind,
      title: task.title,
      detail: task.detail,
      ownerId: task.ownerId,
      ownerRole: task.ownerRole,
      dueAt: task.due.dueAt,
      dueOn: task.due.dueOn,
      priority: task.priority ?? 'routine',
      status: 'requested',
      open: 1,
    },
    { type: 'task', call: 'tasks.add', patientId, encounterId },
    changes,
  );
};
