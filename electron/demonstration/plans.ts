/** Care plans: the rows of the working draft, and each version as it was signed. */
import {
  plainActivity,
  typedMeasure,
  untied,
  type PlanContent,
} from '../../shared/careplans/version';
import type {
  ActivityDefinition,
  GoalDefinition,
  PlanDefinition,
  ProblemDefinition,
} from './definitions';
import { recordLife, type Change } from './history';
import type { ToldFact } from './stay-state';
import { authorOf, type StayIds, type ToldBarrier } from './tell-work';
import { inWords, must, type World } from './world';

interface Signed {
  version: number;
  at: string;
  by: string;
}

type ProblemContent = PlanContent['problems'][number];

/** A plan of a stay, ready to be written. */
export interface ToldPlan {
  write: () => void;
  /** The row id of a problem by its key in the definition. */
  problemOf: (key: string) => string | undefined;
}

/** The plan as the told facts have brought it; none before its first version is signed. */
export const tellPlan = (
  world: World,
  ids: StayIds,
  plan: PlanDefinition | undefined,
  facts: readonly ToldFact[],
  barriers: readonly ToldBarrier[],
): ToldPlan => {
  const signed: Signed[] = facts.flatMap((fact) =>
    fact.signs === undefined
      ? []
      : [{ version: fact.signs, at: fact.at, by: authorOf(world, ids, fact) }],
  );
  const first = signed[0];
  const newest = signed.at(-1);
  if (!plan || !first || !newest) return { write: () => undefined, problemOf: () => undefined };
  const draft = facts.find((fact) => fact.drafts !== undefined && fact.drafts > newest.version);
  const reached = draft?.drafts ?? newest.version;
  const teller = new PlanTeller(world, ids, plan, first, reached, barriers);
  return {
    problemOf: (key) => teller.problemOf(key),
    write: () => {
      teller.write(signed, draft, facts);
    },
  };
};

class PlanTeller {
  private readonly key: string;
  private readonly planId: string;

  constructor(
    private readonly world: World,
    private readonly ids: StayIds,
    private readonly plan: PlanDefinition,
    private readonly first: Signed,
    /** Version of the rows: the newest, or the draft after it. */
    private readonly reached: number,
    private readonly barriers: readonly ToldBarrier[],
  ) {
    this.key = `${ids.key}/plan`;
    this.planId = world.book.id('care_plan', this.key, first.at);
  }

  problemOf(key: string): string | undefined {
    const index = this.plan.problems.findIndex((problem) => problem.key === key);
    const problem = this.plan.problems[index];
    if (!problem || (problem.since ?? 1) > this.reached) return undefined;
    return this.world.book.id('problem', `${this.key}/${index}`, this.first.at);
  }

  write(signed: readonly Signed[], draft: ToldFact | undefined, facts: readonly ToldFact[]): void {
    const { book, time } = this.world;
    const { plan } = this;
    const closed = facts.find((fact) => fact.closesPlan !== undefined);
    const { patientId, encounterId } = this.ids;
    recordLife(
      book,
      this.world.history,
      'care_plan',
      this.key,
      this.stamp(),
      {
        patientId,
        encounterId,
        title: plan.title,
        status: 'draft',
        newestVersion: 0,
        draftOpen: 1,
        reviewOn: plan.review === undefined ? undefined : time.date(plan.review),
        agreement: plan.agreedBy === undefined ? undefined : 'agrees',
        agreedBy: plan.agreedBy,
        agreedOn: plan.agreed === undefined ? undefined : time.date(plan.agreed),
      },
      { type: 'carePlan', call: 'careplans.create', patientId, encounterId },
      this.steps(signed, draft, closed),
    );
    this.plan.problems.forEach((problem, index) => {
      if ((problem.since ?? 1) <= this.reached)
        this.writeProblem(problem, index, closed !== undefined);
    });
    for (const one of signed)
      book.row('care_plan_version', {
        carePlanId: this.planId,
        version: one.version,
        signedAt: one.at,
        signedBy: one.by,
        content: JSON.stringify(this.content(one)),
      });
    facts.forEach((fact, index) => {
      if (fact.prints) this.writePrint(fact, fact.prints, index);
    });
  }

