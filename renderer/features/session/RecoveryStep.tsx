/**
 * The recovery key, shown once: print it, then type three groups back with them covered. The same
 * in set-up and when an administrator makes a new key.
 */
import Button from '@mui/material/Button';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { localDateOf } from '../../../shared/time';
import { useCommand } from '../../app/api';
import { useFormat } from '../../app/format';
import { useMinute } from '../../app/now';
import { Icon } from '../../components/Icon';
import { Key } from '../../components/Key';
import { useErrorText } from '../../components/PlaceState';
import { Field } from '../../components/Field';
import { Foot } from './Foot';
import type { ShownKey } from './set-up-form';
import { StepHead } from './StepHead';
import { TextField } from './TextField';

const groupLength = 4;

/** As the key is read: capitals, and the letters that are no part of it as the digits they look like. */
const plain = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');

const KeyGroups = ({
  shown,
  covered,
  label,
}: {
  shown: ShownKey;
  covered: boolean;
  label?: string;
}): ReactElement => {
  const { t } = useTranslation('session');
  return (
    <ol className="key-groups" aria-label={label}>
      {shown.recoveryKey.map((group, i) => (
        <li key={i} className="key-group">
          <small>{i + 1}</small>
          {covered && shown.askBack.includes(i + 1) ? (
            <span className="covered" aria-label={t('setUp.coveredGroup')} role="img">
              ••••
            </span>
          ) : (
            <span>{group}</span>
          )}
        </li>
      ))}
    </ol>
  );
};

