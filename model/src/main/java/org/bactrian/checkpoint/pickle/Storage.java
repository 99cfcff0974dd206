package org.bactrian.checkpoint.pickle;

import java.util.List;

/**
 * Where the numbers of tensors lie, outside of the pickle.
 *
 * @param type what they are
 * @param key the name of the place
 * @param size how many elements it claims to have
 */
public record Storage(StorageType type, String key, long size) {

    private static final long MOST_ELEMENTS = Long.MAX_VALUE / Double.BYTES;

    /** {@code ('storage', class, key, device, size)}; older files add a view, which none of ours has. */
    static Storage of(List<?> id) {
        boolean plain = id.size() == 5 || (id.size() == 6 && id.get(5) == Nothing.NONE);
        if (plain
                && id.get(0).equals("storage")
                && id.get(1) instanceof PickleName name
                && id.get(2) instanceof String key
                && id.get(4) instanceof Long size) {
            StorageType type = StorageType.named(name.name().replaceFirst(".*\\.", ""))
                    .orElseThrow(() -> new IllegalArgumentException(name.name() + " is no storage"));
            if (size < 0 || size > MOST_ELEMENTS) {
                throw new IllegalArgumentException("a storage claims to have %d elements".formatted(size));
            }
            return new Storage(type, key, size);
        }
        throw new IllegalArgumentException("a persistent id is no plain storage");
    }
}
