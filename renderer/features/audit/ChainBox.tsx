/** Is the chain whole? The last walk, a new one with progress, and the first broken entry. */
import Button from '@mui/material/Button';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditAbout } from '../../../shared/audit/audit';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { stay } from '../../app/navigation';
import { useMinute } from '../../app/now';
import { useAppDispatch, useAppSelector } from '../../app/store';
import { useWork } from '../../app/work-context';
import { Icon } from '../../components/Icon';
import { useErrorText } from '../../components/PlaceState';

const walkJob = 'audit.verify';

export const ChainBox = ({
  about,
  onShow,
}: {
  about: AuditAbout | undefined;
  /** Shows the entries around one. */
  onShow: (seq: number) => void;
}): ReactElement => {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const { now, zone } = useMinute();
  const { job } = useWork();
  const verify = useCommand('audit.verify');
  const stop = useCommand('audit.stop');
  const when = (at: string): string =>
    `${format.date(localDateOf(at, zone), localDateOf(now, zone))}, ${format.time(at, zone)}`;
  // Asked for from the menu: the place says so once.
  const wanted = useAppSelector(({ navigation }) => navigation.present.params['walk'] === 'now');
  const { run } = verify;
  useEffect(() => {
    if (!wanted) return;
    dispatch(stay({ walk: 'begun' }));
    void run({});
  }, [wanted, dispatch, run]);
  const walking = job?.job === walkJob ? job : null;
  const broken = about?.lastWalk?.broken ?? about?.atOpening.broken ?? null;
  return (
    <section className={broken ? 'box chain broken' : 'box chain'} aria-label={t('chain')}>
      <div className="row wrap">
        <div className="grow" role="status">
          {verify.isRunning ? (
            <>
              <div className="m">
                {walking
                  ? t('walking', {
                      done: format.number(walking.done),
                      of: format.number(walking.of),
                    })
                  : t('walkingFirst')}
              </div>
              <progress
                className="chain-progress"
                aria-label={t('walkingFirst')}
                {...(walking ? { value: walking.done, max: walking.of } : {})}
              />
            </>
          ) : broken ? (
            <>
              <div className="sev overdue">
                <Icon name="alert" />
                {t('broken', { seq: format.number(broken.seq) })}
              </div>
              <p className="s2">{t(`brokenWhy.${broken.why}`)}</p>
            </>
          ) : about?.lastWalk ? (
            <div className="sev ok">
              <Icon name="checkCircle" />
              {t('whole', {
                when: when(about.lastWalk.at),
                count: about.lastWalk.walked,
                walked: format.number(about.lastWalk.walked),
              })}
            </div>
          ) : about ? (
            <div className="sev soon">
              <Icon name="clock" />
              {t('notYet', { count: about.atOpening.walked })}
            </div>
          ) : null}
        </div>
        {broken && !verify.isRunning ? (
          <Button onClick={() => onShow(broken.seq)}>{t('showBroken')}</Button>
        ) : null}
        {verify.isRunning ? (
          <Button disabled={stop.isRunning} onClick={() => void stop.run({})}>
            {t('stop')}
          </Button>
        ) : (
          <Button variant="contained" onClick={() => void verify.run({})}>
            {t('verify')}
          </Button>
        )}
      </div>
      {verify.error && verify.error.code !== 'cancelled' && !verify.isRunning ? (
        <div className="problem" role="alert">
          <Icon name="alert" size={14} />
          {errorText(verify.error)}
        </div>
      ) : null}
      {verify.error?.code === 'cancelled' && !verify.isRunning ? (
        <p className="s2" role="status">
          {t('stopped')}
        </p>
      ) : null}
    </section>
  );
};
