/** Parts of the window that the lock screen can do without: they come with MUI and every feature's words. */
import { lazy, type ComponentType, type LazyExoticComponent, type ReactElement } from 'react';
import { addAllWords } from './i18n';

/** A part that is loaded when it is first shown, or with `load` before. */
export const lazyPart = <Props extends object>(
  loadPart: () => Promise<ComponentType<Props>>,
): { Part: LazyExoticComponent<ComponentType<Props>>; load: () => Promise<unknown> } => {
  const load = async (): Promise<{ default: ComponentType<Props> }> => {
    const [{ Themed }, Part] = await Promise.all([import('./Themed'), loadPart(), addAllWords()]);
    const ThemedPart = (props: Props): ReactElement => (
      <Themed>
        <Part {...props} />
      </Themed>
    );
    return { default: ThemedPart };
  };
  let loaded: ReturnType<typeof load> | null = null;
  const once = (): ReturnType<typeof load> => (loaded ??= load());
  return { Part: lazy(once), load: once };
};
