/** Roles of a care team that have a word in both languages; screen and papers name them alike. */
export const teamRoles = [
  'cm',
  'dp',
  'sw',
  'ur',
  'lead',
  'md',
  'pa',
  'rn',
  'pt',
  'ot',
  'slp',
  'rx',
  'rt',
  'rd',
  'wc',
  'pal',
  'chap',
  'int',
  'pcp',
  'payer',
  'prov',
  'agent',
  'care',
  'fam',
  'guard',
] as const;
export type TeamRole = (typeof teamRoles)[number];

/** The word of each role. A role of a feed that is none of these stands as the feed said it. */
export const teamRoleWords: Readonly<Record<'en' | 'es', Readonly<Record<TeamRole, string>>>> = {
  en: {
    cm: 'Case manager',
    dp: 'Discharge planner',
    sw: 'Social worker',
    ur: 'Utilization nurse',
    lead: 'Unit lead',
    md: 'Physician',
    pa: 'Physician advisor',
    rn: 'Bedside nurse',
    pt: 'Physical therapy',
    ot: 'Occupational therapy',
    slp: 'Speech therapy',
    rx: 'Pharmacist',
    rt: 'Respiratory therapy',
    rd: 'Dietitian',
    wc: 'Wound care',
    pal: 'Palliative care',
    chap: 'Chaplain',
    int: 'Interpreter',
    pcp: 'Primary physician',
    payer: 'Payer contact',
    prov: 'Provider contact',
    agent: 'Health care agent',
    care: 'Caregiver',
    fam: 'Family, friend',
    guard: 'Guardian',
  },
  es: {
    cm: 'Coordinación de casos',
    dp: 'Planificación de alta',
    sw: 'Trabajo social',
    ur: 'Enfermería de utilización',
    lead: 'Jefatura de unidad',
    md: 'Médico(a)',
    pa: 'Médico(a) asesor(a)',
    rn: 'Enfermería',
    pt: 'Fisioterapia',
    ot: 'Terapia ocupacional',
    slp: 'Terapia del habla',
    rx: 'Farmacia',
    rt: 'Terapia respiratoria',
    rd: 'Nutrición',
    wc: 'Cuidado de heridas',
    pal: 'Cuidados paliativos',
    chap: 'Capellán',
    int: 'Intérprete',
    pcp: 'Médico(a) de cabecera',
    payer: 'Contacto del seguro',
    prov: 'Contacto del proveedor',
    agent: 'Representante de salud',
    care: 'Cuidador(a)',
    fam: 'Familia, amigo(a)',
    guard: 'Tutor(a) legal',
  },
};

/** What feeds write for a role, in words of the other language; a code above is used where it is the same. */
const fedWordsInSpanish: ReadonlyMap<string, string> = new Map([
  ['admitting', 'Médico(a) que ingresa'],
  ['attending', 'Médico(a) tratante'],
  ['administering provider', 'Profesional que administra'],
  ['consulting', 'Interconsulta'],
  ['family health care professional', 'Médico(a) de familia'],
  ['primary care', 'Atención primaria'],
  ['referring', 'Médico(a) que refiere'],
  ['referred to', 'Referido(a) a'],
  ['specialist', 'Especialista'],
  ['social work', 'Trabajo social'],
  ['nurse practitioner', 'Enfermería de práctica avanzada'],
]);

const isTeamRole = (role: string): role is TeamRole =>
  (teamRoles as readonly string[]).includes(role);

/** A role in words. What a feed wrote is put into the language where it is known, else stands as written. */
export const teamRoleWord = (language: 'en' | 'es', role: string): string => {
  if (isTeamRole(role)) return teamRoleWords[language][role];
  if (language === 'en') return role;
  const said = role.trim().toLowerCase();
  const code = teamRoles.find((one) => teamRoleWords.en[one].toLowerCase() === said);
  return code ? teamRoleWords.es[code] : (fedWordsInSpanish.get(said) ?? role);
};
