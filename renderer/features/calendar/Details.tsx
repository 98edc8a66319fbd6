/** One appointment: when, by which rule, where, for whom, who is coming; and what can be done with it. */
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  attendances,
  type Appointment,
  type Attendance,
  type Changed,
  type Occurrence,
  type Participant,
} from '../../../shared/appointments/appointment';
import { ruleWords } from '../../../shared/appointments/rule-words';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { go, patientPlace } from '../../app/navigation';
import { useSession } from '../../app/session-context';
import { useAppDispatch } from '../../app/store';
import { useOfferUndo } from '../../app/undo';
import { Avatar } from '../../components/Avatar';
import { Icon, type IconName } from '../../components/Icon';
import { ErrorPlace, Skeleton } from '../../components/PlaceState';
import { kindIcon, useCalendarFormat } from './calendar-format';
import { useOccurrenceTitle } from './EventBox';
import { useRoleName } from './use-role-name';
import type { Changes } from './use-changes';

interface DetailsProps {
  occurrence: Occurrence;
  anchor: HTMLElement;
  changes: Changes;
  onChange: () => void;
  onCancel: () => void;
  onClose: () => void;
}

export const Details = (props: DetailsProps): ReactElement => {
  const { t } = useTranslation('calendar');
  const { t: tApp } = useTranslation('app');
  const titleId = useId();
  const format = useFormat();
  const calendar = useCalendarFormat();
  const titleOf = useOccurrenceTitle();
  const { occurrence, anchor, onClose } = props;
  const asked =
    occurrence.masked === null
      ? { seriesId: occurrence.seriesId, originalLocal: occurrence.originalLocal }
      : null;
  const { data, error, refetch } = useCall('appointments.get', asked);
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'center', horizontal: 'left' }}
      transformOrigin={{ vertical: 'center', horizontal: 'right' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-labelledby': titleId,
          className: 'details',
        },
      }}
    >
      <div className="row details-head">
        <span className={`layer-sign ${occurrence.kind}`}>
          <Icon name={kindIcon[occurrence.kind]} />
        </span>
        <h2 className="t-section grow" id={titleId}>
          {data ? data.occurrence.title : titleOf(occurrence)}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={tApp('close')}
          autoFocus
          onClick={onClose}
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      <p>
        {occurrence.wholeDays > 0
          ? calendar.when(occurrence)
          : `${format.weekdayDate(occurrence.startLocal.slice(0, 10))}, ${calendar.when(occurrence)}`}
        {occurrence.cancelled ? <b className="b"> {t('cancelled')}</b> : null}
      </p>
      {occurrence.masked !== null ? (
        <p className="s2">{t(`maskedLong.${occurrence.masked}`)}</p>
      ) : error ? (
        <ErrorPlace error={error} onRetry={refetch} />
      ) : data ? (
        <Body {...props} appointment={data} />
      ) : (
        <Skeleton rows={4} />
      )}
    </Popover>
  );
};

