/** The stay under the cursor at a glance: facts, what blocks, what is next, who to call (look.md: peek panel). */
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseloadPeek, CaseloadRow, CaseloadStay } from '../../../shared/caseload/caseload';
import { teamLines } from '../../../shared/patients/team';
import type { Task } from '../../../shared/tasks/task';
import { ageOn, daysBetween, localDateOf, stayDay } from '../../../shared/time';
import { useCall, useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useKey } from '../../app/keys';
import { useMinute } from '../../app/now';
import { useMay } from '../../app/session-context';
import { useOfferUndo } from '../../app/undo';
import { useSettled } from '../../app/use-settled';
import { DueLabel } from '../../components/DueLabel';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { EmptyState, ErrorPlace, Skeleton, useErrorText } from '../../components/PlaceState';
import { useDayWord, useStayLists } from '../encounters';
import './peek.css';

/** The cursor rests so long on a stay before its facts are asked for, which goes on record. */
const restMs = 150;
/** People to call that fit. */
const shownPeople = 5;

export const PeekPanel = ({
  row,
  onOpen,
  onNote,
  onClose,
}: {
  row: CaseloadRow | undefined;
  onOpen: () => void;
  onNote: () => void;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('caseload');
  const mayWrite = useMay('care.write');
  const stay = row?.kind === 'stay' ? row : null;
  useKey('n', onNote, stay !== null && mayWrite);
  return (
    <aside className="peek" aria-label={t('peek')}>
      <div className="peek-head">
        {row?.bed ? (
          <span className="bed">
            <Icon name="bed" size={14} /> {row.bed}
          </span>
        ) : null}
        <h2 className="t-subject grow">
          {stay ? `${stay.familyName}, ${stay.givenName}` : t('restricted')}
        </h2>
        <button
          type="button"
          className="icon-button"
          aria-label={t('closePeek')}
          aria-keyshortcuts="ArrowLeft"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <div className="peek-body">
        {stay ? (
          <Facts stay={stay} />
        ) : (
          <EmptyState icon="lock" title={t('restricted')}>
            {t('restrictedPeek')}
          </EmptyState>
        )}
      </div>
      {stay ? (
        <div className="peek-foot">
          <Button variant="contained" onClick={onOpen}>
            {t('openPatient')} <Key keys="Enter" on />
          </Button>
          {mayWrite ? (
            <Button onClick={onNote} aria-keyshortcuts="N">
              <Icon name="pencil" /> {t('note')} <Key keys="N" />
            </Button>
          ) : null}
        </div>
      ) : null}
    </aside>
  );
};

const Facts = ({ stay }: { stay: CaseloadStay }): ReactElement => {
  const { t } = useTranslation('caseload');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const dayWord = useDayWord();
  const { disposition, reason } = useStayLists();
  const settled = useSettled(stay.encounterId, restMs);
  const asked = settled === stay.encounterId ? { encounterId: settled } : null;
  const { data, error, refetch } = useCall('caseload.peek', asked);
  const edd = stay.expectedDischargeOn;
  return (
    <>
      <p className="s2">
        {[
          stay.birthDate === null
            ? null
            : `${t('born')} ${format.numericDate(stay.birthDate)}, ${ageOn(stay.birthDate, today)}`,
          stay.mrn === null ? null : `${t('mrn')} ${stay.mrn}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="s2">{data?.condition ?? data?.admitReason ?? ''}</p>
      <dl className="peek-facts">
        <Fact
          name={t('edd')}
          note={edd === null ? reason(stay.expectedDischargeUnknown) : dayWord(edd)}
        >
          {edd === null ? t('notSet') : format.weekdayDate(edd)}
        </Fact>
        <Fact name={t('whereTo')} note={stay.payer}>
          {disposition(stay.plannedDisposition) ?? t('unknown')}
        </Fact>
        <Fact
          name={t('ready')}
          note={
            stay.admittedAt === null ? null : t('day', { day: stayDay(stay.admittedAt, now, zone) })
          }
        >
          {t(`readiness.${stay.medicallyReady}`)}
        </Fact>
      </dl>
      {error ? <ErrorPlace error={error} onRetry={refetch} /> : null}
      {data ? <Told peek={data} /> : error ? null : <Skeleton rows={6} />}
    </>
  );
};

const Fact = ({
  name,
  note,
  children,
}: {
  name: string;
  note: string | null;
  children: ReactNode;
}): ReactElement => (
  <div>
    <dt>{name}</dt>
    <dd>
      <b className="b">{children}</b>
      <span className="sub">{note}</span>
    </dd>
  </div>
);

const Told = ({ peek }: { peek: CaseloadPeek }): ReactElement => {
  const { t } = useTranslation('caseload');
  const format = useFormat();
  const { now, zone } = useMinute();
  const today = localDateOf(now, zone);
  const people = [
    ...peek.contacts.map(({ id, name, relationship, phone }) => ({
      id,
      name,
      what: relationship,
      phone,
    })),
    ...teamLines(peek.team).map(({ id, name, organization, phone }) => ({
      id,
      name,
      what: organization,
      phone,
    })),
  ];
  // A person may stand among the contacts and in the team.
  const callable = people.filter(
    ({ name, phone }, index) =>
      people.findIndex((other) => other.name === name && other.phone === phone) === index,
  );
  return (
    <>
      <Part title={t('blocks')} count={peek.barriers.length} empty={t('blocksNothing')}>
        {peek.barriers.map(({ id, title, detail, removableBy, openedAt }) => (
          <li key={id}>
            <Icon name="barrier" size={14} />
            <span className="grow">
              <span className="m">{title}</span>
              {detail === null ? null : <span className="s2 detail">{detail}</span>}
              <span className="sub">
                {[
                  removableBy,
                  t('openDays', { count: daysBetween(localDateOf(openedAt, zone), today) }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </span>
          </li>
        ))}
      </Part>
      <Part title={t('next')} count={peek.tasks.length} empty={t('noTask')}>
        {peek.tasks.map((task) => (
          <NextTask key={task.id} task={task} />
        ))}
      </Part>
      <Part title={t('lastNote')} count={null} empty={t('noNote')}>
        {peek.lastNote === null ? null : (
          <li>
            <span className="grow">
              <span className="sub">
                {format.dateTime(peek.lastNote.createdAt, zone)}, {peek.lastNote.authorName}
              </span>
              <span className="last-note">{peek.lastNote.text}</span>
            </span>
          </li>
        )}
      </Part>
      <Part title={t('call')} count={null} empty={t('nobodyToCall')}>
        {callable.slice(0, shownPeople).map(({ id, name, what, phone }) => (
          <li key={id}>
            <span className="grow">
              {name} <span className="s3">{what}</span>
            </span>
            <span className="nw phone">
              <Icon name="phone" size={14} /> {phone}
            </span>
          </li>
        ))}
      </Part>
    </>
  );
};

const NextTask = ({ task }: { task: Task }): ReactElement => {
  const { t } = useTranslation('caseload');
  const mayWrite = useMay('care.write');
  const offerUndo = useOfferUndo();
  const errorText = useErrorText();
  const { run } = useCommand('tasks.setDone');
  const finish = async (): Promise<void> => {
    const { id, rowVersion, title } = task;
    const outcome = await run({ id, rowVersion, done: true });
    if (!outcome.ok) return offerUndo(errorText(outcome.error), null);
    return offerUndo(t('taskDone', { title }), () =>
      run({ id, rowVersion: outcome.value.rowVersion, done: false }),
    );
  };
  return (
    <li>
      {mayWrite ? (
        <Checkbox
          checked={false}
          sx={{ p: 0 }}
          onChange={() => void finish()}
          slotProps={{ input: { 'aria-label': t('finish', { title: task.title }) } }}
        />
      ) : null}
      <span className="grow">{task.title}</span>
      <DueLabel due={task} boxed />
    </li>
  );
};

const Part = ({
  title,
  count,
  empty,
  children,
}: {
  title: string;
  count: number | null;
  empty: string;
  children: ReactNode;
}): ReactElement => {
  const isEmpty = children === null || (Array.isArray(children) && children.length === 0);
  return (
    <section aria-label={title}>
      <h3 className="t-section">
        {title} {count === null || count === 0 ? null : <span className="n">{count}</span>}
      </h3>
      {isEmpty ? <p className="s3">{empty}</p> : <ul>{children}</ul>}
    </section>
  );
};
