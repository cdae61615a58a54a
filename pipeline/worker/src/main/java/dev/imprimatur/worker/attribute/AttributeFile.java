package dev.imprimatur.worker.attribute;

import ai.djl.ndarray.types.Shape;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.safetensors.ElementType;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsWriter;
import dev.imprimatur.diffusion.checkpoint.safetensors.StoredTensor;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A classifier in a file: weights of float16 in the safetensors layout, the card in its metadata.
 *
 * @param weights by name, each as {@link AttributeNetwork#shapes} says
 */
public record AttributeFile(AttributeCard card, Map<String, float[]> weights) {
  private static final String FORMAT = "imprimatur-attributes-1";
  private static final String CARD = "attributes";
  private static final long MOST_BYTES = 16 << 20;

  public AttributeFile {
    weights = new LinkedHashMap<>(weights);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidCheckpointException naming the one thing that is wrong with it
   */
  public static AttributeFile read(Path path) throws InvalidCheckpointException {
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      String json = file.metadata().get(CARD);
      if (json == null || !FORMAT.equals(file.metadata().get("format"))) {
        throw new InvalidCheckpointException(path + " holds no attribute classifier");
      }
      AttributeCard card = AttributeCard.parse(json);
      var weights = new LinkedHashMap<String, float[]>();
      for (Map.Entry<String, Shape> wanted : AttributeNetwork.shapes(card.outputs()).entrySet()) {
        weights.put(wanted.getKey(), tensor(file, wanted.getKey(), wanted.getValue()));
      }
      return new AttributeFile(card, weights);
    }
  }

  private static float[] tensor(SafetensorsFile file, String name, Shape shape)
      throws InvalidCheckpointException {
    Optional<StoredTensor> stored = file.tensor(name);
    List<Long> wanted = Arrays.stream(shape.getShape()).boxed().toList();
    if (stored.isEmpty()
        || !stored.get().shape().equals(wanted)
        || !stored.get().type().isReadableAsFloat()) {
      throw new InvalidCheckpointException(
          "%s: the tensor %s of shape %s is missing".formatted(file.path(), name, wanted));
    }
    return new TensorView(file, stored.get()).floats();
  }

  /** Writes the file. */
  public void write(Path path) throws IOException, InvalidCheckpointException {
    var writer = new SafetensorsWriter(FORMAT);
    writer.note(CARD, card.json());
    for (Map.Entry<String, Shape> tensor : AttributeNetwork.shapes(card.outputs()).entrySet()) {
      writer.add(
          tensor.getKey(),
          ElementType.F16,
          Arrays.stream(tensor.getValue().getShape()).boxed().toList(),
          halves(Objects.requireNonNull(weights.get(tensor.getKey()), tensor.getKey())));
    }
    writer.write(path);
  }

  /** SHA-256 of a classifier's file, lower-case hex. */
  static String hash(Path path) throws InvalidCheckpointException {
    try {
      if (Files.size(path) > MOST_BYTES) {
        throw new InvalidCheckpointException(path + " is too large for an attribute classifier");
      }
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new InvalidCheckpointException(path + " cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] halves(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    return bytes.array();
  }
}
