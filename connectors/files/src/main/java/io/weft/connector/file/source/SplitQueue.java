package io.weft.connector.file.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The splits that no reader has. A reader gets one that its own host stores, if there is one; else the oldest. Owned by the
 * enumerator's thread.
 */
final class SplitQueue {

    private final Set<FileSourceSplit> pending = new LinkedHashSet<>();
    /** Splits by host; those that are no longer pending are dropped when they are met. */
    private final Map<String, Deque<FileSourceSplit>> byHost = new HashMap<>();

    void addAll(Collection<FileSourceSplit> splits) {
        for (FileSourceSplit split : splits) {
            pending.add(split);
            for (String host : split.hostnames()) {
                byHost.computeIfAbsent(normalized(host), unused -> new ArrayDeque<>())
                        .add(split);
            }
        }
    }

    /** Takes the best split for a reader on {@code host}, which may be null; empty if there is none at all. */
    Optional<FileSourceSplit> poll(String host) {
        FileSourceSplit local = host == null ? null : pollLocal(normalized(host));
        if (local != null) {
            return Optional.of(local);
        }
        Optional<FileSourceSplit> oldest = pending.stream().findFirst();
        oldest.ifPresent(pending::remove);
        return oldest;
    }

    private FileSourceSplit pollLocal(String host) {
        Deque<FileSourceSplit> local = byHost.getOrDefault(host, new ArrayDeque<>());
        while (!local.isEmpty()) {
            FileSourceSplit split = local.poll();
            if (pending.remove(split)) {
                return split;
            }
        }
        return null;
    }

    List<FileSourceSplit> remaining() {
        return List.copyOf(pending);
    }

    /** Hosts are written with and without their domain. */
    private static String normalized(String host) {
        int dot = host.indexOf('.');
        boolean address = Character.isDigit(host.charAt(0)) || host.indexOf(':') >= 0;
        return (dot < 0 || address ? host : host.substring(0, dot)).toLowerCase(Locale.ROOT);
    }
}
