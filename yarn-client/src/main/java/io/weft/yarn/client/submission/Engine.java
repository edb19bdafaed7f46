package io.weft.yarn.client.submission;

import io.weft.api.config.Configuration;
import io.weft.api.config.StateBackendOptions;
import io.weft.hdfs.ContainerWorkspace;
import io.weft.hdfs.EngineCache;
import io.weft.yarn.appmaster.launch.ContainerFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/** The engine in the cluster. */
final class Engine {

    private Engine() {}

    /**
     * Makes sure that the engine lies in the cache, and RocksDB if the settings keep state there.
     *
     * @param jars the directory of the engine's jars on this machine, with RocksDB's in a directory below
     * @return what containers get, by the directories that they find it in
     */
    static Map<String, LocalResource> provide(EngineCache cache, Path jars, Configuration settings) throws IOException {
        Map<String, LocalResource> parts = new LinkedHashMap<>();
        parts.put(ContainerWorkspace.ENGINE, provide(cache, jars));
        if (settings.get(StateBackendOptions.STATE_BACKEND).equals("rocksdb")) {
            parts.put(ContainerWorkspace.ROCKSDB, provide(cache, jars.resolve(ContainerWorkspace.ROCKSDB)));
        }
        return parts;
    }

    private static LocalResource provide(EngineCache cache, Path jars) throws IOException {
        EngineArchive archive = EngineArchive.of(jars);
        FileStatus file = cache.add(archive.fileName(), archive::writeTo);
        // A NodeManager keeps public files for all users and private ones for this user; both for as long as it has
        // room.
        LocalResourceVisibility visibility =
                cache.isPublic(file) ? LocalResourceVisibility.PUBLIC : LocalResourceVisibility.PRIVATE;
        return ContainerFiles.resource(file, LocalResourceType.ARCHIVE, visibility);
    }
}
