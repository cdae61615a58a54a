package dev.imprimatur.diffusion.scheduler;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.imprimatur.diffusion.InvalidCheckpointException;
import dev.imprimatur.diffusion.checkpoint.GoldenTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The reference runs in {@code golden/schedulers}, cut into cases. */
final class SchedulerGolden {
  private static final Path FOLDER = Path.of("src/test/resources/golden/schedulers");
  static final int LATENT = 8;

  final float[] latent;
  final float[] noise;
  final List<Case> cases = new ArrayList<>();
  private final ObjectNode configs = JsonNodeFactory.instance.objectNode();
  private final float[] stepNoise;

  SchedulerGolden() throws IOException, InvalidCheckpointException {
    try (var tensors = new GoldenTensors(FOLDER.resolve("schedulers.safetensors"))) {
      latent = tensors.floats("latent");
      noise = tensors.floats("noise");
      stepNoise = tensors.floats("step_noise");
    }
    addCases("schedulers");
    addCases("further");
    addCases("rare");
  }

  private void addCases(String file) throws IOException, InvalidCheckpointException {
    JsonNode about = read(FOLDER.resolve(file + ".json.gz"));
    configs.setAll((ObjectNode) about.path("configs"));
    try (var tensors = new GoldenTensors(FOLDER.resolve(file + ".safetensors"))) {
      var timesteps = new Cut(tensors.floats("timesteps"));
      var scales = new Cut(tensors.floats("scales"));
      var noised = new Cut(tensors.floats("noised"));
      var samples = new Cut(tensors.floats("samples"));
      var denoised = new Cut(tensors.floats("denoised"));
      for (JsonNode entry : about.path("cases")) {
        int evaluations = entry.path("evaluations").asInt();
        int taken = evaluations - entry.path("begin").asInt();
        cases.add(
            new Case(
                entry,
                timesteps.next(evaluations),
                scales.next(evaluations),
                noised.latents(evaluations),
                samples.latents(taken),
                denoised.latents(entry.path("denoised").asBoolean() ? taken : 0)));
      }
    }
  }

  private static JsonNode read(Path path) throws IOException {
    try (var input = new GZIPInputStream(Files.newInputStream(path))) {
      return JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build()
          .readTree(input);
    }
  }

  JsonNode config(String name) {
    return configs.path(name);
  }

  Scheduler scheduler(Case run) throws InvalidCheckpointException {
    return SchedulerConfig.of(configs.path(run.about.path("config").asText()))
        .scheduler(
            SchedulerClass.named(run.about.path("class").asText()),
            (ObjectNode) run.about.path("overrides"),
            run.about.path("steps").asInt());
  }

  float[] stepNoise(int evaluation) {
    return Arrays.copyOfRange(stepNoise, evaluation * LATENT, (evaluation + 1) * LATENT);
  }

  /** The network that the references were made with: a formula. */
  static float[] predicted(Scheduler scheduler, int evaluation, float[] sample) {
    float[] output = new float[sample.length];
    for (int i = 0; i < output.length; i++) {
      float seen = (float) (scheduler.inputScale(evaluation) * sample[i]);
      output[i] =
          (float) (0.9 * Math.sin(1.1 * seen) + 0.3 * scheduler.timestep(evaluation) / 1000);
    }
    return output;
  }

  /** One reference run. */
  record Case(
      JsonNode about,
      float[] timesteps,
      float[] scales,
      List<float[]> noised,
      List<float[]> samples,
      List<float[]> denoised) {
    boolean fromPicture() {
      return !about.path("strength").isNull();
    }

    @Override
    public String toString() {
      return "%s %s %s, %s steps, strength %s"
          .formatted(
              about.path("config").asText(),
              about.path("class").asText(),
              about.path("overrides"),
              about.path("steps"),
              about.path("strength"));
    }
  }

  /** Cuts a tensor of all cases into its parts, in order. */
  private static final class Cut {
    private final float[] all;
    private int at;

    Cut(float[] all) {
      this.all = all;
    }

    float[] next(int count) {
      at += count;
      return Arrays.copyOfRange(all, at - count, at);
    }

    List<float[]> latents(int count) {
      var latents = new ArrayList<float[]>();
      for (int i = 0; i < count; i++) {
        latents.add(next(LATENT));
      }
      return latents;
    }
  }
}
