/** One bed: its name, whether it can be used, why not; and taking away one that was never used. */
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { bedStatuses, type Bed, type BedStatus, type Room } from '../../../shared/units/unit';
import { useCommand } from '../../app/api';
import { useFeatureErrorText } from '../../app/error-text';
import { useOfferUndo } from '../../app/undo';
import { Field } from '../../components/Field';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';

export const BedDialog = ({
  unitId,
  room,
  bed,
  onClose,
}: {
  unitId: string;
  room: Room;
  bed: Bed;
  onClose: () => void;
}): ReactElement => {
  const { t } = useTranslation('units');
  const { t: tApp } = useTranslation('app');
  const errorText = useFeatureErrorText('units');
  const titleId = useId();
  const offerUndo = useOfferUndo();
  const [roomName, setRoomName] = useState(room.name);
  const [name, setName] = useState(bed.name);
  const [status, setStatus] = useState<BedStatus>(bed.status);
  const [note, setNote] = useState(bed.statusNote ?? '');
  const [missing, setMissing] = useState(false);
  const change = useCommand('units.changeBed');
  const rename = useCommand('units.renameRoom');
  const remove = useCommand('units.removeBed');
  const restore = useCommand('units.addRooms');
  const error = rename.error ?? change.error ?? remove.error;
  const isBusy = change.isRunning || rename.isRunning || remove.isRunning;

  const save = async (): Promise<void> => {
    if (name.trim() === '' || roomName.trim() === '') {
      setMissing(true);
      return;
    }
    if (roomName.trim() !== room.name) {
      const renamed = await rename.run({
        id: room.id,
        rowVersion: room.rowVersion,
        name: roomName,
      });
      if (!renamed.ok) return;
    }
    const outcome = await change.run({
      id: bed.id,
      rowVersion: bed.rowVersion,
      name,
      status,
      statusNote: status === 'open' || note.trim() === '' ? null : note,
    });
    if (outcome.ok) onClose();
  };
  const takeAway = async (): Promise<void> => {
    const outcome = await remove.run({ id: bed.id, rowVersion: bed.rowVersion });
    if (!outcome.ok) return;
    onClose();
    offerUndo(t('bedGone', { bed: bed.name }), () =>
      restore.run({ unitId, rooms: [{ name: room.name, beds: [bed.name] }] }),
    );
  };
  const problemOf = (value: string): string | undefined =>
    missing && value.trim() === '' ? t('missing') : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      slotProps={{ paper: { sx: { width: 420, p: 5 } } }}
    >
      <form
        className="stack"
        aria-labelledby={titleId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <h2 className="t-subject" id={titleId}>
          {t('bedTitle', { bed: bed.name })}
        </h2>
        <div className="unit-fields">
          <Field label={t('bedName')} problem={problemOf(name)}>
            {(control) => (
              <input
                {...control}
                autoFocus
                spellCheck={false}
                maxLength={40}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('room')} problem={problemOf(roomName)}>
            {(control) => (
              <input
                {...control}
                spellCheck={false}
                maxLength={40}
                value={roomName}
                onChange={(event) => setRoomName(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Field label={t('status')} help={bed.occupied ? t('occupiedHelp') : undefined}>
          {(control) => (
            <select
              {...control}
              disabled={bed.occupied}
              value={status}
              onChange={(event) =>
                setStatus(bedStatuses.find((each) => each === event.target.value) ?? 'open')
              }
            >
              {bedStatuses.map((each) => (
                <option key={each} value={each}>
                  {t(`bedStatus.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {status === 'open' ? null : (
          <Field label={t('statusNote')} optional>
            {(control) => (
              <input
                {...control}
                maxLength={120}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        )}
        {error ? (
          <div className="problem" role="alert">
            <Icon name="alert" size={14} />
            {error.code === 'conflict' ? t('conflict') : errorText(error)}
          </div>
        ) : null}
        <div className="row wrap">
          <Button type="submit" variant="contained" disabled={isBusy}>
            {t('save')} <Key keys="Enter" on />
          </Button>
          <Button variant="text" onClick={onClose}>
            {tApp('cancel')}
          </Button>
          {bed.used ? (
            <span className="help end">{t('usedHelp')}</span>
          ) : (
            <span className="end">
              <Button variant="text" disabled={isBusy} onClick={() => void takeAway()}>
                {t('takeAway')}
              </Button>
            </span>
          )}
        </div>
      </form>
    </Dialog>
  );
};