  /** Signatures, the draft after the newest, and the plan's end. */
  private steps(
    signed: readonly Signed[],
    draft: ToldFact | undefined,
    closed: ToldFact | undefined,
  ): Change[] {
    const steps: Change[] = signed.map(({ version, at, by }) => ({
      at,
      by,
      call: 'careplans.activate',
      values: { status: 'active', newestVersion: version, draftOpen: 0 },
    }));
    if (draft)
      steps.push({
        at: draft.at,
        by: authorOf(this.world, this.ids, draft),
        call: 'careplans.change',
        values: { draftOpen: 1 },
      });
    if (closed?.closesPlan)
      steps.push({
        at: closed.at,
        by: authorOf(this.world, this.ids, closed),
        call: 'careplans.setStatus',
        values: { status: closed.closesPlan.status, statusReason: closed.closesPlan.reason },
      });
    return steps;
  }

  private stamp(): { at: string; by: string } {
    return { at: this.first.at, by: this.first.by };
  }

  private words(text: string | undefined): string | undefined {
    return text === undefined ? undefined : inWords(this.world.time, text);
  }

  private date(day: number | undefined): string | undefined {
    return day === undefined ? undefined : this.world.time.date(day);
  }

  private writeProblem(problem: ProblemDefinition, index: number, closed: boolean): void {
    const { book } = this.world;
    const key = `${this.key}/${index}`;
    const problemId = book.record('problem', key, this.stamp(), {
      carePlanId: this.planId,
      position: index + 1,
      title: this.words(problem.title),
      source: this.words(problem.source),
      ownWords: problem.words,
    });
    problem.goals.forEach((goal, n) => {
      if ((goal.since ?? 1) <= this.reached)
        this.writeGoal(goal, `${key}/${n}`, n, problemId, closed);
    });
    problem.activities.forEach((activity, n) => {
      if ((activity.since ?? 1) > this.reached) return;
      const owner = this.owner(activity);
      book.record('activity', `${key}/${n}`, this.stamp(), {
        problemId,
        position: n + 1,
        description: this.words(activity.description),
        kind: activity.kind,
        ownerId: owner.id,
        ownerRole: activity.ownerRole,
        ownerName: owner.id ? undefined : owner.name,
        frequency: activity.frequency,
        dueOn: this.date(activity.due),
        status: activity.status,
      });
    });
  }

  private owner(activity: ActivityDefinition): { id?: string; name?: string } {
    if (activity.owner === undefined) return {};
    if (!activity.owner.startsWith('u-')) return { name: activity.owner };
    const user = must(this.world.users.get(activity.owner), activity.owner);
    return { id: user.id, name: user.printed };
  }

  private progressUntil(
    goal: GoalDefinition,
    until: string,
  ): { at: string; by: string; index: number }[] {
    return (goal.progress ?? []).flatMap((one, index) => {
      const at = this.world.time.instant(one);
      const by =
        one.by === undefined ? this.ids.authorId : must(this.world.users.get(one.by), one.by).id;
      return at <= until ? [{ at, by, index }] : [];
    });
  }

  private writeGoal(
    goal: GoalDefinition,
    key: string,
    n: number,
    problemId: string,
    closed: boolean,
  ): void {
    const { book, now } = this.world;
    const told = this.progressUntil(goal, now);
    const last = told.at(-1);
    const achievement = closed && goal.outcome ? goal.outcome : this.achievement(goal, told);
    const goalId = book.record(
      'goal',
      key,
      { ...this.stamp(), changedAt: last?.at },
      {
        problemId,
        patientId: this.ids.patientId,
        position: n + 1,
        description: this.words(goal.description),
        measure: goal.measure,
        baseline: this.words(goal.baseline),
        target: this.words(goal.target),
        dueOn: this.date(goal.due),
        ownWords: goal.words,
        lifecycleStatus: closed || achievement === 'achieved' ? 'completed' : 'active',
        achievementStatus: achievement,
      },
    );
    for (const { at, by, index } of told) {
      const one = must(goal.progress?.[index], 'progress');
      const { patientId, encounterId } = this.ids;
      recordLife(
        book,
        this.world.history,
        'goal_progress',
        `${key}/${index}`,
        { at, by },
        {
          goalId,
          at,
          value: one.value,
          statement: this.words(one.statement),
          achievementStatus: one.status,
        },
        { type: 'goalProgress', call: 'careplans.recordProgress', patientId, encounterId },
      );
    }
  }

  private achievement(
    goal: GoalDefinition,
    told: readonly { index: number }[],
  ): NonNullable<GoalDefinition['progress']>[number]['status'] {
    const last = told.at(-1);
    return (last && goal.progress?.[last.index]?.status) ?? 'in-progress';
  }

