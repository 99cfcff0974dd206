package org.bactrian.file;

import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** What is accepted of a zip that nobody vouches for: no name leads out of it, and no entry unpacks to far more than it is. */
public final class ZipLimits {

    /** Weights hardly shrink, and plans by a factor of 20. */
    public static final int LARGEST_RATIO = 100;

    private static final Pattern UNSAFE = Pattern.compile("^/|^[A-Za-z]:|\\\\|(^|/)\\.\\.(/|$)");

    private static final long SMALL = 1 << 20;

    private ZipLimits() {}

    /** Whether a file of this name would lie elsewhere than below the folder that it is unpacked to. */
    public static boolean leadsOut(String name) {
        return UNSAFE.matcher(name).find();
    }

    /** The most bytes that an entry may unpack to, whatever it says of its size. */
    public static long mostBytes(ZipEntry entry) {
        return Math.max(SMALL, LARGEST_RATIO * entry.getCompressedSize());
    }
}
