package io.weft.yarn.client.submission;

import io.weft.hdfs.EngineCache;
import io.weft.yarn.appmaster.launch.ContainerFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/** The engine in the cluster. */
final class Engine {

    private Engine() {}

    /**
     * Makes sure that the engine lies in the cache.
     *
     * @param jars the directory of its jars on this machine
     * @return what containers get
     */
    static LocalResource provide(EngineCache cache, Path jars) throws IOException {
        EngineArchive archive = EngineArchive.of(jars);
        FileStatus file = cache.add(archive.fileName(), archive::writeTo);
        // A NodeManager keeps public files for all users and private ones for this user; both for as long as it has
        // room.
        LocalResourceVisibility visibility =
                cache.isPublic(file) ? LocalResourceVisibility.PUBLIC : LocalResourceVisibility.PRIVATE;
        return ContainerFiles.resource(file, LocalResourceType.ARCHIVE, visibility);
    }
}
