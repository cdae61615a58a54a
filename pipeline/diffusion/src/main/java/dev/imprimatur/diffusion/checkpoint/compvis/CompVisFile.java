package dev.imprimatur.diffusion.checkpoint.compvis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.checkpoint.safetensors.SafetensorsFile;
import dev.imprimatur.diffusion.checkpoint.safetensors.TensorView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A checkpoint in the single-file layout.
 *
 * @param file the open file
 * @param family what it holds
 */
public record CompVisFile(SafetensorsFile file, Family family) {
  /** Tensors inside a network that only training needs, or that follow from nothing else. */
  private static final Set<String> UNUSED =
      Set.of("position_ids", "logit_scale", "text_projection", "text_projection.weight");

  /** Of the text encoder's 24 layers; some programs leave the last one out of the file. */
  private static final int VERSION_2_LAYERS = 23;

  private static final String LOSS = AutoencoderNaming.PREFIX + "loss.";

  /** Recognises the family of {@code file}. */
  public static CompVisFile of(SafetensorsFile file) throws InvalidCheckpointException {
    return new CompVisFile(file, Recognition.of(file.names()));
  }

  /** Names of its networks. */
  public Set<String> networks() {
    return family == Family.XL
        ? Set.of("text_encoder", "text_encoder_2", "unet", "vae")
        : Set.of("text_encoder", "unet", "vae");
  }

  /** What the checkpoint consists of, as {@code model_index.json} would say. */
  public ObjectNode index() {
    return PublishedConfig.index(file, family);
  }

  /** The scheduler's configuration. */
  public ObjectNode scheduler() throws InvalidCheckpointException {
    return PublishedConfig.scheduler(file, family);
  }

  /** A network's configuration, from the shapes of its weights. */
  public ObjectNode config(String network) throws InvalidCheckpointException {
    Shapes shapes = new Shapes(file, prefix(network));
    return switch (network) {
      case "unet" -> UNetConfig.of(shapes, family);
      case "vae" -> AutoencoderConfig.of(shapes, family);
      default ->
          isOpenClip(network)
              ? TextConfig.ofOpenClip(
                  shapes, family == Family.VERSION_2 ? VERSION_2_LAYERS : Integer.MAX_VALUE)
              : TextConfig.ofClip(shapes);
    };
  }

  /**
   * The tensors of a network by the names of the weights that they are; those that are no weight of
   * the network, and that a file of the layout does not have besides, by their own names.
   *
   * @param weights names of the network's weights
   * @throws InvalidCheckpointException naming the first tensor that is missing
   */
  public Map<String, TensorView> tensors(String network, Set<String> weights)
      throws InvalidCheckpointException {
    Naming naming = naming(network, weights);
    var tensors = new TreeMap<String, TensorView>();
    var used = new HashSet<String>();
    for (String weight : weights) {
      Origin origin = origin(network, naming, weight);
      used.add(origin.tensor());
      tensors.put(
          weight,
          origin.form().of(new TensorView(file, file.tensor(origin.tensor()).orElseThrow())));
    }
    String prefix = prefix(network);
    for (String name : file.names()) {
      if (name.startsWith(prefix) && !used.contains(name) && !isUnused(network, name, weights)) {
        tensors.put(name, new TensorView(file, file.tensor(name).orElseThrow()));
      }
    }
    return tensors;
  }

  /** Names of the tensors that belong to no network: copies for training, schedules, marks. */
  public List<String> outside() {
    List<String> prefixes = networks().stream().map(this::prefix).toList();
    return file.names().stream()
        .filter(name -> prefixes.stream().noneMatch(name::startsWith))
        .toList();
  }

  private Origin origin(String network, Naming naming, String weight)
      throws InvalidCheckpointException {
    Optional<Origin> present =
        naming.origins(weight).stream()
            .filter(origin -> file.names().contains(origin.tensor()))
            .findFirst();
    return present.orElseThrow(() ->
        new InvalidCheckpointException(
            "%s: the tensor %s is missing"
                .formatted(network, naming.origins(weight).getFirst().tensor())));
  }

  /** Stable Diffusion 2 does not use the last layer of its encoder. */
  private boolean isUnused(String network, String name, Set<String> weights) {
    String rest = name.substring(prefix(network).length());
    String last = rest.substring(rest.lastIndexOf('.') + 1);
    if (UNUSED.contains(rest) || UNUSED.contains(last) || name.startsWith(LOSS)) {
      return true;
    }
    if (family != Family.VERSION_2 || !isOpenClip(network)) {
      return false;
    }
    long layers = weights.stream().filter(weight -> weight.endsWith("layer_norm1.bias")).count();
    return rest.startsWith("transformer.resblocks." + layers + ".");
  }

  private Naming naming(String network, Set<String> weights) {
    return switch (network) {
      case "unet" -> new UNetNaming(weights);
      case "vae" -> new AutoencoderNaming(weights);
      default ->
          isOpenClip(network)
              ? new OpenClipNaming(prefix(network))
              : new ClipNaming(prefix(network));
    };
  }

  private boolean isOpenClip(String network) {
    return family == Family.VERSION_2 || network.equals("text_encoder_2");
  }

  private String prefix(String network) {
    return switch (network) {
      case "unet" -> UNetNaming.PREFIX;
      case "vae" -> AutoencoderNaming.PREFIX;
      case "text_encoder_2" -> Recognition.XL_OPEN_CLIP;
      default ->
          switch (family) {
            case VERSION_1 -> Recognition.CLIP;
            case VERSION_2 -> Recognition.OPEN_CLIP;
            case XL -> Recognition.XL_CLIP;
          };
    };
  }
}
