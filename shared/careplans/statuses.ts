/** Status words and code lists of a care plan, as FHIR R4 names them. */
import { z } from 'zod';

/** FHIR CarePlan.status, as far as a hospital plan uses it. */
export const planStatuses = [
  'draft',
  'active',
  'on-hold',
  'revoked',
  'completed',
  'entered-in-error',
] as const;
export const planStatusSchema = z.enum(planStatuses);
export type PlanStatus = (typeof planStatuses)[number];

/** FHIR Goal.lifecycleStatus. */
export const goalStatuses = [
  'proposed',
  'planned',
  'accepted',
  'active',
  'on-hold',
  'completed',
  'cancelled',
  'entered-in-error',
  'rejected',
] as const;
export const goalStatusSchema = z.enum(goalStatuses);
export type GoalStatus = (typeof goalStatuses)[number];

/** FHIR Goal.achievementStatus. */
export const achievementStatuses = [
  'in-progress',
  'improving',
  'worsening',
  'no-change',
  'achieved',
  'sustaining',
  'not-achieved',
  'no-progress',
  'not-attainable',
] as const;
export const achievementSchema = z.enum(achievementStatuses);
export type Achievement = (typeof achievementStatuses)[number];

/** FHIR CarePlan.activity.detail.status. */
export const activityStatuses = [
  'not-started',
  'scheduled',
  'in-progress',
  'on-hold',
  'completed',
  'cancelled',
  'stopped',
  'unknown',
  'entered-in-error',
] as const;
export const activityStatusSchema = z.enum(activityStatuses);
export type ActivityStatus = (typeof activityStatuses)[number];

/** `low` will not move the discharge date, `moderate` may, `high` stops discharge now. */
export const severities = ['low', 'moderate', 'high'] as const;
export const severitySchema = z.enum(severities);
export type BarrierSeverity = (typeof severities)[number];

/** Kinds of intervention offered; an imported plan may carry another word, which is kept as it is. */
export const activityKinds = [
  'coordination',
  'education',
  'medication',
  'medication-access',
  'monitoring',
  'nursing',
  'referral',
  'service',
  'therapy',
  'visit',
] as const;

/** Barrier categories (product.md, Care plan). */
export const barrierCategories = [
  'patient-family-decision',
  'social-support',
  'housing',
  'transport',
  'financial-payer',
  'post-acute-bed',
  'equipment-oxygen',
  'clinical-instability',
  'consult-test',
  'medication-access',
  'guardianship-legal',
  'language-literacy',
  'behavioral',
  'hospital-process',
] as const;
export const barrierCategorySchema = z.enum(barrierCategories);
export type BarrierCategory = (typeof barrierCategories)[number];

/** How a goal is measured; `attainment` = goal attainment scaling, five levels around the target. */
export const measureKinds = ['number', 'scale', 'yes-no', 'attainment'] as const;
export const measureKindSchema = z.enum(measureKinds);
export type MeasureKind = (typeof measureKinds)[number];

/** What the patient, or who acts for the patient, said to the plan. */
export const agreements = ['agrees', 'in-part', 'disagrees', 'not-asked'] as const;
export const agreementSchema = z.enum(agreements);
export type Agreement = (typeof agreements)[number];
