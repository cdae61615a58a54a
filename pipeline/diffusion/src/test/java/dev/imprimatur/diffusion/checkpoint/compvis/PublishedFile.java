package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model of full size in the single-file layout, of float16: a header over a hole in the disk. */
public final class PublishedFile {
  private static final String BIAS =
      "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias";

  private final ObjectNode header = JsonMapper.builder().build().createObjectNode();
  private final Map<String, Long> begins = new TreeMap<>();
  private long size;
  private float spread;

  /** A model with those weights by network. */
  public PublishedFile(Family family, Map<String, Map<String, List<Long>>> networks) {
    networks.forEach((network, weights) -> {
      Naming naming = naming(family, network, weights);
      Map<String, List<Long>> tensors = new TreeMap<>();
      weights.forEach((weight, shape) -> add(naming.origins(weight), shape, tensors));
      tensors.forEach(this::add);
    });
  }

  /** Gives the bias by which velocity models are told numbers that deviate by so much. */
  public PublishedFile spread(float deviation) {
    spread = deviation;
    return this;
  }

  /** Notes what the model predicts. */
  public PublishedFile noted(String key, String prediction) {
    header.withObject("/__metadata__").put(key, prediction);
    return this;
  }

  /** Adds an empty tensor. */
  public PublishedFile mark(String name) {
    return mark(name, 0);
  }

  /** Adds a tensor of {@code length} zeros. */
  public PublishedFile mark(String name, long length) {
    add(name, List.of(length));
    return this;
  }

  /** Gives the tensor whose name ends so another end and another shape of the same size. */
  public PublishedFile renamed(String end, String other, int... shape) {
    String name =
        begins.keySet().stream().filter(key -> key.endsWith("." + end)).findFirst().orElseThrow();
    ObjectNode tensor = (ObjectNode) header.remove(name);
    ArrayNode dimensions = tensor.putArray("shape");
    for (int dimension : shape) {
      dimensions.add(dimension);
    }
    header.set(name.substring(0, name.length() - end.length()) + other, tensor);
    return this;
  }

  /** Writes the file. */
  public void write(Path path) throws IOException {
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(0);
      file.writeLong(Long.reverseBytes(json.length));
      file.write(json);
      file.setLength(Long.BYTES + json.length + size);
      if (spread > 0) {
        file.seek(Long.BYTES + json.length + begins.get(BIAS));
        for (int i = 0; i < 320; i++) {
          file.writeShort(Short.reverseBytes(Float.floatToFloat16(i % 2 == 0 ? spread : -spread)));
        }
      }
    }
  }

  private void add(List<Origin> origins, List<Long> shape, Map<String, List<Long>> tensors) {
    // Of an upsampler's two places, the later is that behind a transformer.
    boolean behind =
        origins.size() > 1 && tensors.keySet().stream().anyMatch(transformerBefore(origins));
    Origin origin = behind ? origins.get(1) : origins.getFirst();
    var stored = new ArrayList<>(shape);
    switch (origin.form()) {
      case WHOLE -> {}
      case TRANSPOSE -> java.util.Collections.reverse(stored);
      case QUERIES, KEYS, VALUES -> stored.set(0, 3 * stored.getFirst());
    }
    tensors.put(origin.tensor(), stored);
  }

  private static java.util.function.Predicate<String> transformerBefore(List<Origin> origins) {
    String place = origins.getFirst().tensor().replaceFirst("1\\.conv\\.\\w+$", "1.norm.");
    return name -> name.startsWith(place);
  }

  private void add(String name, List<Long> shape) {
    ObjectNode tensor = header.putObject(name).put("dtype", "F16");
    ArrayNode dimensions = tensor.putArray("shape");
    shape.forEach(dimensions::add);
    long bytes = shape.stream().reduce(2L, (a, b) -> a * b);
    tensor.putArray("data_offsets").add(size).add(size + bytes);
    begins.put(name, size);
    size += bytes;
  }

  private static Naming naming(Family family, String network, Map<String, List<Long>> weights) {
    return switch (network) {
      case "unet" -> new UNetNaming(weights.keySet());
      case "vae" -> new AutoencoderNaming(weights.keySet());
      case "text_encoder_2" -> new OpenClipNaming(Recognition.XL_OPEN_CLIP);
      default ->
          switch (family) {
            case VERSION_1 -> new ClipNaming(Recognition.CLIP);
            case VERSION_2 -> new OpenClipNaming(Recognition.OPEN_CLIP);
            case XL -> new ClipNaming(Recognition.XL_CLIP);
          };
    };
  }
}
