/**
 * Saves answers as they are given, one save after another under the newest rowVersion. What somebody
 * else answered meanwhile is taken over item by item; where both answered one item differently
 * nothing is overwritten: a person picks.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OpenedAssessment } from '../../../shared/assessments/assessment';
import { changedItems, laidOver, sameEntry } from '../../../shared/assessments/form';
import type { Answers, Entry } from '../../../shared/clinical/instruments/answers';
import { outcomeOf } from '../../../shared/clinical/instruments/outcome';
import type { CallError } from '../../../shared/errors';
import { callOnce, useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useSession } from '../../app/session-context';
import type { Answering, ItemConflict, Meanwhile } from './answering';

interface Pending {
  entry: Entry | null;
  /** What main held of the item when the person answered. */
  base: Entry | null;
}

interface Step {
  item: string;
  before: Entry | null;
}

/** A save meets at most so many newer versions before it says so. */
const tries = 4;

const without = <T>(all: Readonly<Record<string, T>>, items: readonly string[]) =>
  Object.fromEntries(Object.entries(all).filter(([item]) => !items.includes(item)));

/** The answers of one that is in progress. `server` is main's newest answer. */
export const useAnswers = (server: OpenedAssessment): Answering => {
  const { user } = useSession();
  const errorText = useFeatureErrorText('assessments');
  const { run } = useCommand('assessments.answer');
  const { run: runLinked } = useCommand('assessments.answerLinked');
  const [opened, setOpened] = useState(server);
  const newest = useRef(server);
  const pending = useRef<Record<string, Pending>>({});
  const tail = useRef<Promise<unknown>>(Promise.resolve());
  const saving = useRef(0);
  const steps = useRef<Step[]>([]);
  const [unsaved, setUnsaved] = useState<Readonly<Record<string, Entry | null>>>({});
  const [conflicts, setConflicts] = useState<Readonly<Record<string, ItemConflict>>>({});
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const show = useCallback(
    () =>
      setUnsaved(
        Object.fromEntries(
          Object.entries(pending.current).map(([item, { entry }]) => [item, entry]),
        ),
      ),
    [],
  );

  const take = useCallback((next: OpenedAssessment): void => {
    if (next.assessment.rowVersion < newest.current.assessment.rowVersion) return;
    newest.current = next;
    setOpened(next);
  }, []);

  /** Takes over what came from elsewhere, and says so. */
  const takeTheirs = useCallback(
    (next: OpenedAssessment): void => {
      const before = newest.current.assessment;
      const { assessment } = next;
      if (assessment.rowVersion > before.rowVersion) {
        const count = changedItems(before.answers, assessment.answers).length;
        if (count > 0)
          setMeanwhile({ name: assessment.updatedByName, at: assessment.updatedAt, count });
      }
      take(next);
    },
    [take],
  );

  useEffect(() => {
    // While a save is under way its own answer says what is newest.
    if (saving.current > 0) return;
    if (server.assessment.updatedByName === `${user.givenName} ${user.familyName}`.trim())
      take(server);
    else takeTheirs(server);
  }, [server, take, takeTheirs, user]);

  /** Puts aside, as conflicts, answers to items that somebody else answered differently. */
  const setAside = useCallback((): void => {
    const { answers, updatedByName, updatedAt } = newest.current.assessment;
    const found: Record<string, ItemConflict> = {};
    for (const [item, { entry, base }] of Object.entries(pending.current)) {
      const theirs = answers[item] ?? null;
      if (sameEntry(theirs, base)) continue;
      if (!sameEntry(theirs, entry))
        found[item] = {
          mine: entry,
          theirs,
          by: { changedByName: updatedByName, changedAt: updatedAt },
        };
      pending.current = without(pending.current, [item]);
    }
    if (Object.keys(found).length > 0) setConflicts((known) => ({ ...known, ...found }));
  }, []);

  const acknowledge = useCallback((sent: Readonly<Record<string, Pending>>): void => {
    for (const [item, { entry }] of Object.entries(sent)) {
      const now = pending.current[item];
      if (!now) continue;
      if (sameEntry(now.entry, entry)) pending.current = without(pending.current, [item]);
      else pending.current = { ...pending.current, [item]: { ...now, base: entry } };
    }
  }, []);

  const enqueue = useCallback((work: () => Promise<CallError | null>): Promise<void> => {
    saving.current += 1;
    const done = tail.current
      .then(work)
      .then((error) => setFailed(error && errorText(error)))
      .finally(() => void (saving.current -= 1));
    tail.current = done;
    return done;
    // The sentence of an error is made when it is shown; its language does not change the queue.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  /** Sends something under the newest version, meeting what others saved meanwhile. */
  const send = useCallback(
    async (put: (rowVersion: number) => ReturnType<typeof run>): Promise<CallError | null> => {
      let error: CallError | null = null;
      for (let turn = 0; turn < tries; turn += 1) {
        const outcome = await put(newest.current.assessment.rowVersion);
        if (outcome.ok) {
          take(outcome.value);
          return null;
        }
        ({ error } = outcome);
        if (error.code !== 'conflict') return error;
        takeTheirs(await callOnce('assessments.open', { id: newest.current.assessment.id }));
        setAside();
      }
      return error;
    },
    [setAside, take, takeTheirs],
  );

  const flush = useCallback(async (): Promise<CallError | null> => {
    setAside();
    if (Object.keys(pending.current).length === 0) return null;
    let sent: Readonly<Record<string, Pending>> = {};
    const error = await send((rowVersion) => {
      sent = { ...pending.current };
      const answers = Object.fromEntries(
        Object.entries(sent).map(([item, { entry }]) => [item, entry]),
      );
      return run({ id: newest.current.assessment.id, rowVersion, answers });
    });
    if (error === null) acknowledge(sent);
    show();
    return error;
  }, [acknowledge, run, send, setAside, show]);

  const keep = useCallback(
    (item: string, entry: Entry | null, base?: Entry | null): void => {
      const known = pending.current[item];
      const held = newest.current.assessment.answers[item] ?? null;
      pending.current = {
        ...pending.current,
        [item]: { entry, base: base === undefined ? (known?.base ?? held) : base },
      };
      show();
      void enqueue(flush);
    },
    [enqueue, flush, show],
  );

  const answers: Answers = useMemo(
    () => laidOver(opened.assessment.answers, unsaved),
    [opened, unsaved],
  );
  const outcome = useMemo(
    () => outcomeOf(opened.instrument, answers, opened.facts),
    [opened, answers],
  );
  const latest = useRef(answers);
  latest.current = answers;

  const put: Answering['put'] = useCallback(
    (item, entry, base) => {
      const before = latest.current[item] ?? null;
      if (sameEntry(before, entry) && base === undefined) return;
      steps.current = [...steps.current, { item, before }];
      latest.current = laidOver(latest.current, { [item]: entry });
      keep(item, entry, base);
    },
    [keep],
  );

  return {
    opened,
    answers,
    outcome,
    put,
    putLinked: (item, code) =>
      enqueue(() =>
        send((rowVersion) =>
          runLinked({ id: newest.current.assessment.id, rowVersion, item, code }),
        ),
      ),
    undo: () => {
      const step = steps.current.at(-1);
      if (!step) return null;
      steps.current = steps.current.slice(0, -1);
      keep(step.item, step.before);
      return step.item;
    },
    who: (who) =>
      void enqueue(() =>
        send((rowVersion) =>
          run({ id: newest.current.assessment.id, rowVersion, answers: {}, ...who }),
        ),
      ),
    conflicts,
    resolve: (item, pick) => {
      const conflict = conflicts[item];
      setConflicts((known) => without(known, [item]));
      if (conflict && pick === 'mine') keep(item, conflict.mine);
    },
    meanwhile,
    forgetMeanwhile: () => setMeanwhile(null),
    failed,
    settled: async () => {
      await tail.current;
      return newest.current;
    },
  };
};