export const RecoveryStep = ({
  shown,
  caption,
  keptIn,
  onKeptIn,
  onBack,
  onDone,
}: {
  shown: ShownKey;
  /** Stands above the title: which step this is. */
  caption?: string;
  keptIn: string;
  onKeptIn: (value: string) => void;
  onBack: () => void;
  onDone?: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const [covered, setCovered] = useState(false);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [marked, setMarked] = useState(false);
  const confirm = useCommand('session.confirmRecoveryKey');
  const typedOf = (group: number): string => plain(typed[String(group)] ?? '');
  const isRight = (group: number): boolean => typedOf(group) === shown.recoveryKey[group - 1];
  const left = shown.askBack.filter((group) => !isRight(group));
  const submit = async (): Promise<void> => {
    setMarked(true);
    if (left.length > 0) return;
    const groups = Object.fromEntries(
      shown.askBack.map((group) => [String(group), typedOf(group)]),
    );
    const outcome = await confirm.run({
      groups,
      keptIn: keptIn.trim() === '' ? null : keptIn,
    });
    if (outcome.ok && outcome.value.right) onDone?.();
  };
  return (
    <form
      className="step-body"
      aria-label={t('setUp.recoveryTitle')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="step-scroll stack">
        {caption === undefined ? null : <div className="t-cap">{caption}</div>}
        <StepHead title={t('setUp.recoveryTitle')} text={t('setUp.recoveryText')} />
        <KeyCard shown={shown} covered={covered} onShow={() => setCovered(false)} />
        <div>
          <h2 className="t-section">{t('setUp.typeBack')}</h2>
          <p className="help">{t('setUp.covered')}</p>
        </div>
        <div className="three-fields">
          {shown.askBack.map((group) => (
            <AskedGroup
              key={group}
              group={group}
              value={typed[String(group)] ?? ''}
              isRight={isRight(group)}
              missing={groupLength - typedOf(group).length}
              marked={marked}
              onFocus={() => setCovered(true)}
              onChange={(value) => setTyped({ ...typed, [String(group)]: value })}
            />
          ))}
        </div>
        <TextField label={t('setUp.keptIn')} optional value={keptIn} onChange={onKeptIn} />
        {confirm.error ? (
          <div className="problem" role="alert">
            {errorText(confirm.error)}
          </div>
        ) : null}
      </div>
      <Foot
        hint={left.length > 0 ? t('setUp.groupsLeft', { count: left.length }) : ''}
        onBack={onBack}
      >
        <Button type="submit" variant="contained" size="large" disabled={confirm.isRunning}>
          {t('setUp.finish')} <Key keys="Enter" on />
        </Button>
      </Foot>
    </form>
  );
};

/** The nine groups with what can be done with them. Never the clipboard. */
const KeyCard = ({
  shown,
  covered,
  onShow,
}: {
  shown: ShownKey;
  covered: boolean;
  onShow: () => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { now, zone } = useMinute();
  const print = useCommand('session.printRecoveryKey');
  const [printed, setPrinted] = useState<{ ok: boolean; at: string } | null>(null);
  const printNow = async (): Promise<void> => {
    const outcome = await print.run({});
    setPrinted({ ok: outcome.ok && outcome.value.printed, at: now });
  };
  return (
    <div>
      <div className="key-card" onCopy={(event) => event.preventDefault()}>
        <KeyGroups shown={shown} covered={covered} label={t('lock.recovery')} />
        <div className="key-foot">
          <Button disabled={print.isRunning} onClick={() => void printNow()}>
            <Icon name="printer" /> {t('setUp.print')}
          </Button>
          {covered ? (
            <Button variant="text" onClick={onShow}>
              <Icon name="eye" /> {t('setUp.showAgain')}
            </Button>
          ) : null}
          <span className="help">{t('setUp.noLetters')}</span>
        </div>
      </div>
      {printed === null ? null : (
        <div className={printed.ok ? 'good key-note' : 'problem key-note'} role="status">
          <Icon name={printed.ok ? 'check' : 'alert'} size={14} />
          {printed.ok
            ? t('setUp.printed', { time: format.time(printed.at, zone) })
            : t('setUp.notPrinted')}
        </div>
      )}
    </div>
  );
};

const AskedGroup = ({
  group,
  value,
  isRight,
  missing,
  marked,
  onFocus,
  onChange,
}: {
  group: number;
  value: string;
  isRight: boolean;
  /** Characters that are still to be typed. */
  missing: number;
  marked: boolean;
  onFocus: () => void;
  onChange: (value: string) => void;
}): ReactElement => {
  const { t } = useTranslation('session');
  const problem = isRight
    ? undefined
    : missing <= 0
      ? t('setUp.groupWrong')
      : marked
        ? t('setUp.groupMissing')
        : undefined;
  return (
    <Field
      label={t('setUp.group', { n: group })}
      problem={problem}
      help={
        isRight ? (
          <span className="good">
            <Icon name="check" size={14} /> {t('setUp.groupRight')}
          </span>
        ) : value === '' ? (
          t('setUp.groupHelp')
        ) : (
          t('setUp.groupMore', { count: Math.max(0, missing) })
        )
      }
    >
      {(control) => (
        <input
          {...control}
          className="input code"
          maxLength={8}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onFocus={onFocus}
          onChange={(event) => onChange(event.target.value.toUpperCase())}
        />
      )}
    </Field>
  );
};

/** What the printer puts on the paper, and what the key can and cannot. */
export const RecoverySheet = ({
  shown,
  hospitalName,
  keptIn,
  by,
}: {
  shown: ShownKey;
  hospitalName: string;
  keptIn: string;
  by: string;
}): ReactElement => {
  const { t } = useTranslation('session');
  const format = useFormat();
  const { now, zone } = useMinute();
  const covered = { ...shown, askBack: shown.askBack };
  return (
    <>
      <div className="paper" data-theme="light" aria-hidden="true">
        <p>{hospitalName}</p>
        <div className="paper-title">{t('sheet.title')}</div>
        <KeyGroups shown={covered} covered />
        <p>{t('sheet.number', { place: keptIn.trim() === '' ? '' : ` ${keptIn}.` })}</p>
        <hr />
        <p>
          <b>{t('sheet.use')}</b> {t('sheet.useText')}
        </p>
        <p>
          <b>{t('sheet.holder')}</b> {t('sheet.holderText')}
        </p>
        <div className="paper-sign">{t('sheet.received')}</div>
        <p className="paper-foot">
          {t('sheet.printed', {
            when: `${format.date(localDateOf(now, zone))}, ${format.time(now, zone)}`,
            by,
          })}
        </p>
      </div>
      <dl className="can">
        <dt>{t('sheet.can')}</dt>
        <dd>{t('sheet.canText')}</dd>
        <dt>{t('sheet.cannot')}</dt>
        <dd>{t('sheet.cannotText')}</dd>
      </dl>
    </>
  );
};
