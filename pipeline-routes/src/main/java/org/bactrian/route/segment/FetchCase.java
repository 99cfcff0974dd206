package org.bactrian.route.segment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bactrian.event.CaseEvent.Submitted;
import org.bactrian.route.NamedObjects;
import org.bactrian.route.WorkRoot;
import org.bactrian.store.ObjectKey;
import org.bactrian.volume.BadCaseException;

/**
 * Downloads the scan, and the truth where one is known, to a new folder. The result's place is derived from what
 * arrived, so that a scan or truth replaced in the meantime gets a result of its own.
 */
final class FetchCase implements Function<Submitted, CaseWork> {

    private static final int LONGEST_NAME = 100;

    private final NamedObjects objects;
    private final ResultFolders folders;
    private final WorkRoot root;
    private final long largestBytes;
    private final long diskBytes;

    /**
     * The word.
     *
     * @param largestBytes the size of the largest object to accept
     * @param diskBytes the size of the disk below the root: what is larger does not fit when all else is gone
     */
    FetchCase(NamedObjects objects, ResultFolders folders, WorkRoot root, long largestBytes, long diskBytes) {
        this.objects = objects;
        this.folders = folders;
        this.root = root;
        this.largestBytes = largestBytes;
        this.diskBytes = diskBytes;
    }

    @Override
    public CaseWork apply(Submitted submitted) {
        requireRoom(submitted);
        return root.filled(submitted.caseId(), folder -> fetched(submitted, folder));
    }

    private CaseWork fetched(Submitted submitted, Path folder) {
        List<Path> inputs = new ArrayList<>();
        List<String> etags = new ArrayList<>();
        for (ObjectKey input : submitted.inputs()) {
            Path file = folder.resolve("%d-%s".formatted(inputs.size(), safeName(input)));
            etags.add(objects.download(input, file).etag());
            inputs.add(file);
        }
        Optional<Path> truth = submitted.truth().map(key -> folder.resolve("truth-" + safeName(key)));
        Optional<String> truthEtag = truth.map(
                file -> objects.download(submitted.truth().orElseThrow(), file).etag());
        ResultFolder results = folders.of(submitted.caseId(), etags, truthEtag);
        return new CaseWork(submitted, results, folder, inputs, truth, Map.of());
    }

    private void requireRoom(Submitted submitted) {
        long all = 0;
        for (ObjectKey key : files(submitted)) {
            long size = objects.stat(key).size();
            if (size > largestBytes) {
                throw BadCaseException.of(key.toString(), "size", size + " bytes", "at most " + largestBytes);
            }
            all += size;
        }
        if (all > diskBytes) {
            throw BadCaseException.of(
                    submitted.caseId(),
                    "size of all files",
                    all + " bytes",
                    "at most %d, the whole disk of the work folder".formatted(diskBytes));
        }
    }

    private static List<ObjectKey> files(Submitted submitted) {
        return Stream.concat(submitted.inputs().stream(), submitted.truth().stream())
                .toList();
    }

    /** The end of an object's name, which any file system takes and which still tells a person what it is. */
    private static String safeName(ObjectKey key) {
        String name = key.name().replaceAll("[^A-Za-z0-9._-]", "_");
        return name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }
}
