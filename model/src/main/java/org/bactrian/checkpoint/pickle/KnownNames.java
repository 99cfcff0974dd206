package org.bactrian.checkpoint.pickle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The functions and classes that a pickle may name, and what stands for each of them. */
final class KnownNames {

    private static final Map<String, PickleName> NAMES = new HashMap<>();

    static {
        add("collections.OrderedDict", arguments -> dictionary(arguments));
        add("collections.defaultdict", arguments -> new PickledMap());
        add("_codecs.encode", arguments -> PickledBytes.latin1((String) arguments.get(0)));
        for (String builtins : List.of("builtins", "__builtin__")) {
            for (String collection : List.of("list", "tuple", "set", "frozenset")) {
                add(builtins + "." + collection, KnownNames::list);
            }
            add(builtins + ".dict", arguments -> dictionary(arguments));
            add(builtins + ".int", arguments -> arguments.get(0));
            add(builtins + ".float", arguments -> arguments.get(0));
            add(builtins + ".str", arguments -> arguments.get(0));
            add(builtins + ".bytes", arguments -> arguments.isEmpty() ? PickledBytes.latin1("") : arguments.get(0));
            add(builtins + ".bytearray", arguments -> arguments.isEmpty() ? PickledBytes.latin1("") : arguments.get(0));
        }
        for (String path : List.of("PosixPath", "PurePosixPath", "WindowsPath", "PureWindowsPath")) {
            add("pathlib." + path, KnownNames::joined);
        }
        word("nnunetv2.postprocessing.remove_connected_components.remove_all_but_largest_component_from_segmentation");
        addNumpy();
        addTorch();
    }

    private KnownNames() {}

    static Optional<PickleName> find(String moduleName, String name) {
        return Optional.ofNullable(NAMES.get(moduleName + "." + name));
    }

    private static void addNumpy() {
        add("numpy.dtype", arguments -> NumpyType.of(arguments.get(0)));
        word("numpy.ndarray");
        for (String core : List.of("numpy.core", "numpy._core")) {
            add(
                    core + ".multiarray.scalar",
                    arguments -> NumpyArray.scalar((NumpyType) arguments.get(0), arguments.get(1)));
            add(core + ".multiarray._reconstruct", arguments -> NumpyArray.unfinished());
            add(
                    core + ".numeric._frombuffer",
                    arguments ->
                            NumpyArray.of((List<?>) arguments.get(2), (NumpyType) arguments.get(1), arguments.get(0)));
        }
    }

    private static void addTorch() {
        add("torch._utils._rebuild_tensor_v2", StoredTensor::of);
        add("torch._utils._rebuild_tensor", StoredTensor::of);
        add("torch._utils._rebuild_parameter", arguments -> arguments.get(0));
        add("torch.device", KnownNames::joined);
        add("torch.Size", KnownNames::list);
        add("torch.serialization._get_layout", arguments -> arguments.get(0));
        for (StorageType type : StorageType.values()) {
            word("torch." + type.className());
            word("torch.cuda." + type.className());
        }
        for (String type :
                List.of("float32", "float64", "float16", "bfloat16", "int64", "int32", "int8", "uint8", "bool")) {
            word("torch." + type);
        }
    }

    private static void add(String name, Function<List<Object>, Object> call) {
        NAMES.put(name, new PickleName(name, arguments -> called(name, call, arguments)));
    }

    private static Object called(String name, Function<List<Object>, Object> call, List<Object> arguments) {
        try {
            return call.apply(arguments);
        } catch (ClassCastException | IndexOutOfBoundsException wrong) {
            throw new IllegalArgumentException(name + " is called with other arguments than it takes", wrong);
        }
    }

    private static void word(String name) {
        NAMES.put(name, PickleName.word(name));
    }

    private static Object dictionary(List<Object> arguments) {
        PickledMap map = new PickledMap();
        if (!arguments.isEmpty()) {
            for (Object pair : (List<?>) arguments.get(0)) {
                map.putAll(new ArrayList<>((List<?>) pair));
            }
        }
        return map;
    }

    private static Object list(List<Object> arguments) {
        return arguments.isEmpty() ? new PickledList() : new PickledList(new ArrayList<>((List<?>) arguments.get(0)));
    }

    private static Object joined(List<Object> arguments) {
        return String.join("/", arguments.stream().map(String::valueOf).toList());
    }
}
