import { oneOf } from '../columns';
import type { Migration } from './migration';

const planStatus = ['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error'];

/**
 * Care plan → problems → goals, activities, barriers (FHIR R4 names and status words).
 * The rows are the working draft; `care_plan_version` keeps each activated plan as it stood
 * (records.md: Three things called version).
 */
export const carePlans: Migration = {
  id: '0010-care-plans',
  up: async (trx, c) => {
    await trx.schema.createTable('care_plan', (t) => {
      c.record(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter');
      c.text(t, 'title').notNullable();
      c.text(t, 'status').notNullable();
      oneOf(t, 'status', planStatus);
      /** Newest activated version; 0 = none yet. */
      c.int(t, 'newestVersion').notNullable().defaultTo(0);
      /** 1 = the rows differ from the newest version: draft n+1 is open. */
      c.int(t, 'draftOpen').notNullable().defaultTo(1);
      c.text(t, 'reviewOn');
      c.text(t, 'agreedBy');
      c.text(t, 'agreedOn');
      c.text(t, 'agreement');
      oneOf(t, 'agreement', ['agrees', 'in-part', 'disagrees', 'not-asked']);
      c.text(t, 'statusReason');
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['patientId', 'status']);
      t.index(['encounterId']);
    });
    await trx.schema.createTable('care_plan_version', (t) => {
      c.ref(t, 'carePlanId', 'care_plan').notNullable();
      c.int(t, 'version').notNullable();
      c.text(t, 'signedAt').notNullable();
      c.ref(t, 'signedBy', 'user').notNullable();
      /** JSON of the whole plan as it was signed. */
      c.text(t, 'content').notNullable();
      t.primary(['carePlanId', 'version']);
    });
    await trx.schema.createTable('problem', (t) => {
      c.record(t);
      c.inError(t);
      /** Taken out in the working draft; a version that held it still does. */
      c.text(t, 'removedAt');
      c.ref(t, 'carePlanId', 'care_plan').notNullable();
      c.int(t, 'position').notNullable();
      c.text(t, 'title').notNullable();
      /** Where it comes from, in words: assessment, condition, typed. */
      c.text(t, 'source');
      c.ref(t, 'conditionId', 'condition');
      c.text(t, 'ownWords');
      t.index(['carePlanId', 'position']);
    });
    await trx.schema.createTable('goal', (t) => {
      c.record(t);
      c.inError(t);
      /** Taken out in the working draft; a version that held it still does. */
      c.text(t, 'removedAt');
      /** A goal imported by itself has a patient but no problem. */
      c.ref(t, 'problemId', 'problem');
      c.ref(t, 'patientId', 'patient').notNullable();
      c.int(t, 'position').notNullable();
      c.text(t, 'description').notNullable();
      c.text(t, 'measure');
      c.text(t, 'baseline');
      c.text(t, 'target');
      c.text(t, 'dueOn');
      c.text(t, 'ownWords');
      c.text(t, 'lifecycleStatus').notNullable().defaultTo('proposed');
      oneOf(t, 'lifecycleStatus', [
        'proposed',
        'planned',
        'accepted',
        'active',
        'on-hold',
        'completed',
        'cancelled',
        'entered-in-error',
        'rejected',
      ]);
      c.text(t, 'achievementStatus').notNullable().defaultTo('in-progress');
      oneOf(t, 'achievementStatus', [
        'in-progress',
        'improving',
        'worsening',
        'no-change',
        'achieved',
        'sustaining',
        'not-achieved',
        'no-progress',
        'not-attainable',
      ]);
      c.text(t, 'sourceKey');
      t.unique(['sourceKey']);
      t.index(['problemId', 'position']);
      t.index(['patientId']);
    });
    await trx.schema.createTable('goal_progress', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'goalId', 'goal').notNullable();
      c.text(t, 'at').notNullable();
      c.text(t, 'value');
      c.text(t, 'statement');
      c.text(t, 'achievementStatus').notNullable();
      t.index(['goalId', 'at']);
    });
    await trx.schema.createTable('activity', (t) => {
      c.record(t);
      c.inError(t);
      /** Taken out in the working draft; a version that held it still does. */
      c.text(t, 'removedAt');
      c.ref(t, 'problemId', 'problem').notNullable();
      c.int(t, 'position').notNullable();
      c.text(t, 'description').notNullable();
      c.text(t, 'kind');
      c.ref(t, 'ownerId', 'user');
      c.text(t, 'ownerRole');
      c.text(t, 'ownerName');
      c.text(t, 'frequency');
      c.text(t, 'dueOn');
      c.text(t, 'status').notNullable().defaultTo('not-started');
      oneOf(t, 'status', [
        'not-started',
        'scheduled',
        'in-progress',
        'on-hold',
        'completed',
        'cancelled',
        'stopped',
        'unknown',
        'entered-in-error',
      ]);
      t.index(['problemId', 'position']);
    });
    await trx.schema.createTable('barrier', (t) => {
      c.record(t);
      c.inError(t);
      c.ref(t, 'patientId', 'patient').notNullable();
      c.ref(t, 'encounterId', 'encounter').notNullable();
      c.ref(t, 'problemId', 'problem');
      c.text(t, 'category').notNullable();
      c.text(t, 'title').notNullable();
      c.text(t, 'detail');
      c.text(t, 'severity').notNullable();
      oneOf(t, 'severity', ['low', 'moderate', 'high']);
      c.text(t, 'removableBy');
      c.ref(t, 'ownerId', 'user');
      c.text(t, 'dueAt');
      c.text(t, 'openedAt').notNullable();
      c.text(t, 'resolvedAt');
      c.text(t, 'resolution');
      t.index(['problemId']);
      t.index(['encounterId', 'resolvedAt']);
    });
  },
};
