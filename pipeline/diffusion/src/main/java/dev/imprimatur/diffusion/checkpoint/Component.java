package dev.imprimatur.diffusion.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One network of a checkpoint: its configuration and its weights, from one file or from shards.
 *
 * <p>A weight of type I8 is accompanied by a tensor {@code <name>.scale} of float16, one value for
 * each row; the loader expands it.
 */
public final class Component implements AutoCloseable {
  /** What names the scales of a weight of 8 bits. */
  static final String SCALE = ".scale";

  private final String name;
  private final JsonNode config;
  private final Map<String, SafetensorsFile> tensors;
  private final List<SafetensorsFile> files;

  private Component(
      String name,
      JsonNode config,
      Map<String, SafetensorsFile> tensors,
      List<SafetensorsFile> files) {
    this.name = name;
    this.config = config;
    this.tensors = tensors;
    this.files = files;
  }

  static Component open(Path folder) throws InvalidCheckpointException {
    JsonNode config = JsonFile.read(folder.resolve("config.json"));
    var files = new ArrayList<SafetensorsFile>();
    var tensors = new TreeMap<String, SafetensorsFile>();
    try {
      for (Path path : WeightFiles.of(folder)) {
        SafetensorsFile file = SafetensorsFile.open(path);
        files.add(file);
        for (String tensor : file.names()) {
          if (tensors.put(tensor, file) != null) {
            throw new InvalidCheckpointException(
                folder + ": tensor " + tensor + " is in two shards");
          }
        }
      }
    } catch (InvalidCheckpointException e) {
      files.forEach(SafetensorsFile::close);
      throw e;
    }
    return new Component(String.valueOf(folder.getFileName()), config, tensors, files);
  }

  /** The component's {@code config.json}. */
  public JsonNode config() {
    return config;
  }

  /**
   * A whole number of the configuration.
   *
   * @throws InvalidCheckpointException when it is missing or no whole number
   */
  public int integer(String key) throws InvalidCheckpointException {
    JsonNode value = config.path(key);
    if (!value.isInt()) {
      throw new InvalidCheckpointException(
          name + "/config.json: " + key + " must be a whole number");
    }
    return value.intValue();
  }

  /**
   * Requires a weight of that shape.
   *
   * @throws InvalidCheckpointException naming the key or both shapes
   */
  public void require(String weight, long... shape) throws InvalidCheckpointException {
    StoredTensor tensor = stored(weight);
    Shape wanted = new Shape(shape);
    if (!shapeOf(tensor).equals(wanted)) {
      throw new InvalidCheckpointException(
          "%s: weight %s has shape %s, expected %s"
              .formatted(name, weight, shapeOf(tensor), wanted));
    }
  }

  /**
   * All weights as float32 on the device of {@code manager}, which owns them.
   *
   * @param prefix taken off the names that have it; other names are left out
   */
  public Map<String, NDArray> load(NDManager manager, String prefix)
      throws InvalidCheckpointException {
    var loaded = new TreeMap<String, NDArray>();
    for (String tensor : tensors.keySet()) {
      if (tensor.startsWith(prefix) && !isScale(tensor)) {
        loaded.put(tensor.substring(prefix.length()), loadOne(manager, tensor));
      }
    }
    return loaded;
  }

  @Override
  public void close() {
    files.forEach(SafetensorsFile::close);
  }

  private NDArray loadOne(NDManager manager, String tensor) throws InvalidCheckpointException {
    StoredTensor stored = stored(tensor);
    // The mapped pages are read once here and then belong to nobody but the page cache.
    try (NDManager transit = manager.newSubManager()) {
      NDArray values = mapped(transit, tensor, stored).toType(DataType.FLOAT32, false);
      NDArray expanded = values;
      if (stored.type() == ElementType.I8) {
        StoredTensor scale = stored(tensor + SCALE);
        long rows = stored.shape().getFirst();
        if (!scale.shape().equals(List.of(rows))) {
          throw new InvalidCheckpointException(
              name + ": " + tensor + SCALE + " must have one value for each row");
        }
        long[] rowShape = new long[stored.shape().size()];
        java.util.Arrays.fill(rowShape, 1);
        rowShape[0] = rows;
        NDArray scales = mapped(transit, tensor + SCALE, scale).toType(DataType.FLOAT32, false);
        expanded = values.mul(scales.reshape(rowShape));
      } else if (stored.type() == ElementType.F32) {
        expanded = values.duplicate();
      }
      expanded.attach(manager);
      return expanded;
    }
  }

  private NDArray mapped(NDManager manager, String tensor, StoredTensor stored)
      throws InvalidCheckpointException {
    SafetensorsFile file = tensors.get(tensor);
    if (file == null) {
      throw missing(tensor);
    }
    return manager.create(file.map(stored), shapeOf(stored), stored.type().dataType());
  }

  private StoredTensor stored(String tensor) throws InvalidCheckpointException {
    SafetensorsFile file = tensors.get(tensor);
    if (file == null) {
      throw missing(tensor);
    }
    return file.tensor(tensor).orElseThrow();
  }

  private boolean isScale(String tensor) {
    return tensor.endsWith(SCALE)
        && tensors.containsKey(tensor.substring(0, tensor.length() - SCALE.length()));
  }

  private InvalidCheckpointException missing(String tensor) {
    return new InvalidCheckpointException(name + ": weight " + tensor + " is missing");
  }

  private static Shape shapeOf(StoredTensor tensor) {
    return new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray());
  }
}
