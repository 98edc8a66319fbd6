/** The lists of `resources/lists/` that proposals are made of, checked once when main loads. */
import proposals from '../../resources/lists/proposals.json';
import bundles from '../../resources/lists/task-bundles.json';
import taskKinds from '../../resources/lists/task-kinds.json';
import { proposalListsOf } from '../../shared/proposals/lists';

export const proposalLists = proposalListsOf({ taskKinds, bundles, proposals });
