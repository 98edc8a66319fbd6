/** The words of printed documents, in English and Spanish. */
import type { Language } from '../../shared/careplans/labels';
import { teamRoleWord } from '../../shared/patients/team-roles';
import type { Role } from '../../shared/permissions';

interface PrintWords {
  title: string;
  caseManagement: string;
  version: (version: number) => string;
  draftOfVersion: (version: number) => string;
  outdated: string;
  draftNotSigned: string;
  draftMark: string;
  demonstration: string;
  review: (date: string) => string;
  noReview: string;
  patient: string;
  birthDate: string;
  recordNumber: string;
  stay: string;
  bed: string;
  notRecorded: string;
  admitted: string;
  expectedDischarge: string;
  notSet: string;
  goingTo: string;
  payer: string;
  reason: string;
  attending: string;
  alerts: string;
  allergyTo: (substances: string) => string;
  noAllergies: string;
  allergiesNotRecorded: string;
  noCurrentAllergy: string;
  codeStatus: Record<'full' | 'dnr' | 'dni' | 'comfort' | 'other', string>;
  codeNotRecorded: string;
  decisionMaker: string;
  decisionRole: Record<'agent' | 'guardian', string>;
  stayClass: Record<string, string>;
  teamRole: (role: string) => string;
  ownWords: string;
  quote: (words: string) => string;
  goal: string;
  baseline: string;
  target: string;
  by: string;
  progress: string;
  notMeasured: string;
  intervention: string;
  who: string;
  howOften: string;
  due: string;
  status: string;
  barrier: string;
  removableBy: string;
  /** What came of an intervention. */
  outcome: (said: string) => string;
  yes: string;
  no: string;
  severity: string;
  openDays: (days: number) => string;
  resolvedOn: (date: string) => string;
  noProblems: string;
  noGoals: string;
  careTeam: string;
  noTeam: string;
  name: string;
  role: string;
  organization: string;
  phone: string;
  agreementTitle: string;
  explained: (to: string, date: string) => string;
  notExplained: string;
  signedBy: (name: string) => string;
  /** Who is to sign, while nobody has. */
  caseManager: string;
  /** What whoever signed is. */
  signer: Record<Role, string>;
  patientOrAgent: string;
  physician: string;
  dateAndTime: string;
  firstVersion: string;
  replaces: (version: number, before: number, date: string) => string;
  wouldReplace: (version: number, before: number, date: string) => string;
  changed: (what: string) => string;
  change: Record<'added' | 'changed' | 'removed' | 'moved', Record<string, (n: number) => string>>;
  confidential: (phone: string | null) => string;
  printed: (at: string, by: string) => string;
  page: (page: number, of: number) => string;
}

const few = (one: string, many: string) => (n: number) => `${n} ${n === 1 ? one : many}`;

