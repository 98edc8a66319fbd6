/** Calls of one person through the pipeline over an open store, as the window makes them. */
import type { Store } from '../../db/connection';
import { unitsOfUser, userByName } from '../../db/users';
import type { SignedInUser } from '../../electron/ipc/context';
import { runCall, type PipelineHost, type Registry } from '../../electron/ipc/pipeline';
import { SeenLists } from '../../electron/ipc/seen-lists';
import { handlers } from '../../electron/services';
import { calls, type Calls } from '../../shared/contract';
import type { CallDeclaration } from '../../shared/contract/define';
import { benchNow, benchZone } from './hospitals';

type Input<K extends keyof Calls> = Calls[K] extends CallDeclaration<infer I, unknown> ? I : never;
type Output<K extends keyof Calls> = Exclude<Calls[K]['output'], undefined>;

export interface Caller {
  user: SignedInUser;
  call: <K extends keyof Calls>(name: K, input: Input<K>) => Promise<Output<K>>;
}

const signedIn = async (store: Store, signInName: string): Promise<SignedInUser> =>
  store.transaction(async (trx) => {
    const row = await userByName(trx, signInName);
    if (!row) throw new Error(`the hospital has no ${signInName}`);
    const { id, givenName, familyName, role } = row;
    const unitIds = (await unitsOfUser(trx, row)).map((unit) => unit.id);
    return {
      ...{ id, signInName, givenName, familyName, role, unitIds },
      mustChangePassphrase: false,
      confirmedAt: benchNow,
    };
  });

/** Lets a person of the store make calls. */
export const callerOf = async (store: Store, signInName: string): Promise<Caller> => {
  const user = await signedIn(store, signInName);
  const session = { store, user, seen: new SeenLists() };
  const host: PipelineHost = {
    clock: { now: () => benchNow, zone: () => benchZone },
    workstation: 'bench',
    session: () => session,
    isLocking: () => false,
    emit: () => undefined,
    logCrash: (_reference, _call, error) => {
      throw error;
    },
  };
  const registry = {
    ...{ calls, handlers, ownCalls: {}, ownHandlers: {}, host },
  } as unknown as Registry<PipelineHost>;
  return {
    user,
    call: async (name, input) => {
      const answer = await runCall(registry, name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
      return answer.value as never;
    },
  };
};
