package dev.imprimatur.worker.attribute.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.imprimatur.worker.attribute.AttributeAxis;
import dev.imprimatur.worker.attribute.AttributeCard;
import dev.imprimatur.worker.attribute.AttributeClassifier;
import dev.imprimatur.worker.attribute.AttributeFile;
import dev.imprimatur.worker.attribute.AttributeInput;
import dev.imprimatur.worker.attribute.AttributeNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The story of a classifier's training: pictures are read, shown softened in a random order for
 * some rounds, and what the network then reads off pictures it has not seen becomes its card's
 * errors. All chance comes from the seed.
 */
public final class AttributeTraining {
  private static final int BATCH = 64;
  private static final double RATE = 2e-3;
  private static final long SEED = 20_261_126;

  private final List<AttributeAxis> axes;
  private final int outputs;
  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Softening softening = new Softening(random);
  private final Adam adam = new Adam();

  private AttributeTraining(List<AttributeAxis> axes) {
    this.axes = axes;
    this.outputs = axes.stream().mapToInt(axis -> axis.classes().size()).sum();
    AttributeNetwork.shapes(outputs).forEach(this::initialise);
  }

  /**
   * Trains a classifier.
   *
   * @param folder pictures, {@code axes.json} and {@code labels.jsonl}
   * @param rounds how often each picture is shown
   * @param listener is told each round's number, from 1, and its mean loss
   * @throws IOException if the folder cannot be read or a line of it is wrong
   */
  public static AttributeFile train(
      Path folder, String title, int rounds, BiConsumer<Integer, Double> listener)
      throws IOException {
    LabelledFolder pictures = LabelledFolder.read(folder);
    List<AttributeAxis> axes = pictures.axes();
    var training = new AttributeTraining(axes);
    try (NDManager manager = AttributeClassifier.manager()) {
      int steps = rounds * Math.ceilDiv(pictures.learned().size(), BATCH);
      int done = 0;
      for (int round = 1; round <= rounds; round++) {
        var order = new ArrayList<>(pictures.learned());
        Collections.shuffle(order, new Random(SEED + round));
        double loss = 0;
        for (int from = 0; from < order.size(); from += BATCH) {
          List<LabelledPicture> batch = order.subList(from, Math.min(order.size(), from + BATCH));
          double rate = RATE * (1 + Math.cos(Math.PI * done++ / steps)) / 2;
          loss += training.learn(manager, batch, rate) * batch.size();
        }
        listener.accept(round, loss / order.size());
      }
      List<List<List<Integer>>> errors = training.errors(manager, pictures.heldOut());
      return new AttributeFile(new AttributeCard(title, axes, errors), training.weights);
    }
  }

  /** He et al. (2015): normal, with a variance of 2 over the number of inputs; biases are 0. */
  private void initialise(String name, Shape shape) {
    float[] values = new float[Math.toIntExact(shape.size())];
    if (shape.dimension() > 1) {
      long inputs = shape.dimension() == 2 ? shape.get(0) : shape.size() / shape.get(0);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / inputs));
      }
    }
    weights.put(name, values);
  }

  private double learn(NDManager manager, List<LabelledPicture> batch, double rate) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
      Map<String, NDArray> parameters = parameters(scope);
      parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
      NDArray logits = AttributeNetwork.logits(input(scope, batch), parameters);
      NDArray loss = loss(scope, logits, batch);
      collector.backward(loss);
      adam.begin();
      parameters.forEach((name, parameter) ->
          adam.move(
              name,
              Objects.requireNonNull(weights.get(name), name),
              parameter.getGradient().toFloatArray(),
              rate));
      return loss.toFloatArray()[0];
    }
  }

  private Map<String, NDArray> parameters(NDManager scope) {
    var parameters = new LinkedHashMap<String, NDArray>();
    AttributeNetwork.shapes(outputs)
        .forEach((name, shape) -> parameters.put(name, scope.create(weights.get(name), shape)));
    return parameters;
  }

  private NDArray input(NDManager scope, List<LabelledPicture> batch) {
    int length = 3 * AttributeInput.SIZE * AttributeInput.SIZE;
    float[] planes = new float[batch.size() * length];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(softening.soften(batch.get(i).region()), 0, planes, i * length, length);
    }
    return scope.create(
        planes, new Shape(batch.size(), 3, AttributeInput.SIZE, AttributeInput.SIZE));
  }

  /** Mean cross-entropy, summed over the axes. */
  private NDArray loss(NDManager scope, NDArray logits, List<LabelledPicture> batch) {
    var losses = new NDList();
    int from = 0;
    for (int axis = 0; axis < axes.size(); axis++) {
      int classes = axes.get(axis).classes().size();
      float[] truth = new float[batch.size() * classes];
      for (int i = 0; i < batch.size(); i++) {
        truth[i * classes + batch.get(i).classes()[axis]] = 1;
      }
      NDArray answer = logits.get(":, %d:%d".formatted(from, from + classes));
      losses.add(
          answer
              .logSoftmax(1)
              .mul(scope.create(truth, new Shape(batch.size(), classes)))
              .sum()
              .div(-batch.size()));
      from += classes;
    }
    return NDArrays.add(losses.toArray(NDArray[]::new));
  }

  /** What is read off softened pictures that it has not learned from. */
  private List<List<List<Integer>>> errors(NDManager manager, List<LabelledPicture> heldOut) {
    int[][][] counts = new int[axes.size()][][];
    for (int axis = 0; axis < axes.size(); axis++) {
      int classes = axes.get(axis).classes().size();
      counts[axis] = new int[classes][classes];
    }
    for (int from = 0; from < heldOut.size(); from += BATCH) {
      List<LabelledPicture> batch = heldOut.subList(from, Math.min(heldOut.size(), from + BATCH));
      try (NDManager scope = manager.newSubManager()) {
        float[] logits =
            AttributeNetwork.logits(input(scope, batch), parameters(scope)).toFloatArray();
        for (int i = 0; i < batch.size(); i++) {
          count(logits, i * outputs, batch.get(i), counts);
        }
      }
    }
    return IntStream.range(0, counts.length).mapToObj(axis -> listed(counts[axis])).toList();
  }

  private void count(float[] logits, int from, LabelledPicture picture, int[][][] counts) {
    int at = from;
    for (int axis = 0; axis < axes.size(); axis++) {
      int classes = axes.get(axis).classes().size();
      int read = AttributeClassifier.largest(logits, at, classes);
      counts[axis][picture.classes()[axis]][read]++;
      at += classes;
    }
  }

  private static List<List<Integer>> listed(int[][] rows) {
    return IntStream.range(0, rows.length)
        .mapToObj(row -> IntStream.of(rows[row]).boxed().toList())
        .toList();
  }
}
