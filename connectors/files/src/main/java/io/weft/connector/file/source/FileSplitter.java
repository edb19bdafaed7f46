package io.weft.connector.file.source;

import io.weft.api.fs.BlockLocation;
import io.weft.api.fs.FileStatus;
import io.weft.api.fs.FileSystem;
import io.weft.connector.file.source.FileSourceSplit.FileVersion;
import io.weft.connector.file.source.FileSourceSplit.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts files into ranges no longer than a block, each with the hosts that store it. Where there are too few blocks to keep all
 * readers busy, ranges are shorter than a block.
 *
 * @param splittable false if the format reads files in one piece
 * @param minSplitBytes below this a range is not worth its own split
 */
record FileSplitter(boolean splittable, long minSplitBytes) {

    /** A reader that ends early then takes work from the others. */
    private static final int SPLITS_A_READER = 4;

    List<FileSourceSplit> split(List<FileStatus> files, int readers) throws IOException {
        long totalBytes = files.stream().mapToLong(FileStatus::getLen).sum();
        long fairShareBytes = Math.max(minSplitBytes, totalBytes / ((long) SPLITS_A_READER * readers));
        List<FileSourceSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            if (file.getLen() > 0) {
                splits.addAll(split(file, fairShareBytes));
            }
        }
        return splits;
    }

    private List<FileSourceSplit> split(FileStatus status, long fairShareBytes) throws IOException {
        long sizeBytes = status.getLen();
        FileVersion file = new FileVersion(status.getPath(), status.getModificationTime(), sizeBytes);
        FileSystem fileSystem = status.getPath().getFileSystem();
        BlockLocation[] blocks = fileSystem.getFileBlockLocations(status, 0, sizeBytes);
        boolean whole = !splittable || Compression.of(status.getPath()) != Compression.NONE;
        List<FileSourceSplit> splits = new ArrayList<>();
        long blockBytes = status.getBlockSize() > 0 ? status.getBlockSize() : sizeBytes;
        long offset = 0;
        while (offset < sizeBytes) {
            // Within a block, so that one host has it all.
            long toBlockEnd = blockBytes - offset % blockBytes;
            long length = whole ? sizeBytes : Math.min(Math.min(toBlockEnd, fairShareBytes), sizeBytes - offset);
            splits.add(new FileSourceSplit(file, new Range(offset, length), hostsOf(blocks, offset), null));
            offset += length;
        }
        return splits;
    }

    private static List<String> hostsOf(BlockLocation[] blocks, long offset) throws IOException {
        for (BlockLocation block : blocks) {
            if (block.getOffset() <= offset && offset < block.getOffset() + block.getLength()) {
                return Arrays.asList(block.getHosts());
            }
        }
        return List.of();
    }
}
