/** Who this is: name and two identifiers, then what must never be left out. It never scrolls away. */
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { primaryOn } from '../../../shared/coverage/coverage';
import type { Encounter } from '../../../shared/encounters/encounter';
import { allergiesSaid } from '../../../shared/patients/allergies';
import { listName, type PatientFile } from '../../../shared/patients/patient';
import { ageOn, localDateOf, stayDay } from '../../../shared/time';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useDayWord, useStayLists } from '../encounters';

const Allergies = ({ file }: { file: PatientFile }): ReactElement => {
  const { t } = useTranslation('patients');
  const said = allergiesSaid(file.allergies);
  const text = (): string => {
    if (said.said === 'current')
      return said.allergies
        .map(({ substance, kind }) =>
          t(kind === 'intolerance' ? 'intoleranceTo' : 'allergyTo', { substance }),
        )
        .join(', ');
    if (said.said === 'none') return t('noKnownAllergies');
    return said.said === 'noneCurrent'
      ? t('noCurrentAllergy', { count: said.former })
      : t('noAllergies');
  };
  const warns = said.said === 'current' || said.said === 'notRecorded';
  return (
    <span className={warns ? 'alert' : ''}>
      {warns ? <Icon name="alert" size={14} /> : null}
      {text()}
    </span>
  );
};

export const PatientHeader = ({
  file,
  onMove,
}: {
  file: PatientFile;
  /** Opens the dialog of the expected discharge; null where it may not be moved. */
  onMove: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const { patient, stay, codeStatus } = file;
  const payer = primaryOn(file.coverages, today) ?? file.coverages[0];
  return (
    <>
      <div className="l1">
        {stay?.bed && stay.active ? (
          <span className="bed">
            <Icon name="bed" /> {stay.bed}
          </span>
        ) : null}
        <h1 className="t-page">{listName(patient)}</h1>
        <span className="t-read">
          <span className="s3">{t('born')}</span>{' '}
          <b className="b">
            {patient.birthDate === null ? t('bornUnknown') : format.numericDate(patient.birthDate)}
          </b>
          {patient.birthDate === null ? '' : ` ${ageOn(patient.birthDate, today)}`},{' '}
          {t(`sex.${patient.sex}`)}
        </span>
        <span className="t-read">
          <span className="s3">{t('mrn')}</span> <b className="b">{patient.mrn ?? '–'}</b>
        </span>
        {stay?.visitNumber ? (
          <span className="t-read less">
            <span className="s3">{t('stay')}</span> {stay.visitNumber}
          </span>
        ) : null}
        {stay?.active ? <ExpectedDischarge stay={stay} onMove={onMove} /> : null}
      </div>
      <div className="l2">
        <Allergies file={file} />
        <span className={codeStatus === null ? 'alert' : ''}>
          {codeStatus === null ? t('noCode') : t(`code.${codeStatus.status}`)}
        </span>
        <span>{payer ? payer.payer : t('noPayer')}</span>
        {stay?.admittedAt ? (
          <span>
            {t('since', {
              class: t(`class.${stay.class}`),
              date: format.weekdayDate(localDateOf(stay.admittedAt, zone)),
            })}
            {stay.active ? `, ${t('day', { day: stayDay(stay.admittedAt, now, zone) })}` : ''}
          </span>
        ) : null}
        {stay?.dischargedAt ? (
          <span>
            {t('left', { date: format.date(localDateOf(stay.dischargedAt, zone), today) })}
          </span>
        ) : null}
        {stay?.attendingName ? <span className="less">{stay.attendingName}</span> : null}
        {patient.restricted ? (
          <span className="alert">
            <Icon name="lock" size={14} /> {t('restricted')}
          </span>
        ) : null}
      </div>
    </>
  );
};

const ExpectedDischarge = ({
  stay,
  onMove,
}: {
  stay: Encounter;
  onMove: (() => void) | null;
}): ReactElement => {
  const { t } = useTranslation('patients');
  const format = useFormat();
  const dayWord = useDayWord();
  const { disposition } = useStayLists();
  const on = stay.expectedDischargeOn;
  const where = disposition(stay.plannedDisposition);
  return (
    <span className="end t-read edd">
      <Icon name="diamond" /> {t('edd')}{' '}
      <b className="b">
        {on !== null
          ? format.weekdayDate(on)
          : t(stay.expectedDischargeUnknown === null ? 'eddNotSet' : 'eddUnknown')}
      </b>{' '}
      <span className="s2">
        {[on === null ? null : dayWord(on), where === null ? null : t('toWhere', { where })]
          .filter(Boolean)
          .join(', ')}
      </span>
      {onMove === null ? null : (
        <Button size="small" onClick={onMove} aria-keyshortcuts="E">
          {t(on === null ? 'set' : 'move')} <span className="sr">{t('theEdd')}</span>{' '}
          <Key keys="E" />
        </Button>
      )}
    </span>
  );
};
