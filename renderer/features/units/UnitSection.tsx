/** One unit: its facts, what can be done, and its beds by room as they are walked. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bed, Room, Unit } from '../../../shared/units/unit';
import { useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { wasOpenAtLock } from '../../app/open-forms';
import { useOfferUndo } from '../../app/undo';
import { Icon } from '../../components/Icon';
import { LeftUnsaved } from '../../components/LeftUnsaved';
import { AddRoomsForm, roomsDraft } from './AddRoomsForm';
import { BedDialog } from './BedDialog';
import { draftName } from './unit-form';
import { UnitForm } from './UnitForm';

const stateOf = (bed: Bed): string => (bed.occupied ? 'occupied' : bed.status);

const BedTile = ({ bed, onOpen }: { bed: Bed; onOpen: () => void }): ReactElement => {
  const { t } = useTranslation('units');
  const state = stateOf(bed);
  return (
    <button
      type="button"
      className={`bed-tile ${state}`}
      title={bed.statusNote ?? undefined}
      onClick={onOpen}
    >
      <b>{bed.name}</b>
      <span>{t(`bedState.${state}`)}</span>
    </button>
  );
};

export const UnitSection = ({ unit }: { unit: Unit }): ReactElement => {
  const { t } = useTranslation('units');
  const errorText = useFeatureErrorText('units');
  const offerUndo = useOfferUndo();
  const [changing, setChanging] = useState(() => wasOpenAtLock(draftName(unit)));
  const [adding, setAdding] = useState(() => wasOpenAtLock(roomsDraft(unit)));
  const [opened, setOpened] = useState<string | null>(null);
  const { run, isRunning, error } = useCommand('units.setActive');
  const setActive = async (active: boolean): Promise<void> => {
    const outcome = await run({ id: unit.id, rowVersion: unit.rowVersion, active });
    if (!outcome.ok) return;
    const { rowVersion } = outcome.value;
    offerUndo(t(active ? 'wasOpened' : 'wasClosed', { unit: unit.name }), () =>
      run({ id: unit.id, rowVersion, active: !active }),
    );
  };
  const beds = unit.rooms.flatMap((room) => room.beds.map((bed) => ({ bed, room })));
  const chosen: { bed: Bed; room: Room } | undefined = beds.find(({ bed }) => bed.id === opened);
  const facts = [
    t('roomCount', { count: unit.rooms.length }),
    t('bedCount', { count: beds.length }),
    t('stayCount', { count: unit.stays }),
    t('peopleCount', { count: unit.people }),
  ];
  const action = (key: string, act: () => void): ReactElement => (
    <Button size="small" aria-label={t(`${key}Of`, { unit: unit.name })} onClick={act}>
      {t(key)}
    </Button>
  );
  return (
    <section className="unit" aria-label={unit.name}>
      <div className="section-head unit-head">
        <h2>{unit.name}</h2>
        {unit.active ? null : <span className="pill plain">{t('closed')}</span>}
        <span className="n">{facts.join(', ')}</span>
        <span className="row end">
          {action('change', () => setChanging(true))}
          {action('addRooms', () => setAdding(true))}
          <Button
            size="small"
            variant="text"
            disabled={isRunning}
            aria-label={t(unit.active ? 'closeOf' : 'openOf', { unit: unit.name })}
            onClick={() => void setActive(!unit.active)}
          >
            {t(unit.active ? 'close' : 'open')}
          </Button>
        </span>
      </div>
      <p className="t-cap">
        {unit.specialty === null ? '' : `${unit.specialty}. `}
        {t('facts', { time: unit.usualLeavingTime, limit: unit.headLimit })}{' '}
        {unit.feedCodes.length === 0
          ? t('noCodes')
          : t('codes', { codes: unit.feedCodes.join(', ') })}
      </p>
      {error ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {errorText(error)}
        </div>
      ) : null}
      <LeftUnsaved
        form={draftName(unit)}
        what={t('changeOf', { unit: unit.name })}
        onGoOn={() => setChanging(true)}
      />
      <LeftUnsaved
        form={roomsDraft(unit)}
        what={t('addRoomsOf', { unit: unit.name })}
        onGoOn={() => setAdding(true)}
      />
      {changing ? <UnitForm unit={unit} onDone={() => setChanging(false)} /> : null}
      {adding ? <AddRoomsForm unit={unit} onDone={() => setAdding(false)} /> : null}
      {beds.length === 0 ? <p className="s2">{t('noBeds')}</p> : null}
      <ul className="room-grid">
        {unit.rooms.map((room) => (
          <li key={room.id} className="room">
            <span className="room-name">{room.name}</span>
            <span className="room-beds">
              {room.beds.map((bed) => (
                <BedTile key={bed.id} bed={bed} onOpen={() => setOpened(bed.id)} />
              ))}
            </span>
          </li>
        ))}
      </ul>
      {chosen ? (
        <BedDialog
          key={chosen.bed.id}
          unitId={unit.id}
          room={chosen.room}
          bed={chosen.bed}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </section>
  );
};
