/**
 * Holds what a person is typing in main's memory and writes it encrypted at most every 500 ms
 * (security.md, Session): a killed program loses at most that.
 */
import { deleteDrafts, draftsOf, saveDrafts } from '../../db/drafts';
import type { Store } from '../../db/connection';
import type { Draft } from '../../shared/contract/drafts';
import type { Clock } from '../../shared/time';

type Kept = Omit<Draft, 'updatedAt'>;

const writeEveryMs = 500;

/** Forms that only remember where a person was; they are no unfinished text to be told of. */
const isText = (form: string): boolean => !form.startsWith('app.');

export class DraftKeeper {
  readonly #pending = new Map<string, Kept | null>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly store: Store,
    private readonly userId: string,
    private readonly clock: Clock,
  ) {}

  /** Takes the whole text of a field. */
  put(draft: Kept): void {
    this.#pending.set(draft.form, draft);
    this.#schedule();
  }

  /** The text was saved, or thrown away on purpose. */
  drop(form: string): void {
    this.#pending.set(form, null);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer ??= setTimeout(() => void this.write().catch(() => undefined), writeEveryMs);
  }

  /** Writes what is pending; resolves when it is on disk. */
  write(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = [...this.#pending];
    this.#pending.clear();
    const writing = this.#writing.then(() => this.#writeBatch(batch));
    // The next write waits for this one's end, not for its success.
    this.#writing = writing.catch(() => undefined);
    return writing;
  }

  async #writeBatch(batch: readonly [string, Kept | null][]): Promise<void> {
    if (batch.length === 0) return;
    try {
      await this.store.transaction(async (trx) => {
        const at = this.clock.now();
        const kept = batch.flatMap(([, draft]) => (draft && draft.text !== '' ? [draft] : []));
        const gone = batch.flatMap(([form, draft]) => (draft && draft.text !== '' ? [] : [form]));
        await saveDrafts(trx, this.userId, kept, at);
        if (gone.length > 0) await deleteDrafts(trx, this.userId, gone);
      });
    } catch (error) {
      // A full disk: the text stays in memory and is tried again.
      for (const [form, draft] of batch)
        if (!this.#pending.has(form)) this.#pending.set(form, draft);
      this.#schedule();
      throw error;
    }
  }

  /** Everything of this person, the newest state first written. */
  async list(): Promise<Draft[]> {
    await this.write();
    return this.store.transaction((trx) => draftsOf(trx, this.userId));
  }

  /** How many unfinished texts are kept: the lock screen tells it. */
  async countTexts(): Promise<number> {
    return (await this.list()).filter(({ form }) => isText(form)).length;
  }

  /** Ends the timer; nothing is written any more. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
