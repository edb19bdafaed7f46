package io.weft.jobmanager.checkpoint;

import io.weft.model.checkpoint.OperatorStateSnapshot;
import io.weft.model.checkpoint.OperatorStateSnapshot.StateList;
import io.weft.model.checkpoint.TaskRestore.Items;
import io.weft.model.checkpoint.TaskRestore.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Spreads one operator's lists. A SPLIT list is taken as the concatenation of what all subtasks had, and cut in as many runs of equal
 * length as there are subtasks now; if there are as many as before, each keeps its own.
 */
final class OperatorStateShares {

    /** By former subtask; null where one had none. */
    private final List<OperatorStateSnapshot> former;

    private final int parallelism;
    /** How many items the SPLIT list of a name has in all. */
    private final Map<String, Long> totals = new LinkedHashMap<>();
    /** The former subtasks that had the BROADCAST list of a name. */
    private final Map<String, List<Integer>> holders = new LinkedHashMap<>();

    OperatorStateShares(List<OperatorStateSnapshot> former, int parallelism) {
        this.former = former;
        this.parallelism = parallelism;
        for (int i = 0; i < former.size(); i++) {
            for (StateList list : lists(i)) {
                switch (list.mode()) {
                    case SPLIT -> totals.merge(list.name(), (long) list.items(), Long::sum);
                    case BROADCAST ->
                        holders.computeIfAbsent(list.name(), name -> new ArrayList<>())
                                .add(i);
                    case UNION -> {
                        // Everybody gets all of it.
                    }
                }
            }
        }
    }

    private List<StateList> lists(int formerSubtask) {
        OperatorStateSnapshot snapshot = former.get(formerSubtask);
        return snapshot == null ? List.of() : snapshot.lists();
    }

    /** What the subtask gets. */
    List<Share> of(int subtask) {
        Map<String, Long> passed = new LinkedHashMap<>();
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < former.size(); i++) {
            List<Items> items = new ArrayList<>();
            for (StateList list : lists(i)) {
                Items share = switch (list.mode()) {
                    case SPLIT -> split(list, passed.getOrDefault(list.name(), 0L), i, subtask);
                    case UNION -> new Items(list.name(), 0, list.items());
                    case BROADCAST -> new Items(list.name(), 0, holder(list.name(), subtask) == i ? list.items() : 0);
                };
                passed.merge(list.name(), (long) list.items(), Long::sum);
                if (share.count() > 0) {
                    items.add(share);
                }
            }
            if (!items.isEmpty()) {
                shares.add(new Share(former.get(i), items));
            }
        }
        return shares;
    }

    private Items split(StateList list, long before, int formerSubtask, int subtask) {
        if (former.size() == parallelism) {
            return new Items(list.name(), 0, formerSubtask == subtask ? list.items() : 0);
        }
        long total = totals.get(list.name());
        long from = Math.max(before, total * subtask / parallelism);
        long to = Math.min(before + list.items(), total * (subtask + 1) / parallelism);
        return new Items(list.name(), (int) Math.max(0, from - before), (int) Math.max(0, to - from));
    }

    private int holder(String list, int subtask) {
        List<Integer> subtasks = holders.get(list);
        return subtasks.get(subtask % subtasks.size());
    }
}
