import { oneOf } from '../columns';
import type { Migration } from './migration';

/**
 * The course of a care plan after it was written: who takes part and what they were told, the walks
 * that review or close it with a decision for each goal, and which former goal was taken up again.
 */
export const carePlanCourse: Migration = {
  id: '0028-careplan-course',
  up: async (trx, c) => {
    await trx.schema.alterTable('care_plan', (t) => {
      /** Who answers for the plan. */
      c.addedRef(t, 'custodianId', 'user');
      /** Why no agreement is recorded, where the person could not be asked. */
      c.text(t, 'agreementNote');
    });
    await trx.schema.alterTable('problem', (t) => {
      /** The problem of a former plan that this one takes up again. */
      c.addedRef(t, 'priorProblemId', 'problem');
    });
    await trx.schema.alterTable('goal', (t) => {
      /** Why it has no measure; null where it has one. */
      c.text(t, 'unmeasuredReason');
      c.addedRef(t, 'priorGoalId', 'goal');
    });
    await trx.schema.alterTable('task', (t) => {
      /** The intervention of a plan whose due this task stands for. */
      c.addedRef(t, 'activityId', 'activity');
      t.index(['activityId']);
    });
    await trx.schema.createTable('care_plan_participant', (t) => {
      c.record(t);
      /** Taken out in the working draft; a version that held it still does. */
      c.text(t, 'removedAt');
      c.ref(t, 'carePlanId', 'care_plan').notNullable();
      /** Exactly one of the three; a user where nobody wrote the person into the care team. */
      c.ref(t, 'memberId', 'care_team_member');
      c.ref(t, 'relatedPersonId', 'related_person');
      c.ref(t, 'userId', 'user');
      t.index(['carePlanId']);
    });
    await trx.schema.createTable('care_plan_told', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'carePlanId', 'care_plan').notNullable();
      c.ref(t, 'participantId', 'care_plan_participant').notNullable();
      c.int(t, 'version').notNullable();
      c.text(t, 'toldAt').notNullable();
      c.text(t, 'how').notNullable();
      oneOf(t, 'how', ['in-person', 'phone', 'meeting', 'message', 'fax', 'letter']);
      c.text(t, 'note');
      t.index(['carePlanId']);
    });
    await trx.schema.createTable('care_plan_walk', (t) => {
      c.record(t);
      c.ref(t, 'carePlanId', 'care_plan').notNullable();
      c.text(t, 'kind').notNullable();
      oneOf(t, 'kind', ['review', 'close']);
      c.text(t, 'status').notNullable();
      oneOf(t, 'status', ['open', 'finished', 'abandoned']);
      /** The next review, or where the patient goes on. */
      c.text(t, 'reviewOn');
      c.text(t, 'nextSetting');
      c.text(t, 'note');
      c.text(t, 'finishedAt');
      /** The version that it made or ended with. */
      c.int(t, 'version');
      /** Unit of the stay when the plan was closed: what the unit's outcomes are asked by. */
      c.ref(t, 'unitId', 'unit');
      t.index(['carePlanId', 'status']);
      t.index(['unitId', 'finishedAt', 'id']);
    });
    await trx.schema.createTable('goal_decision', (t) => {
      c.record(t);
      c.ref(t, 'walkId', 'care_plan_walk').notNullable();
      c.ref(t, 'goalId', 'goal').notNullable();
      c.text(t, 'decision').notNullable();
      oneOf(t, 'decision', ['keep', 'adjust', 'achieved', 'partly', 'not-achieved', 'drop']);
      c.text(t, 'reason');
      /** 1 = it goes on after the discharge, in the next setting. */
      c.int(t, 'goesOn').notNullable().defaultTo(0);
      t.unique(['walkId', 'goalId']);
      t.index(['goalId']);
    });
  },
};
