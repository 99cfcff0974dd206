package org.bactrian.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.bactrian.volume.BadCaseException;

/** What a pickle claims of its tensors, against the entries that hold their values: the engine believes it. */
final class TensorClaims {

    /** A name that a pickle refers to. */
    record Name(String moduleName, String name) {

        /** Whether it is a class that the archive's own code declares; the engine has some of its own too. */
        boolean isOfProgram() {
            boolean ours = moduleName.equals("__torch__") || moduleName.startsWith("__torch__.");
            return ours && !(moduleName + ".").contains(".torch.classes.");
        }
    }

    /** Values of one type in one entry. */
    record Claim(String key, int bytesEach, long count) {}

    private static final Map<String, Integer> BYTES = Map.ofEntries(
            Map.entry("FloatStorage", 4),
            Map.entry("DoubleStorage", 8),
            Map.entry("HalfStorage", 2),
            Map.entry("BFloat16Storage", 2),
            Map.entry("LongStorage", 8),
            Map.entry("IntStorage", 4),
            Map.entry("ShortStorage", 2),
            Map.entry("CharStorage", 1),
            Map.entry("ByteStorage", 1),
            Map.entry("BoolStorage", 1),
            Map.entry("ComplexFloatStorage", 8),
            Map.entry("ComplexDoubleStorage", 16));

    private static final int WITHOUT_EXTRAS = 6;
    private static final int MOST_AXES = 64;

    private final String source;
    private final String pickle;
    private final Function<String, OptionalLong> bytesOf;
    private final List<Claim> claims = new ArrayList<>();

    /**
     * About a pickle.
     *
     * @param source names the archive in refusals
     * @param bytesOf the size of the entry of a key, where there is one
     */
    TensorClaims(String source, String pickle, Function<String, OptionalLong> bytesOf) {
        this.source = source;
        this.pickle = pickle;
        this.bytesOf = bytesOf;
    }

    /** {@code ('storage', class, key, device, size)}. */
    Claim storage(List<?> id) {
        if (id.size() == 5
                && id.get(0).equals("storage")
                && id.get(1) instanceof Name type
                && id.get(2) instanceof String key
                && id.get(3) instanceof String
                && id.get(4) instanceof Long count
                && type.moduleName().equals("torch")
                && BYTES.containsKey(type.name())) {
            Claim claim = new Claim(key, BYTES.get(type.name()), count);
            claims.add(claim);
            return claim;
        }
        throw bad("storage", "another one", "one of plain numbers, in an entry of its own");
    }

    /** {@code torch._utils._rebuild_tensor_v2(storage, offset, shape, strides, trained, hooks)}. */
    void requireTensor(List<?> arguments) {
        if (arguments.size() == WITHOUT_EXTRAS
                && arguments.get(0) instanceof Claim claim
                && arguments.get(1) instanceof Long offset
                && arguments.get(2) instanceof List<?> shape
                && arguments.get(3) instanceof List<?> strides) {
            List<Long> lengths = whole("shape", shape);
            requireBytes(claim, "a tensor of shape " + lengths);
            requireInside(claim, offset, lengths, whole("strides", strides));
        } else {
            throw bad("tensor", "another one", "storage, offset, shape, strides, a truth value and hooks");
        }
    }

    private List<Long> whole(String field, List<?> numbers) {
        List<Long> whole = new ArrayList<>();
        for (Object number : numbers) {
            if (!(number instanceof Long length
                    && length >= 0
                    && length <= Integer.MAX_VALUE
                    && numbers.size() <= MOST_AXES)) {
                throw bad(field, "another one", "at most %d whole numbers".formatted(MOST_AXES));
            }
            whole.add(length);
        }
        return whole;
    }

    /** Looks at the storages no tensor was made of too. */
    void requireAll() {
        claims.forEach(claim -> requireBytes(claim, claim.count() + " values"));
    }

    private void requireBytes(Claim claim, String what) {
        OptionalLong found = bytesOf.apply(claim.key());
        boolean sane = claim.count() >= 0 && claim.count() <= Long.MAX_VALUE / Long.BYTES / 2;
        if (!sane || found.orElse(0) != claim.count() * claim.bytesEach()) {
            throw bad(
                    "storage " + claim.key(),
                    found.isPresent() ? found.getAsLong() + " bytes" : "missing",
                    "%d values of %d bytes, for %s".formatted(claim.count(), claim.bytesEach(), what));
        }
    }

    private void requireInside(Claim claim, long offset, List<Long> shape, List<Long> strides) {
        boolean inside = shape.size() == strides.size() && offset >= 0 && offset <= claim.count();
        if (inside && !shape.contains(0L)) {
            long last = offset;
            for (int axis = 0; axis < shape.size(); axis++) {
                last += (shape.get(axis) - 1) * strides.get(axis);
                inside &= last >= 0 && last < claim.count();
            }
            inside &= last < claim.count();
        }
        if (!inside) {
            throw bad(
                    "storage " + claim.key(),
                    "a tensor of shape %s and strides %s at %d".formatted(shape, strides, offset),
                    "one inside its %d values".formatted(claim.count()));
        }
    }

    BadCaseException bad(String field, Object value, String expected) {
        return BadCaseException.of(source, pickle + ": " + field, value, expected);
    }
}
