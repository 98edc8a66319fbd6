/** Headers of census exports, English and Spanish, to the record's fields. */
import { createHash } from 'node:crypto';
import { fold } from '../../../shared/folding';
import { csvFields, type CsvField, type CsvMapping } from '../../../shared/imports/facts';

/** Header words without blanks and signs; the first field that knows one takes it. */
const synonyms: Record<CsvField, readonly string[]> = {
  mrn: [
    'mrn',
    'mrno',
    'mrnumber',
    'medicalrecordnumber',
    'medicalrecordno',
    'medrec',
    'medrecno',
    'recordnumber',
    'recordno',
    'patientid',
    'patientnumber',
    'patientno',
    'ptid',
    'unitnumber',
    'hospitalnumber',
    'chart',
    'chartnumber',
    'chartno',
    'nhc',
    'historiaclinica',
    'numerodehistoria',
    'nhistoria',
    'expediente',
    'numerodeexpediente',
    'numeroregistromedico',
    'idpaciente',
  ],
  name: [
    'name',
    'patientname',
    'patient',
    'ptname',
    'fullname',
    'namelastfirst',
    'patientnamelastfirst',
    'lastfirst',
    'lastnamefirstname',
    'nombrecompleto',
    'paciente',
    'nombredelpaciente',
    'nombrepaciente',
    'apellidosynombre',
    'apellidosynombres',
    'apellidosnombre',
  ],
  familyName: [
    'familyname',
    'lastname',
    'surname',
    'last',
    'ptlastname',
    'patientlastname',
    'apellido',
    'apellidos',
  ],
  givenName: [
    'givenname',
    'firstname',
    'first',
    'forename',
    'ptfirstname',
    'patientfirstname',
    'nombre',
    'nombres',
    'primernombre',
  ],
  middleName: ['middlename', 'middle', 'middleinitial', 'mi', 'segundonombre'],
  birthDate: [
    'birthdate',
    'dateofbirth',
    'dob',
    'birth',
    'birthday',
    'bdate',
    'ptdob',
    'patientdob',
    'fechadenacimiento',
    'fechanacimiento',
    'fnacimiento',
    'fnac',
    'nacimiento',
    'fdn',
  ],
  sex: ['sex', 'gender', 'administrativesex', 'legalsex', 'sexo', 'genero'],
  language: [
    'language',
    'preferredlanguage',
    'lang',
    'primarylanguage',
    'idioma',
    'lengua',
    'idiomapreferido',
  ],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'homephone',
    'patientphone',
    'mobile',
    'cell',
    'telefono',
    'tel',
    'movil',
  ],
  unit: [
    'unit',
    'nursingunit',
    'ward',
    'floor',
    'department',
    'dept',
    'location',
    'servicearea',
    'unidad',
    'planta',
    'piso',
    'sala',
    'departamento',
    'servicio',
  ],
  room: ['room', 'roomnumber', 'roomno', 'rm', 'habitacion', 'cuarto'],
  bed: [
    'bed',
    'roombed',
    'bednumber',
    'bedno',
    'bedlabel',
    'roomandbed',
    'rmbed',
    'cama',
    'habitacioncama',
    'numerodecama',
  ],
  visitNumber: [
    'visitnumber',
    'visit',
    'visitno',
    'visitid',
    'encounter',
    'encounternumber',
    'encounterid',
    'csn',
    'fin',
    'finnumber',
    'accountnumber',
    'account',
    'acct',
    'acctno',
    'acctnumber',
    'har',
    'episodio',
    'numerodeepisodio',
    'visita',
    'numerodevisita',
    'encuentro',
    'numerodecuenta',
  ],
  class: [
    'class',
    'patientclass',
    'encounterclass',
    'visitclass',
    'patienttype',
    'pttype',
    'ptclass',
    'status',
    'patientstatus',
    'admissionstatus',
    'levelofcare',
    'clase',
    'tipodepaciente',
    'tipo',
    'clasedepaciente',
  ],
  admitted: [
    'admitted',
    'admitdate',
    'admissiondate',
    'admit',
    'admission',
    'admitdatetime',
    'admissiondatetime',
    'admittedat',
    'dateofadmission',
    'admitdt',
    'admdate',
    'admdt',
    'adm',
    'ingreso',
    'fechadeingreso',
    'fechaingreso',
    'fingreso',
    'admision',
    'fechadeadmision',
    'fechaadmision',
  ],
  admittedTime: [
    'admittime',
    'admissiontime',
    'timeofadmission',
    'horadeingreso',
    'horaingreso',
    'horadeadmision',
  ],
  discharged: [
    'discharged',
    'dischargedate',
    'dischargedatetime',
    'dischargedt',
    'dateofdischarge',
    'actualdischargedate',
    'dischargedat',
    'alta',
    'fechadealta',
    'fechaalta',
    'egreso',
    'fechadeegreso',
  ],
  attending: [
    'attending',
    'attendingprovider',
    'attendingphysician',
    'attendingmd',
    'attendingdoctor',
    'physician',
    'provider',
    'doctor',
    'md',
    'medico',
    'medicotratante',
    'medicoresponsable',
    'tratante',
    'doctortratante',
  ],
  payer: [
    'payer',
    'payor',
    'insurance',
    'primarypayer',
    'primarypayor',
    'primaryinsurance',
    'payername',
    'payorname',
    'insurancename',
    'plan',
    'insuranceplan',
    'coverage',
    'financialclass',
    'seguro',
    'aseguradora',
    'pagador',
    'seguroprimario',
    'cobertura',
    'segurodesalud',
  ],
  memberNumber: [
    'member',
    'memberid',
    'membernumber',
    'memberno',
    'policy',
    'policynumber',
    'policyno',
    'subscriberid',
    'insuranceid',
    'numerodepoliza',
    'poliza',
    'numerodeafiliado',
    'afiliado',
    'numerodemiembro',
  ],
  expectedDischarge: [
    'edd',
    'expecteddischarge',
    'expecteddischargedate',
    'estimateddischarge',
    'estimateddischargedate',
    'anticipateddischarge',
    'anticipateddischargedate',
    'expecteddc',
    'expecteddcdate',
    'anticipateddc',
    'targetdischarge',
    'targetdischargedate',
    'planneddischarge',
    'fechaprevistadealta',
    'altaprevista',
    'altaestimada',
    'fechaestimadadealta',
    'fpa',
    'altaesperada',
  ],
  reason: [
    'reason',
    'admitreason',
    'admissionreason',
    'reasonforadmission',
    'reasonforvisit',
    'chiefcomplaint',
    'diagnosis',
    'admitdiagnosis',
    'admittingdiagnosis',
    'admissiondiagnosis',
    'dx',
    'admitdx',
    'motivo',
    'motivodeingreso',
    'diagnostico',
    'diagnosticodeingreso',
  ],
  disposition: [
    'disposition',
    'dischargedisposition',
    'dispo',
    'dischargeto',
    'disposicion',
    'destino',
    'destinoalalta',
  ],
};

