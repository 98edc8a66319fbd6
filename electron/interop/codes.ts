/** Code lists of HL7 and FHIR to the record's words, with their sources. */
import type { EncounterClass, PlanClass } from '../../shared/imports/facts';
import { fold } from '../../shared/folding';

/** PV1-2 and PV1-18 values that mean observation, unless the hospital's setting says others. */
export const defaultObservationCodes: readonly string[] = ['OBS', 'OBSV', 'OBV'];

export interface Hl7Class {
  class: EncounterClass;
  planned: boolean;
}

/** Table 0004 written out, as some senders do (PV1-2 `Inpatient`): the word says what the letter would. */
const classLetters: Record<string, string> = {
  INPATIENT: 'I',
  EMERGENCY: 'E',
  PREADMIT: 'P',
};

/** PV1-2 (HL7 table 0004) and PV1-18 to class (records.md: Encounter class). */
export const classOfHl7 = (
  patientClass: string,
  patientType: string,
  observationCodes: readonly string[] = defaultObservationCodes,
): Hl7Class => {
  const written = patientClass.trim().toUpperCase();
  if (written === 'OBSERVATION') return { class: 'observation', planned: false };
  const code = Object.hasOwn(classLetters, written) ? (classLetters[written] ?? written) : written;
  const observation = observationCodes.map((entry) => entry.toUpperCase());
  const planned = code === 'P';
  if (observation.includes(code) || observation.includes(patientType.trim().toUpperCase()))
    return { class: 'observation', planned };
  if (code === 'I') return { class: 'inpatient', planned };
  if (code === 'E') return { class: 'emergency', planned };
  return { class: 'outpatient', planned };
};

/** FHIR Encounter.class (v3-ActCode) to class (records.md: Encounter class). */
export const classOfFhir = (code: string): EncounterClass => {
  const upper = code.trim().toUpperCase();
  if (['IMP', 'ACUTE', 'NONAC'].includes(upper)) return 'inpatient';
  if (upper === 'OBSENC') return 'observation';
  if (upper === 'EMER') return 'emergency';
  return 'outpatient';
};

/** A census' class column, as people write it; null when it says nothing known. */
export const classOfWord = (text: string): EncounterClass | null => {
  const word = fold(text);
  if (
    /^(obs|obsv|obv|observation|observacion|ob|observation (status|patient)|(out|in)patient observation|hospital observation)$/.test(
      word,
    )
  )
    return 'observation';
  if (
    /^(i|ip|imp|inp|inpt|inpatient|inpatient .*|hospital inpatient|hospitaliz.*|hospitalizacion|ingresad[oa]|internad[oa]|interno|internacion)$/.test(
      word,
    )
  )
    return 'inpatient';
  if (/^(e|ed|er|em|emer|emergency|emergencia|emergencias|urgencia|urgencias)$/.test(word))
    return 'emergency';
  if (/^(o|op|out|outpt|outpatient|amb|ambulatory|ambulatorio|externo|consulta)$/.test(word))
    return 'outpatient';
  return null;
};

/** Plan class by the payer's name; what no word gives away stays `other` for a person to say. */
export const planClassOf = (payer: string, kind = ''): PlanClass => {
  const text = fold(`${payer} ${kind}`).replaceAll('_', ' ');
  if (/medicare (advantage|adv)|\bpart c\b|\bmapd\b|medicare (hmo|ppo)|advantage plan/.test(text))
    return 'medicareAdvantage';
  if (/\bdual[ -]?eligible\b/.test(text)) return 'medicare';
  if (/medicaid|\bmedi-cal\b|\bchip\b|masshealth|\bsoonercare\b/.test(text)) return 'medicaid';
  if (/medicare/.test(text)) return 'medicare';
  if (/self[ -]?pay|no insurance|uninsured|\bprivate pay\b|sin seguro|particular/.test(text))
    return 'selfPay';
  if (
    /blue cross|blue shield|\bbcbs\b|aetna|cigna|anthem|humana|united ?health|\buhc\b|kaiser|commercial|private|\bppo\b|\bhmo\b|\bepo\b|tufts|harvard pilgrim/.test(
      text,
    )
  )
    return 'commercial';
  return 'other';
};