export const printWords: Record<Language, PrintWords> = {
  en: {
    title: 'Care plan',
    caseManagement: 'Case Management',
    version: (version) => `Version ${version}`,
    draftOfVersion: (version) => `Draft of version ${version}`,
    outdated: 'replaced by a newer version',
    draftNotSigned: 'DRAFT, not signed',
    draftMark: 'DRAFT',
    demonstration: 'DEMONSTRATION: invented patient',
    review: (date) => `Review ${date}`,
    noReview: 'No review date',
    patient: 'Patient',
    birthDate: 'Date of birth',
    recordNumber: 'Record number',
    stay: 'Stay',
    bed: 'Bed',
    notRecorded: 'Not recorded',
    admitted: 'Admitted',
    expectedDischarge: 'Expected discharge',
    notSet: 'Not set',
    goingTo: 'Going to',
    payer: 'Payer',
    reason: 'Reason for stay',
    attending: 'Attending',
    alerts: 'Alerts',
    allergyTo: (substances) => `Allergy: ${substances}`,
    noAllergies: 'No known allergies',
    allergiesNotRecorded: 'Allergies not recorded',
    noCurrentAllergy: 'No current allergy recorded',
    codeStatus: {
      full: 'Full code',
      dnr: 'DNR',
      dni: 'DNI',
      comfort: 'Comfort care',
      other: 'Other code status',
    },
    codeNotRecorded: 'Code status not recorded',
    decisionMaker: 'Decision maker',
    decisionRole: { agent: 'Agent', guardian: 'Guardian' },
    stayClass: {
      inpatient: 'inpatient',
      observation: 'observation',
      emergency: 'emergency',
      outpatient: 'outpatient',
    },
    teamRole: (role) => teamRoleWord('en', role),
    ownWords: 'In the patient’s words:',
    quote: (words) => `“${words}”`,
    goal: 'Goal',
    baseline: 'Baseline',
    target: 'Target',
    by: 'By',
    progress: 'Progress',
    notMeasured: 'Not recorded yet',
    intervention: 'Intervention',
    who: 'Who',
    howOften: 'How often',
    due: 'Due',
    status: 'Status',
    barrier: 'Barrier',
    removableBy: 'Who can remove it',
    outcome: (said) => `Outcome: ${said}`,
    yes: 'Yes',
    no: 'No',
    severity: 'Severity',
    openDays: (days) => (days === 0 ? 'Open since today' : `Open ${few('day', 'days')(days)}`),
    resolvedOn: (date) => `Resolved ${date}`,
    noProblems: 'No problem has been written yet.',
    noGoals: 'No goal yet.',
    careTeam: 'Care team',
    noTeam: 'No care team is recorded.',
    name: 'Name',
    role: 'Role',
    organization: 'Organization',
    phone: 'Phone',
    agreementTitle: 'Agreement and signatures',
    explained: (to, date) => `The plan was explained to: ${to}${date ? `, ${date}` : ''}.`,
    notExplained: 'It is not recorded to whom the plan was explained.',
    signedBy: (name) => `Signed electronically by ${name}`,
    caseManager: 'Case manager',
    signer: {
      administrator: 'Administrator',
      unitLead: 'Unit lead',
      caseManager: 'Case manager',
      dischargePlanner: 'Discharge planner',
      auditor: 'Auditor',
    },
    patientOrAgent: 'Patient, or person acting for the patient (relation)',
    physician: 'Physician',
    dateAndTime: 'Date and time',
    firstVersion: 'This is the first version of the plan.',
    replaces: (version, before, date) =>
      `Version ${version} replaces version ${before}, signed ${date}.`,
    wouldReplace: (version, before, date) =>
      `When it is signed, version ${version} will replace version ${before}, signed ${date}.`,
    changed: (what) => ` Changed: ${what}.`,
    change: {
      added: {
        problem: few('problem added', 'problems added'),
        goal: few('goal added', 'goals added'),
        activity: few('intervention added', 'interventions added'),
        barrier: few('barrier added', 'barriers added'),
      },
      changed: {
        plan: () => 'plan details',
        problem: few('problem reworded', 'problems reworded'),
        goal: few('goal changed', 'goals changed'),
        activity: few('intervention changed', 'interventions changed'),
        barrier: few('barrier changed', 'barriers changed'),
      },
      removed: {
        problem: few('problem taken out', 'problems taken out'),
        goal: few('goal taken out', 'goals taken out'),
        activity: few('intervention taken out', 'interventions taken out'),
        barrier: few('barrier taken out', 'barriers taken out'),
      },
      moved: { plan: () => 'order of problems' },
    },
    confidential: (phone) =>
      'Confidential health information. For the care of this patient only. If you received this page in error, ' +
      (phone ? `call ${phone} and destroy it.` : 'tell the hospital and destroy it.'),
    printed: (at, by) => `Printed ${at} by ${by}`,
    page: (page, of) => `Page ${page} of ${of}`,
  },
  es: {
    title: 'Plan de atención',
    caseManagement: 'Coordinación de casos',
    version: (version) => `Versión ${version}`,
    draftOfVersion: (version) => `Borrador de la versión ${version}`,
    outdated: 'sustituida por otra más nueva',
    draftNotSigned: 'BORRADOR, sin firmar',
    draftMark: 'BORRADOR',
    demonstration: 'DEMOSTRACIÓN: paciente inventado',
    review: (date) => `Revisión ${date}`,
    noReview: 'Sin fecha de revisión',
    patient: 'Paciente',
    birthDate: 'Fecha de nacimiento',
    recordNumber: 'Número de expediente',
    stay: 'Estancia',
    bed: 'Cama',
    notRecorded: 'No registrado',
    admitted: 'Ingreso',
    expectedDischarge: 'Alta prevista',
    notSet: 'Sin fecha',
    goingTo: 'Destino',
    payer: 'Seguro',
    reason: 'Motivo de la estancia',
    attending: 'Médico tratante',
    alerts: 'Alertas',
    allergyTo: (substances) => `Alergia: ${substances}`,
    noAllergies: 'Sin alergias conocidas',
    allergiesNotRecorded: 'Alergias no registradas',
    noCurrentAllergy: 'Ninguna alergia vigente registrada',
    codeStatus: {
      full: 'Reanimación completa',
      dnr: 'No reanimar',
      dni: 'No intubar',
      comfort: 'Cuidados de confort',
      other: 'Otra indicación de reanimación',
    },
    codeNotRecorded: 'Reanimación no registrada',
    decisionMaker: 'Quién decide',
    decisionRole: { agent: 'Representante', guardian: 'Tutor(a) legal' },
    stayClass: {
      inpatient: 'hospitalización',
      observation: 'observación',
      emergency: 'urgencias',
      outpatient: 'ambulatorio',
    },
    teamRole: (role) => teamRoleWord('es', role),
    ownWords: 'En palabras del paciente:',
    quote: (words) => `«${words}»`,
    goal: 'Meta',
    baseline: 'Inicio',
    target: 'Objetivo',
    by: 'Para',
    progress: 'Avance',
    notMeasured: 'Aún sin registrar',
    intervention: 'Intervención',
    who: 'Quién',
    howOften: 'Frecuencia',
    due: 'Vence',
    status: 'Estado',
    barrier: 'Obstáculo',
    removableBy: 'Quién puede quitarlo',
    outcome: (said) => `Resultado: ${said}`,
    yes: 'Sí',
    no: 'No',
    severity: 'Gravedad',
    openDays: (days) => (days === 0 ? 'Abierto desde hoy' : `Abierto ${few('día', 'días')(days)}`),
    resolvedOn: (date) => `Resuelto ${date}`,
    noProblems: 'Todavía no hay ningún problema escrito.',
    noGoals: 'Todavía sin meta.',
    careTeam: 'Equipo de atención',
    noTeam: 'No hay equipo de atención registrado.',
    name: 'Nombre',
    role: 'Función',
    organization: 'Organización',
    phone: 'Teléfono',
    agreementTitle: 'Acuerdo y firmas',
    explained: (to, date) => `El plan se explicó a: ${to}${date ? `, ${date}` : ''}.`,
    notExplained: 'No consta a quién se explicó el plan.',
    signedBy: (name) => `Firmado electrónicamente por ${name}`,
    caseManager: 'Coordinación de casos',
    signer: {
      administrator: 'Administración',
      unitLead: 'Jefatura de unidad',
      caseManager: 'Coordinación de casos',
      dischargePlanner: 'Planificación de altas',
      auditor: 'Auditoría',
    },
    patientOrAgent: 'Paciente, o quien actúa por el paciente (relación)',
    physician: 'Médico(a)',
    dateAndTime: 'Fecha y hora',
    firstVersion: 'Es la primera versión del plan.',
    replaces: (version, before, date) =>
      `La versión ${version} sustituye a la versión ${before}, firmada el ${date}.`,
    wouldReplace: (version, before, date) =>
      `Al firmarse, la versión ${version} sustituirá a la versión ${before}, firmada el ${date}.`,
    changed: (what) => ` Cambios: ${what}.`,
    change: {
      added: {
        problem: few('problema nuevo', 'problemas nuevos'),
        goal: few('meta nueva', 'metas nuevas'),
        activity: few('intervención nueva', 'intervenciones nuevas'),
        barrier: few('obstáculo nuevo', 'obstáculos nuevos'),
      },
      changed: {
        plan: () => 'datos del plan',
        problem: few('problema reescrito', 'problemas reescritos'),
        goal: few('meta cambiada', 'metas cambiadas'),
        activity: few('intervención cambiada', 'intervenciones cambiadas'),
        barrier: few('obstáculo cambiado', 'obstáculos cambiados'),
      },
      removed: {
        problem: few('problema retirado', 'problemas retirados'),
        goal: few('meta retirada', 'metas retiradas'),
        activity: few('intervención retirada', 'intervenciones retiradas'),
        barrier: few('obstáculo retirado', 'obstáculos retirados'),
      },
      moved: { plan: () => 'orden de los problemas' },
    },
    confidential: (phone) =>
      'Información confidencial de salud, solo para atender a este paciente. Si la recibió por error, ' +
      (phone ? `llame al ${phone} y destrúyala.` : 'avise al hospital y destrúyala.'),
    printed: (at, by) => `Impreso el ${at} por ${by}`,
    page: (page, of) => `Página ${page} de ${of}`,
  },
};