const byWord = new Map<string, CsvField>(
  csvFields.flatMap((field) => synonyms[field].map((word) => [word.toLowerCase(), field] as const)),
);

const wordOf = (header: string): string => fold(header).replace(/[^a-z0-9]/g, '');

/** The field a header means, or null. */
export const fieldOfHeader = (header: string): CsvField | null =>
  byWord.get(wordOf(header)) ?? null;

/** How many of the cells are headers we know; a header row has at least two. */
export const knownHeaders = (cells: readonly string[]): number =>
  new Set(cells.map(fieldOfHeader).filter((field) => field !== null)).size;

/** Headers made distinct (`Name`, `Name (2)`) and named where empty, so that each can be mapped. */
export const distinctHeaders = (cells: readonly string[]): string[] => {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const header = cell.trim() || `column ${index + 1}`;
    const count = (seen.get(header) ?? 0) + 1;
    seen.set(header, count);
    return count === 1 ? header : `${header} (${count})`;
  });
};

/** Key of a header set: a remembered mapping holds for the same headers in any order. */
export const headerKeyOf = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([...headers].map(fold).sort()))
    .digest('hex');

/** The mapping that the headers' names suggest; a field is taken by its first header. */
export const mappingByName = (headers: readonly string[]): CsvMapping => {
  const columns: Record<string, CsvField> = {};
  const taken = new Set<CsvField>();
  for (const header of headers) {
    const field = fieldOfHeader(header);
    if (!field || taken.has(field)) continue;
    taken.add(field);
    columns[header] = field;
  }
  // `Nombre` alone is the whole name; beside `Apellidos` it is the given name.
  const lone = Object.entries(columns).find(([, field]) => field === 'givenName')?.[0];
  if (lone && !taken.has('familyName') && !taken.has('name') && wordOf(lone) === 'nombre')
    columns[lone] = 'name';
  return { columns, dates: {} };
};