  private writePrint(fact: ToldFact, print: NonNullable<ToldFact['prints']>, index: number): void {
    const { book, seed } = this.world;
    const key = `${this.key}/print${index}`;
    const print256 = [0, 1]
      .map((n) => book.id('document', `${seed}/${key}/${n}`, fact.at).replaceAll('-', ''))
      .join('');
    book.record(
      'document',
      key,
      { at: fact.at, by: authorOf(this.world, this.ids, fact) },
      {
        patientId: this.ids.patientId,
        encounterId: this.ids.encounterId,
        kind: 'carePlan',
        title: `Care plan: ${this.plan.title}`,
        carePlanId: this.planId,
        version: print.version,
        paper: 'letter',
        pages: print.pages,
        purpose: 'print',
        recipient: print.recipient,
        sha256: print256,
      },
    );
  }

  private content(signed: Signed): PlanContent {
    const { plan } = this;
    return {
      format: 1,
      title: plan.title,
      reviewOn: this.date(plan.review) ?? null,
      agreedBy: plan.agreedBy ?? null,
      agreedOn: this.date(plan.agreed) ?? null,
      agreement: plan.agreedBy === undefined ? null : 'agrees',
      problems: plan.problems.flatMap((problem, index) =>
        (problem.since ?? 1) <= signed.version ? [this.problemContent(problem, index, signed)] : [],
      ),
    };
  }

  private problemContent(
    problem: ProblemDefinition,
    index: number,
    signed: Signed,
  ): ProblemContent {
    const { book } = this.world;
    const key = `${this.key}/${index}`;
    const idOf = (table: 'problem' | 'goal' | 'activity', of: string): string =>
      book.id(table, of, this.first.at);
    return {
      id: idOf('problem', key),
      title: inWords(this.world.time, problem.title),
      source: this.words(problem.source) ?? null,
      conditionId: null,
      ownWords: problem.words ?? null,
      goals: problem.goals.flatMap((goal, n) => {
        if ((goal.since ?? 1) > signed.version) return [];
        const former = goal.was && signed.version <= goal.was.upTo ? goal.was : undefined;
        const told = this.progressUntil(goal, signed.at);
        const achievement = this.achievement(goal, told);
        return [
          {
            id: idOf('goal', `${key}/${n}`),
            description: inWords(this.world.time, former?.description ?? goal.description),
            measure: goal.measure ?? null,
            ...typedMeasure,
            baseline: this.words(goal.baseline) ?? null,
            target: this.words(former?.target ?? goal.target) ?? null,
            dueOn: this.date(former?.due ?? goal.due) ?? null,
            ownWords: goal.words ?? null,
            lifecycleStatus:
              achievement === 'achieved' ? ('completed' as const) : ('active' as const),
            achievementStatus: achievement,
            progress: told.map(({ at, by, index: p }) => {
              const one = must(goal.progress?.[p], 'progress');
              return {
                id: book.id('goal_progress', `${key}/${n}/${p}`, at),
                at,
                value: one.value ?? null,
                statement: this.words(one.statement) ?? null,
                achievementStatus: one.status,
                byName: this.nameOf(by),
              };
            }),
          },
        ];
      }),
      activities: problem.activities.flatMap((activity, n) => {
        if ((activity.since ?? 1) > signed.version) return [];
        const owner = this.owner(activity);
        return [
          {
            id: idOf('activity', `${key}/${n}`),
            description: inWords(this.world.time, activity.description),
            kind: activity.kind,
            ownerId: owner.id ?? null,
            ownerName: owner.name ?? null,
            ownerRole: activity.ownerRole ?? null,
            ...plainActivity,
            frequency: activity.frequency ?? null,
            dueOn: this.date(activity.due) ?? null,
            status: activity.status,
          },
        ];
      }),
      barriers: this.barriers
        .filter(
          (one) =>
            problem.key !== undefined && one.problem === problem.key && one.openedAt <= signed.at,
        )
        .map((one) => {
          const resolved = one.resolvedAt !== undefined && one.resolvedAt <= signed.at;
          return {
            id: one.id,
            category: one.category,
            title: one.title,
            detail: one.detail ?? null,
            severity: one.severity,
            removableBy: one.removableBy ?? null,
            ...untied,
            ownerId: one.ownerId ?? null,
            ownerName: one.ownerId === undefined ? null : this.nameOf(one.ownerId),
            dueAt: one.dueAt ?? null,
            openedAt: one.openedAt,
            resolvedAt: resolved ? (one.resolvedAt ?? null) : null,
            resolution: resolved ? (one.resolution ?? null) : null,
          };
        }),
    };
  }

  private nameOf(userId: string): string | null {
    for (const user of this.world.users.values()) if (user.id === userId) return user.printed;
    return null;
  }
}
