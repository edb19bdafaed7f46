package io.weft.api.fs;

import java.util.List;

/** The machines that have a part of a file. */
public final class BlockLocation {

    private final List<String> hosts;
    private final long offset;
    private final long length;

    /**
     * @param hosts names of the machines
     * @param offset of the part in the file, in bytes
     * @param length of the part in bytes
     */
    public BlockLocation(List<String> hosts, long offset, long length) {
        this.hosts = List.copyOf(hosts);
        this.offset = offset;
        this.length = length;
    }

    public String[] getHosts() {
        return hosts.toArray(String[]::new);
    }

    public long getOffset() {
        return offset;
    }

    public long getLength() {
        return length;
    }
}