const Body = ({
  appointment,
  occurrence,
  changes,
  onChange,
  onCancel,
}: DetailsProps & { appointment: Appointment }): ReactElement => {
  const { t, i18n } = useTranslation('calendar');
  const { rule, startsLocal, zone, wholeDays, address, unitName, stays } = appointment;
  const { place, note, moved, reason, originalLocal } = appointment.occurrence;
  const format = useFormat();
  const { patient, participants } = appointment;
  const filled = participants.filter(({ name }) => name !== null).length;
  return (
    <>
      {rule === null ? null : (
        <p className="s2">
          {ruleWords(rule, startsLocal, wholeDays > 0 ? 'UTC' : zone, i18n.language)}
          {moved
            ? `. ${t('movedFrom', { when: `${format.weekdayDate(originalLocal.slice(0, 10))} ${originalLocal.slice(11)}` })}`
            : ''}
        </p>
      )}
      <p className="s2">
        {[
          place,
          address,
          unitName,
          stays === null ? null : t('staysCount', { count: stays }),
          travelWords(t, appointment),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {reason === null ? null : <p className="s2">{t('because', { reason })}</p>}
      {patient === null ? null : (
        <PatientLine patient={patient} encounterId={appointment.encounterId} />
      )}
      {note === null ? null : <p className="t-read note-text">{note}</p>}
      <div className="row details-section">
        <h3 className="t-section">{t('expected')}</h3>
        <span className="s3">
          {participants.length === 0
            ? t('nobodyExpected')
            : t('filled', { count: participants.length, filled })}
        </span>
      </div>
      <ul className="participants">
        {participants.map((participant) => (
          <ParticipantRow
            key={participant.id}
            participant={participant}
            appointment={appointment}
            changes={changes}
          />
        ))}
      </ul>
      {appointment.mayWrite && !occurrence.cancelled ? (
        <div className="row wrap">
          <Button variant="contained" onClick={onChange}>
            <Icon name="pencil" size={14} />
            {t('change')}
          </Button>
          <Button onClick={onCancel}>{t('cancelIt')}</Button>
        </div>
      ) : appointment.mayWrite ? null : (
        <p className="t-cap">{t(`readOnly.${appointment.kind === 'round' ? 'round' : 'other'}`)}</p>
      )}
    </>
  );
};

const travelWords = (
  t: ReturnType<typeof useTranslation<'calendar'>>['t'],
  { travelBeforeMinutes: before, travelAfterMinutes: after }: Appointment,
): string | null => (before === 0 && after === 0 ? null : t('travelWords', { before, after }));

const PatientLine = ({
  patient,
  encounterId,
}: {
  patient: NonNullable<Appointment['patient']>;
  encounterId: string | null;
}): ReactElement => {
  const { t } = useTranslation('components');
  const format = useFormat();
  const dispatch = useAppDispatch();
  const { id, familyName, givenName, birthDate, mrn, bed } = patient;
  return (
    <p>
      <button
        type="button"
        className="link-button"
        onClick={() => dispatch(go(patientPlace(id, encounterId)))}
      >
        {familyName}, {givenName}
      </button>{' '}
      <span className="s2">
        {[
          bed,
          birthDate === null ? null : `${t('born')} ${format.numericDate(birthDate)}`,
          mrn === null ? null : `${t('mrn')} ${mrn}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </p>
  );
};

const answerLook: Record<Attendance, { icon: IconName; severity: string }> = {
  accepted: { icon: 'checkCircle', severity: 'ok' },
  tentative: { icon: 'clock', severity: 'soon' },
  declined: { icon: 'close', severity: 'today' },
  'needs-action': { icon: 'clock', severity: 'soon' },
};

/** One person with their answer; own answers, and those of who may write, are changed here. */
const ParticipantRow = ({
  participant,
  appointment,
  changes,
}: {
  participant: Participant;
  appointment: Appointment;
  changes: Changes;
}): ReactElement => {
  const { t } = useTranslation('calendar');
  const { user } = useSession();
  const roleName = useRoleName();
  const offerUndo = useOfferUndo();
  const { run, isRunning } = useCommand('appointments.attend');
  const { name, role, status, userId } = participant;
  const isMe = userId === user.id;
  const mayAnswer = name !== null && (isMe || appointment.mayWrite);
  const look = answerLook[status];
  const answer = async (next: Attendance): Promise<void> => {
    const outcome = await run({
      seriesId: appointment.seriesId,
      participantId: participant.id,
      rowVersion: participant.rowVersion,
      status: next,
    });
    if (!outcome.ok) offerUndo(changes.errorText(outcome.error), null);
    else
      changes.offer(t('answered', { name, answer: t(`attendance.${next}`) }), {
        seriesId: appointment.seriesId,
        undo: outcome.value.undo,
      } satisfies Pick<Changed, 'seriesId' | 'undo'>);
  };
  return (
    <li>
      <Avatar name={name} me={isMe} />
      <span className="grow who">
        <span className="m">{name ?? t('nobodyYet')}</span>
        <span className="t-cap">{roleName(role)}</span>
      </span>
      {name === null ? (
        <span className="sev today">
          <Icon name="alert" size={14} />
          {t('roleOpen')}
        </span>
      ) : mayAnswer ? (
        <span className={`sev ${look.severity}`}>
          <Icon name={look.icon} size={14} />
          <select
            className="quiet-select"
            aria-label={t('answerOf', { name })}
            disabled={isRunning}
            value={status}
            onChange={(event) => void answer(event.target.value as Attendance)}
          >
            {attendances.map((each) => (
              <option key={each} value={each}>
                {t(`attendance.${each}`)}
              </option>
            ))}
          </select>
        </span>
      ) : (
        <span className={`sev ${look.severity}`}>
          <Icon name={look.icon} size={14} />
          {t(`attendance.${status}`)}
        </span>
      )}
    </li>
  );
};
