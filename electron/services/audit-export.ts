/** The audit as CSV and as FHIR R4 AuditEvent: pure functions from entries to text. */
import type { AuditItem } from '../../shared/audit/audit';

const columns = [
  'seq',
  'at',
  'userId',
  'userName',
  'role',
  'workstation',
  'action',
  'mrn',
  'patientId',
  'encounterId',
  'recordType',
  'recordId',
  'versionBefore',
  'versionAfter',
  'outcome',
  'reason',
  'subjects',
  'detail',
] as const;

/** A cell that a spreadsheet does not take for a formula, quoted where it must be (RFC 4180). */
export const csvCell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Head line, with the byte-order mark by which spreadsheets know UTF-8. */
export const csvHead = `\uFEFF${columns.join(',')}\r\n`;

/** One entry's line. */
export const csvLine = (item: AuditItem): string =>
  `${columns.map((column) => csvCell(item[column])).join(',')}\r\n`;

const outcomeCodes = { ok: '0', refused: '4', failed: '8' } as const;
const writing =
  /\.(add|create|invite|change|set|sign|cancel|amend|deactivate|reactivate|reset|assign|import|merge|activate)/i;

/** C, R, U or E of AuditEvent.action. */
const actionCode = (item: AuditItem): 'C' | 'R' | 'U' | 'E' => {
  if (item.action.startsWith('session.') || item.action.startsWith('backup.')) return 'E';
  if (item.versionAfter !== null) return item.versionAfter === 1 ? 'C' : 'U';
  return writing.test(item.action) ? 'U' : 'R';
};

const entity = (type: string, id: string) => ({ what: { reference: `${type}/${id}` } });

/** An entry as FHIR R4 AuditEvent. */
export const auditEvent = (item: AuditItem): Record<string, unknown> => {
  const session = /^session\.(signIn|lock)$/.test(item.action);
  const entities = [
    ...(item.patientId === null ? [] : [entity('Patient', item.patientId)]),
    ...(item.encounterId === null ? [] : [entity('Encounter', item.encounterId)]),
  ];
  return {
    resourceType: 'AuditEvent',
    id: `liaison-${item.seq}`,
    type: session
      ? {
          system: 'http://dicom.nema.org/resources/ontology/DCM',
          code: '110114',
          display: 'User Authentication',
        }
      : {
          system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
          code: 'rest',
          display: 'RESTful Operation',
        },
    subtype: [{ system: 'urn:liaison:call', code: item.action }],
    action: actionCode(item),
    recorded: item.at,
    outcome: outcomeCodes[item.outcome],
    ...(item.reason === null ? {} : { purposeOfEvent: [{ text: item.reason }] }),
    agent: [
      {
        requestor: true,
        ...(item.userName === null ? {} : { name: item.userName }),
        ...(item.userId === null ? {} : { altId: item.userId }),
        ...(item.role === null ? {} : { role: [{ text: item.role }] }),
        network: { address: item.workstation, type: '1' },
      },
    ],
    source: { site: item.workstation, observer: { display: 'Liaison' } },
    ...(entities.length === 0 ? {} : { entity: entities }),
  };
};

export const fhirHead = '{"resourceType":"Bundle","type":"collection","entry":[\n';
export const fhirFoot = '\n]}\n';

/** One entry of the bundle, with the comma that parts it from the one before. */
export const fhirLine = (item: AuditItem, isFirst: boolean): string =>
  `${isFirst ? '' : ',\n'}${JSON.stringify({
    fullUrl: `urn:liaison:audit:${item.seq}`,
    resource: auditEvent(item),
  })}`;
