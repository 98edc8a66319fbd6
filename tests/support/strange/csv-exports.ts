/** Census tables as report writers of hospitals export them, counted by hand. */
import iconv from 'iconv-lite';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

const both = { patients: 2, encounters: 2, inpatientEncounters: 1 };
const lines = (...text: string[]): string => text.map((line) => `${line}\r\n`).join('');

/** Good tables. */
export const csvExports = (): StrangeFile[] =>
  strangeFiles('csv', {
    'vacant beds between those with patients': accepted(
      lines(
        'Unit,Room,Bed,MRN,Patient Name,DOB,Admit Date,Class',
        '5 West,508,1,9904588,"Hazelmere, Ruth",1941-03-14,2026-03-07 16:20,Inpatient',
        '5 West,508,2,,,,,',
        '5 West,509,1,,VACANT,,,',
        '5 West,509,2,,Blocked,,,',
        '5 West,510,1,0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation',
      ),
      both,
      { notUsed: { 'bed without a patient': 3 } },
    ),
    'a row with a name and no number beside vacant beds': {
      text: lines(
        'Bed,MRN,Name,DOB',
        '508-1,9904588,"Hazelmere, Ruth",1941-03-14',
        '508-2,,"Ashgrove, Milo",1955-09-09',
        '509-1,,,',
      ),
      outcome: 'partly',
      counts: { patients: 1, encounters: 1 },
      notUsed: { 'bed without a patient': 1 },
      says: ['line 3, column "MRN"'],
    },
    'nothing but vacant beds': accepted(
      lines('Bed,MRN,Name,DOB', '508-1,,,', '508-2,,Empty,'),
      {},
      { notUsed: { 'bed without a patient': 2 } },
    ),
    'Epic, a patient list': accepted(
      lines(
        'Unit,Room/Bed,Patient Name,Age/Sex,MRN,DOB,Admit Date,Exp. Discharge Date,Attending Provider,Patient Class,Primary Payer,LOS',
        '5 West,508-1,"Hazelmere, Ruth",84 y.o. F,9904588,03/14/1941,02/27/2026 1620,03/13/2026,"Slatefield, Imre, MD",Inpatient,MEDICARE,3',
        '5 West,508-2,"Ashgrove, Milo J",70 y.o. M,0000123,09/19/1955,02/28/2026 0900,,"Wick, Dana, DO",Observation,AETNA PPO,2',
      ),
      { ...both, careTeamMembers: 2, coverages: 2 },
    ),
    'two columns of one name': accepted(
      lines(
        'MRN,Name,DOB,Admit Date,Class,Name,Date,Date',
        '9904588,"Hazelmere, Ruth",1941-03-14,2026-03-07 16:20,I,"Slatefield, Imre",2026-03-10,2026-03-11',
        '0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,OBS,"Wick, Dana",2026-03-10,2026-03-11',
      ),
      both,
    ),
    'semicolons, commas in names, Windows-1252 and days first': accepted(
      iconv.encode(
        lines(
          'Cama;NHC;Apellidos y nombre;Fecha de nacimiento;Sexo;Fecha de ingreso;Tipo de paciente;Médico',
          '508-1;9904588;Núñez Peña, Begoña;14/03/1941;Mujer;27/02/2026 16:20;Ingresada;Dra. Íñiguez',
          '508-2;0000123;Ibáñez, José;19/09/1955;Hombre;28/02/2026 9:00;Observación;Dr. Wick',
        ),
        'windows-1252',
      ),
      { ...both, careTeamMembers: 2 },
      { says: ['file'] },
    ),
    'tabs in UTF-16, quotation marks inside a cell': accepted(
      iconv.encode(
        lines(
          'MRN\tName\tDOB\tAdmitted\tClass\tReason',
          '9904588\tHazelmere, Ruth\t1941-03-14\t2026-03-07 16:20\tInpatient\t"said ""I fell"", at home"',
          '0000123\tAshgrove, Milo\t1955-09-09\t2026-03-08 09:00\tObservation\tchest pain; 12" fall',
        ),
        'utf-16le',
        { addBOM: true },
      ),
      both,
    ),
    'a quotation mark that is an inch': accepted(
      lines(
        'MRN,Name,DOB,Admitted,Class,Reason',
        '9904588,"Hazelmere, Ruth",1941-03-14,2026-03-07 16:20,Inpatient,5" laceration',
        '0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation,fall from 6\'',
      ),
      both,
    ),
    'formulas in every cell that may hold text': accepted(
      lines(
        'MRN,Name,DOB,Admitted,Class,Attending,Payer,Reason',
        '9904588,"=cmd|\'/c calc\'!A1",1941-03-14,2026-03-07 16:20,Inpatient,@SUM(1+1),+1-617,-2+3',
        '0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation,"=HYPERLINK(""http://x"",""y"")",=1,\t=2',
      ),
      { ...both, careTeamMembers: 2, coverages: 2 },
    ),
    'numbers with a leading apostrophe or blanks': accepted(
      lines(
        'MRN,Name,DOB,Admitted,Class',
        '\'0099045,"Hazelmere, Ruth",1941-03-14,2026-03-07 16:20,Inpatient',
        '  0000123 ,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation',
      ),
      both,
    ),
    'titles, a date of print, and totals under the table': {
      text: lines(
        'Alderpoint General Hospital',
        'Daily census,,,"Printed 03/10/2026 06:00"',
        '',
        'Bed,MRN,Name,DOB,Admitted,Class',
        '508-1,9904588,"Hazelmere, Ruth",1941-03-14,2026-03-07 16:20,Inpatient',
        '510-1,0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation',
        '',
        'Total patients: 2,,,,,',
      ),
      outcome: 'partly',
      counts: both,
      says: ['file', 'line 8, column "MRN"'],
    },
    'the headers again on every page': {
      text: lines(
        'Bed,MRN,Name,DOB,Admitted,Class',
        '508-1,9904588,"Hazelmere, Ruth",1941-03-14,2026-03-07 16:20,Inpatient',
        'Bed,MRN,Name,DOB,Admitted,Class',
        '510-1,0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation',
      ),
      outcome: 'accepted',
      counts: both,
      notUsed: { 'headers again': 1 },
    },
    'times of day in a column of their own': accepted(
      lines(
        'MRN,Name,DOB,Admit Date,Admit Time,Class',
        '9904588,"Hazelmere, Ruth",1941-03-14,03/27/2026,4:20 PM,Inpatient',
        '0000123,"Ashgrove, Milo",1955-09-09,03/28/2026,0900,Observation',
      ),
      both,
    ),
    'years of two digits': {
      text: lines(
        'MRN,Name,DOB,Admitted,Class',
        '9904588,"Hazelmere, Ruth",03/14/41,2026-03-07 16:20,Inpatient',
        '0000123,"Ashgrove, Milo",1955-09-09,2026-03-08 09:00,Observation',
      ),
      outcome: 'partly',
      counts: { patients: 1, encounters: 1 },
      says: ['line 2, column "DOB"'],
    },
    'short headers of a bed board': accepted(
      lines(
        'Unit,Rm,Bed,Pt Name,Med Rec #,Birthdate,Gender,Adm Dt,Pt Class,Attd MD,Fin Class,Est DC Dt,Acct #',
        '5W,508,1,"HAZELMERE,RUTH",9904588,03/14/1941,F,02/27/2026,IP,SLATEFIELD IMRE,MCR,03/13/2026,V001',
        '5W,508,2,"ASHGROVE,MILO",0000123,09/19/1955,M,02/28/2026,OBS,WICK DANA,COM,03/20/2026,V002',
      ),
      { ...both, careTeamMembers: 2, coverages: 2 },
    ),
  });
