/** Makes calls as a window would: through the pipeline, with permission, parsing and audit. */
import { calls, ownCalls, type AllCalls, type CallName } from '../../shared/contract';
import type { CallDeclaration } from '../../shared/contract/define';
import type { CallError } from '../../shared/errors';
import { runCall, type Registry } from '../../electron/ipc/pipeline';
import { handlers, ownHandlers } from '../../electron/services';
import type { PlainHost } from './plain-host';

type Input<K extends CallName> = AllCalls[K] extends CallDeclaration<infer I, unknown> ? I : never;
type Output<K extends CallName> = Exclude<AllCalls[K]['output'], undefined>;

/** Thrown for an answer that is an error. */
export class CallFailed extends Error {
  constructor(readonly error: CallError) {
    super(`${error.code}: ${error.message}`);
  }
}

/** Calls and answers with the value, or throws what the window would be told. */
export const call = async <K extends CallName>(
  host: PlainHost,
  name: K,
  input: Input<K>,
): Promise<Output<K>> => {
  const registry = {
    calls,
    handlers,
    ownCalls,
    ownHandlers,
    host,
  } as unknown as Registry<PlainHost>;
  const answer = await runCall(registry, name, input);
  if (!answer.ok) throw new CallFailed(answer.error);
  return answer.value as Output<K>;
};
