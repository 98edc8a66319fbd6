/**
 * The words people read for a plan's codes, in English and Spanish: the same on the screen and on
 * paper. Barrier categories are those of the hospital's list of barriers.
 */
import type {
  Achievement,
  ActivityStatus,
  Agreement,
  BarrierCategory,
  BarrierSeverity,
  GoalStatus,
  MeasureKind,
  PlanStatus,
  activityKinds,
} from './statuses';

export type Language = 'en' | 'es';

interface PlanLabels {
  planStatus: Record<PlanStatus, string>;
  goalStatus: Record<GoalStatus, string>;
  achievement: Record<Achievement, string>;
  activityStatus: Record<ActivityStatus, string>;
  severity: Record<BarrierSeverity, string>;
  agreement: Record<Agreement, string>;
  measureKind: Record<MeasureKind, string>;
  activityKind: Record<(typeof activityKinds)[number], string>;
  barrierCategory: Record<BarrierCategory, string>;
}

export const planLabels: Record<Language, PlanLabels> = {
  en: {
    planStatus: {
      draft: 'Draft',
      active: 'Active',
      'on-hold': 'On hold',
      revoked: 'Revoked',
      completed: 'Completed',
      'entered-in-error': 'Entered in error',
    },
    goalStatus: {
      proposed: 'Proposed',
      planned: 'Planned',
      accepted: 'Accepted',
      active: 'Active',
      'on-hold': 'On hold',
      completed: 'Completed',
      cancelled: 'Cancelled',
      'entered-in-error': 'Entered in error',
      rejected: 'Rejected',
    },
    achievement: {
      'in-progress': 'In progress',
      improving: 'Improving',
      worsening: 'Worsening',
      'no-change': 'No change',
      achieved: 'Achieved',
      sustaining: 'Sustaining',
      'not-achieved': 'Not achieved',
      'no-progress': 'No progress',
      'not-attainable': 'Not attainable',
    },
    activityStatus: {
      'not-started': 'Not started',
      scheduled: 'Planned',
      'in-progress': 'In progress',
      'on-hold': 'On hold',
      completed: 'Done',
      cancelled: 'Cancelled',
      stopped: 'Stopped',
      unknown: 'Unknown',
      'entered-in-error': 'Entered in error',
    },
    severity: { low: 'Low', moderate: 'Moderate', high: 'High' },
    agreement: {
      agrees: 'Agrees',
      'in-part': 'Agrees in part',
      disagrees: 'Does not agree',
      'not-asked': 'Could not be asked',
    },
    measureKind: {
      number: 'Number',
      scale: 'Scale',
      'yes-no': 'Yes or no',
      attainment: 'Goal attainment, −2 to +2',
    },
    activityKind: {
      coordination: 'Coordination',
      education: 'Education',
      medication: 'Medication',
      'medication-access': 'Medication access',
      monitoring: 'Monitoring',
      nursing: 'Nursing',
      referral: 'Referral',
      service: 'Service',
      therapy: 'Therapy',
      visit: 'Visit',
    },
    barrierCategory: {
      'patient-family-decision': 'Patient or family decision',
      'social-support': 'Social support',
      housing: 'Housing',
      transport: 'Transport',
      'financial-payer': 'Financial, payer authorization',
      'post-acute-bed': 'Post-acute bed',
      'equipment-oxygen': 'Equipment, home oxygen',
      'clinical-instability': 'Clinical instability',
      'consult-test': 'Consult, test, procedure pending',
      'medication-access': 'Medication access',
      'guardianship-legal': 'Guardianship, legal',
      'language-literacy': 'Language, literacy',
      behavioral: 'Behavioral',
      'hospital-process': 'Hospital process',
    },
  },
  es: {
    planStatus: {
      draft: 'Borrador',
      active: 'Activo',
      'on-hold': 'En pausa',
      revoked: 'Revocado',
      completed: 'Terminado',
      'entered-in-error': 'Anulado por error',
    },
    goalStatus: {
      proposed: 'Propuesta',
      planned: 'Prevista',
      accepted: 'Aceptada',
      active: 'Activa',
      'on-hold': 'En pausa',
      completed: 'Terminada',
      cancelled: 'Cancelada',
      'entered-in-error': 'Anulada por error',
      rejected: 'Rechazada',
    },
    achievement: {
      'in-progress': 'En curso',
      improving: 'Mejora',
      worsening: 'Empeora',
      'no-change': 'Sin cambio',
      achieved: 'Lograda',
      sustaining: 'Se mantiene',
      'not-achieved': 'No lograda',
      'no-progress': 'Sin avance',
      'not-attainable': 'No alcanzable',
    },
    activityStatus: {
      'not-started': 'Sin empezar',
      scheduled: 'Prevista',
      'in-progress': 'En curso',
      'on-hold': 'En pausa',
      completed: 'Hecha',
      cancelled: 'Cancelada',
      stopped: 'Interrumpida',
      unknown: 'Se desconoce',
      'entered-in-error': 'Anulada por error',
    },
    severity: { low: 'Leve', moderate: 'Moderada', high: 'Grave' },
    agreement: {
      agrees: 'De acuerdo',
      'in-part': 'De acuerdo en parte',
      disagrees: 'No está de acuerdo',
      'not-asked': 'No se pudo preguntar',
    },
    measureKind: {
      number: 'Número',
      scale: 'Escala',
      'yes-no': 'Sí o no',
      attainment: 'Logro de la meta, de −2 a +2',
    },
    activityKind: {
      coordination: 'Coordinación',
      education: 'Educación',
      medication: 'Medicación',
      'medication-access': 'Acceso a medicinas',
      monitoring: 'Seguimiento',
      nursing: 'Enfermería',
      referral: 'Derivación',
      service: 'Servicio',
      therapy: 'Terapia',
      visit: 'Visita',
    },
    barrierCategory: {
      'patient-family-decision': 'Decisión del paciente o la familia',
      'social-support': 'Apoyo social',
      housing: 'Vivienda',
      transport: 'Transporte',
      'financial-payer': 'Pago o autorización del seguro',
      'post-acute-bed': 'Cama después del hospital',
      'equipment-oxygen': 'Equipo u oxígeno en casa',
      'clinical-instability': 'Estado clínico inestable',
      'consult-test': 'Consulta o examen pendiente',
      'medication-access': 'Acceso a medicinas',
      'guardianship-legal': 'Tutela o asunto legal',
      'language-literacy': 'Idioma o lectura',
      behavioral: 'Conducta',
      'hospital-process': 'Proceso del hospital',
    },
  },
};

/** The word for a code; a code of an import that is none of ours stands as it came. */
export const labelOf = (labels: Readonly<Record<string, string>>, code: string): string =>
  labels[code] ?? code;
