/** The hours at the left, with the present time where it is. */
import { useContext, type ComponentType, type ReactElement, type ReactNode } from 'react';
import { localOf } from '../../../shared/time';
import { useMinute } from '../../app/now';
import { DayHeadsContext } from './DayHead';

const dayMinutes = 1440;

const Hours = ({ children }: { children?: ReactNode }): ReactElement => {
  const { now, zone } = useMinute();
  const heads = useContext(DayHeadsContext);
  const time = localOf(now, zone).slice(11);
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return (
    <div className="hours">
      {children}
      {heads?.days.has(heads.today) ? (
        <span className="now-label" style={{ top: `${(100 * minutes) / dayMinutes}%` }}>
          {time}
        </span>
      ) : null}
    </div>
  );
};

/** As the grid takes it: its published type forgets that it has children. */
export const HoursWithNow: ComponentType = Hours;
