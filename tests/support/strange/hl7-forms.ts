/** HL7 v2 in the forms that interface engines give it: frames, delimiters, character sets, batches. */
import iconv from 'iconv-lite';
import { adt } from '../feed-texts';
import { accepted, strangeFiles, type StrangeFile } from './strange-file';

const one = { messages: 1, patients: 1, encounters: 1, inpatientEncounters: 1 };
const two = { messages: 2, patients: 2, encounters: 2, inpatientEncounters: 2 };
const first = adt();
const second = adt({ id: '2', visit: 'b', family: 'Ashgrove', given: 'Milo', birth: '19550909' });
const both = first + second;

const header = (text: string, at: number, value: string): string =>
  text.replace(/^MSH[^\r]*/, (line) => {
    const fields = line.split('|');
    while (fields.length < at) fields.push('');
    fields[at - 1] = value;
    return fields.join('|');
  });

/** Other delimiters for the usual ones, all at once. */
const delimited = (text: string, to: string): string => {
  const from = '|^~\\&';
  return [...text]
    .map((char) => (from.includes(char) ? (to[from.indexOf(char)] ?? '') : char))
    .join('');
};

const nested = adt({ family: 'Núñez', given: 'Begoña', more: ['NK1|1|Núñez^Íñigo|SON^Son'] });
const withKin = { ...one };

/** Forms of good messages. */
export const hl7Forms = (): StrangeFile[] =>
  strangeFiles('hl7', {
    'LF between segments': accepted(both.replaceAll('\r', '\n'), two),
    'CRLF between segments': accepted(both.replaceAll('\r', '\r\n'), two),
    'blank lines between messages': accepted(`${first}\r\r\n\n${second}`, two),
    'no line end at the end': accepted(both.trimEnd(), two),
    'MLLP frames': accepted(`\v${first}\u001c\r\v${second}\u001c\r`, two),
    'MLLP frames with LF': accepted(
      `\v${first}\u001c\r\v${second}\u001c\r`.replaceAll('\r', '\n'),
      two,
    ),
    'MLLP frames without the end': accepted(`\v${first}\v${second}`, two),
    'batch in a file': accepted(`FHS|^~\\&|A|B\rBHS|^~\\&|A|B\r${both}BTS|2\rFTS|1\r`, two),
    'two batches in a file': accepted(
      `FHS|^~\\&|A|B\rBHS|^~\\&|A|B\r${first}BTS|1\rBHS|^~\\&|A|B\r${second}BTS|1\rFTS|2\r`,
      two,
    ),
    'batch with a wrong count': accepted(`BHS|^~\\&|A|B\r${both}BTS|5\r`, two, {
      says: ['BTS-1'],
    }),
    'batch with other delimiters than its messages': accepted(
      `FHS#*~\\&#A\rBHS#*~\\&#A\r${both}BTS#2\rFTS#1\r`,
      two,
    ),
    'delimiters of their own': accepted(delimited(both, '#*!?$'), two),
    'delimiters of another kind for each message': accepted(
      delimited(first, '#*!?$') + delimited(second, '$:~/%'),
      two,
    ),
    'a truncation character': accepted(both.replaceAll('|^~\\&|', '|^~\\&#|'), two),
    'no subcomponent delimiter': accepted(both.replaceAll('|^~\\&|', '|^~\\|'), two),
    'byte-order mark': accepted(`\ufeff${both}`, two),
    'UTF-16 with its mark': accepted(iconv.encode(both, 'utf-16le', { addBOM: true }), two),
    'UTF-16 without its mark': accepted(iconv.encode(both, 'utf-16be'), two),
    'ISO-8859-1, declared': accepted(iconv.encode(header(nested, 18, '8859/1'), 'latin1'), withKin),
    'UTF-8, declared': accepted(header(nested, 18, 'UNICODE UTF-8'), withKin),
    'UTF-8 beside another set': accepted(header(nested, 18, 'UNICODE UTF-8~8859/1'), withKin),
    'no character set declared, UTF-8 inside': accepted(nested, withKin),
    'no character set declared, Latin-1 inside': accepted(iconv.encode(nested, 'latin1'), one, {
      says: ['MSH-18 of message 1'],
    }),
    ...Object.fromEntries(
      ['2.3', '2.3.1', '2.4', '2.5', '2.5.1', '2.6', '2.7', '2.7.1', '2.8', '2.8.1', '2.8.2'].map(
        (version) => [
          `version ${version}`,
          accepted(both.replaceAll('|2.5.1', `|${version}`), two),
        ],
      ),
    ),
    'version with its country': accepted(first.replace('|2.5.1', '|2.5.1^USA&&ISO^1'), one),
    'trigger without its structure': accepted(first.replace('ADT^A01', 'ADT'), one),
    'trigger with its structure': accepted(first.replace('ADT^A01', 'ADT^A01^ADT_A01'), one),
    'local segments': accepted(adt({ more: ['ZPI|1|x^y&z|""', 'ZZZ', 'ZA1|~~~|^^^'] }), one),
    'segments of other chapters': accepted(
      adt({
        more: [
          'PR1|1||99.1',
          'GT1|1||x^y',
          'OBX|1|NM|8302-2||170|cm',
          'ACC|20260301',
          'UB2|1',
          'DB1|1',
        ],
      }),
      one,
    ),
    'fields beyond the standard': accepted(
      first.replace(/(PID[^\r]*)/, `$1${'|x'.repeat(60)}`),
      one,
    ),
    'blanks before segments': accepted(both.replaceAll('\rPID', '\r  PID'), two),
    'other messages mixed in': accepted(
      first +
        first.replace('ADT^A01', 'ORU^R01') +
        first.replace('ADT^A01', 'ORM^O01') +
        first.replace('ADT^A01', 'ADT^A60').replace('EVN|A01', 'EVN|A60') +
        first.replace('ADT^A01', 'SIU^S12'),
      { ...one, messages: 5 },
      { notUsed: { 'ORU^R01': 1, 'ORM^O01': 1, 'ADT^A60': 1, 'SIU^S12': 1 } },
    ),
    'other messages only': accepted(
      first.replace('ADT^A01', 'ORU^R01') + first.replace('ADT^A01', 'MDM^T02'),
      { messages: 2 },
      { notUsed: { 'ORU^R01': 1, 'MDM^T02': 1 } },
    ),
    'an acknowledgement': accepted(
      'MSH|^~\\&|A|B|C|D|20260310||ACK|1|P|2.3\rMSA|AA|1\r',
      { messages: 1 },
      { notUsed: { ACK: 1 } },
    ),
    'a picture in OBX': accepted(
      adt({ more: [`OBX|1|ED|x||^IM^PNG^Base64^${'QUJD'.repeat(50_000)}`] }),
      one,
    ),
    'the same message twice': accepted(first + first, { ...one, messages: 2 }),
  });