/** HL7 table 0001 and FHIR's administrative gender; null for a code that is none. */
export const sexOf = (code: string): 'female' | 'male' | 'other' | 'unknown' | null => {
  const word = fold(code);
  if (['f', 'female', 'mujer', 'femenino', 'hembra', 'w', 'woman'].includes(word)) return 'female';
  if (['m', 'male', 'hombre', 'masculino', 'varon', 'h', 'man'].includes(word)) return 'male';
  if (['o', 'other', 'a', 'n', 'x', 'otro', 'nonbinary', 'non-binary'].includes(word))
    return 'other';
  if (['u', 'unknown', 'unk', 'desconocido'].includes(word)) return 'unknown';
  return null;
};

/** HL7 table 0002, for a code without its text. */
const maritalWords: Record<string, string> = {
  A: 'Separated',
  B: 'Unmarried',
  C: 'Common law',
  D: 'Divorced',
  E: 'Legally separated',
  G: 'Living together',
  I: 'Interlocutory',
  L: 'Legally separated',
  M: 'Married',
  N: 'Annulled',
  P: 'Domestic partner',
  R: 'Registered domestic partner',
  S: 'Single',
  T: 'Unreported',
  U: 'Unknown',
  W: 'Widowed',
};

/** Marital status in words. */
export const maritalOf = (code: string, text: string): string | null =>
  text !== '' ? text : (maritalWords[code.toUpperCase()] ?? (code === '' ? null : code));

/** A language as BCP 47 where the code is one (`ENG` → `en`), else the text. */
export const languageOf = (code: string, text: string): string | null => {
  // A hospital's patients speak few languages, and asking ICU each time is dear.
  const key = `${code}|${text}`;
  const known = languageCache.get(key);
  if (known !== undefined) return known;
  const found = readLanguage(code, text);
  if (languageCache.size >= 500) languageCache.clear();
  languageCache.set(key, found);
  return found;
};

const languageCache = new Map<string, string | null>();

const readLanguage = (code: string, text: string): string | null => {
  const candidate = code.trim();
  if (/^[A-Za-z]{2,3}([-_][A-Za-z]{2,4})?$/.test(candidate))
    try {
      return new Intl.Locale(candidate.replace('_', '-')).language;
    } catch {
      // Not a language tag after all: the text stands.
    }
  const byName = languageNames[fold(text || candidate)];
  return byName ?? (text || candidate || null);
};

const languageNames: Record<string, string> = {
  english: 'en',
  ingles: 'en',
  spanish: 'es',
  espanol: 'es',
  french: 'fr',
  german: 'de',
  portuguese: 'pt',
  russian: 'ru',
  vietnamese: 'vi',
  chinese: 'zh',
  mandarin: 'zh',
  cantonese: 'yue',
  korean: 'ko',
  arabic: 'ar',
  haitian: 'ht',
  'haitian creole': 'ht',
  tagalog: 'tl',
  polish: 'pl',
  italian: 'it',
};

/** The positive statement “No known allergies”, by code or by words. */
export const saysNoAllergies = (code: string, text: string): boolean =>
  // SNOMED CT: no known allergy, no known drug, food, environmental, latex allergy.
  ['716186003', '409137002', '429625007', '428607008', '1003774007'].includes(code) ||
  /^(nka|nkda|nkfa|no known (drug |food |medication )?allerg(y|ies)|none known|sin alergias( conocidas)?)\.?$/.test(
    fold(text || code),
  );

/** HL7 table 0203 types that many people may share or that no hospital gives out itself. */
const weakTypes = new Set([
  'SS',
  'SSN',
  'DL',
  'PPN',
  'MC',
  'MA',
  'MB',
  'SN',
  'AN',
  'VN',
  'TAX',
  'NPI',
]);

/** Does an identifier of this type name a patient of the source for certain? */
export const isStrongIdentifier = (type: string): boolean => !weakTypes.has(type.toUpperCase());
