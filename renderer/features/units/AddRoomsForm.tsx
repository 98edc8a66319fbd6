/** More rooms and beds for a unit. */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRooms } from '../../../shared/units/rooms';
import type { Unit } from '../../../shared/units/unit';
import { useCommand } from '../../app/api';
import { useDraft } from '../../app/drafts';
import { useFeatureErrorText } from '../../app/error-text';
import { useThrowAway } from '../../app/leave-form';
import { useStandsOpen } from '../../app/open-forms';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { RoomsField } from './RoomsField';

export const roomsDraft = (unit: Unit): string => `units.rooms:${unit.id}`;

export const AddRoomsForm = ({
  unit,
  onDone,
}: {
  unit: Unit;
  onDone: () => void;
}): ReactElement => {
  const { t } = useTranslation('units');
  const { t: tApp } = useTranslation('app');
  const errorText = useFeatureErrorText('units');
  const draft = useDraft(roomsDraft(unit));
  useStandsOpen(roomsDraft(unit));
  const [marked, setMarked] = useState(false);
  const { run, isRunning, error, reset } = useCommand('units.addRooms');
  const throwAway = useThrowAway();
  const leave = (): void => {
    draft.clear();
    onDone();
  };
  const save = async (): Promise<void> => {
    setMarked(true);
    const parsed = parseRooms(draft.text);
    if (!parsed.ok) return;
    const outcome = await run({ unitId: unit.id, rooms: parsed.rooms });
    if (outcome.ok) leave();
  };
  return (
    <form
      className="box stack"
      aria-label={t('addRoomsOf', { unit: unit.name })}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone();
      }}
    >
      <RoomsField
        value={draft.text}
        marked={marked}
        autoFocus
        onChange={(value) => {
          draft.set(value);
          reset();
        }}
      />
      {error ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {errorText(error)}
        </div>
      ) : null}
      <div className="row">
        <Button type="submit" variant="contained" disabled={isRunning}>
          {t('addRoomsDo')} <Key keys="Enter" on />
        </Button>
        <Button
          variant="text"
          onClick={() => {
            throwAway(roomsDraft(unit), t('addRoomsOf', { unit: unit.name }));
            onDone();
          }}
        >
          {tApp('cancel')}
        </Button>
      </div>
    </form>
  );
};
