package dev.imprimatur.worker.attribute;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.picture.Picture;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what the person in a picture looks like. It runs on the processor, in milliseconds. */
public final class AttributeClassifier implements AutoCloseable {
  private final NDManager manager;
  private final AttributeCard card;
  private final String hash;
  private final Map<String, NDArray> weights = new HashMap<>();

  private AttributeClassifier(NDManager manager, AttributeFile file, String hash) {
    this.manager = manager;
    this.card = file.card();
    this.hash = hash;
    AttributeNetwork.shapes(card.outputs())
        .forEach(
            (name, shape) -> weights.put(name, manager.create(file.weights().get(name), shape)));
  }

  /**
   * Opens a classifier.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with its file
   */
  public static AttributeClassifier open(Path path) throws InvalidCheckpointException {
    return new AttributeClassifier(manager(), AttributeFile.read(path), AttributeFile.hash(path));
  }

  /** A manager of the engine on the processor. */
  public static NDManager manager() {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    return Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  }

  /** What it says of itself. */
  public AttributeCard card() {
    return card;
  }

  /** SHA-256 of its file, lower-case hex. */
  public String hash() {
    return hash;
  }

  /** For each axis, by its name, the index of the class that it reads off a picture. */
  public Map<String, Integer> read(Picture picture) {
    try (NDManager scope = manager.newSubManager()) {
      Shape shape = new Shape(1, 3, AttributeInput.SIZE, AttributeInput.SIZE);
      NDArray input = scope.create(AttributeInput.of(picture), shape);
      return read(AttributeNetwork.logits(input, weights).toFloatArray(), card.axes());
    }
  }

  private static Map<String, Integer> read(float[] logits, List<AttributeAxis> axes) {
    var classes = new LinkedHashMap<String, Integer>();
    int from = 0;
    for (AttributeAxis axis : axes) {
      classes.put(axis.name(), largest(logits, from, axis.classes().size()));
      from += axis.classes().size();
    }
    return classes;
  }

  /** The index, counted from {@code from}, of the largest of some values. */
  public static int largest(float[] values, int from, int count) {
    int largest = 0;
    for (int index = 1; index < count; index++) {
      if (values[from + index] > values[from + largest]) {
        largest = index;
      }
    }
    return largest;
  }

  @Override
  public void close() {
    manager.close();
  }
}
