package dev.imprimatur.policy.decision;

import dev.imprimatur.policy.bundle.DefaultBundle;
import dev.imprimatur.policy.bundle.InvalidBundleException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.prompt.PromptNormaliser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long the whole decision on a prompt takes on one thread, with 200 policies: normalisation,
 * all signals, Cedar's answer. Prompts are as long as people make them, 3 to 60 words.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(1)
public class DecisionBenchmark {
  private static final int POLICIES = 200;

  private static final List<String> PROMPTS =
      List.of(
          "a cat on a sofa",
          "cute sloth blowing out candles on a birthday cake",
          "a doctor in a hospital, flat illustration",
          "portrait of an old sailor, oil painting, soft light, highly detailed",
          "isometric voxel art of a tiny bakery, soft shadows, pastel colors",
          "a red bird and a brown boat",
          "cyberpunk street at night, heavy rain, neon signs, crowds with umbrellas, cinematic"
              + " lighting, 8k, octane render",
          "portrait of a beautiful young sorceress, long flowing red hair, intricate armor, elegant,"
              + " highly detailed, digital painting, artstation, concept art, smooth, sharp focus,"
              + " illustration",
          "a cozy cottage in the woods, autumn, warm light, matte painting",
          "dark fantasy knight in black plate armor holding a greatsword, dramatic rim light, moody,"
              + " concept art, intricate, sharp focus, 4k",
          "two friends talking on a bench in a park while a dog sleeps beside them, watercolor",
          "food photography of ramen, steam, dark background");

  /** Whether the sentence encoder takes part. */
  @Param({"true", "false"})
  public boolean semantics;

  /** Whether who asks belongs to a tenant that the bundle has rules for. */
  @Param({"false", "true"})
  public boolean tenant;

  private final PromptNormaliser normaliser = new PromptNormaliser();
  private Path folder;
  private PolicyBundle bundle;
  private int next;

  /** Loads the default bundle with more policies. */
  @Setup
  public void load() throws IOException, InvalidBundleException {
    folder = Files.createTempDirectory("bundle");
    try (var paths = Files.walk(DefaultBundle.FOLDER)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(DefaultBundle.FOLDER.relativize(path).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(path, copy);
      }
    }
    Files.writeString(folder.resolve("model/reading.json"), "{ \"semantics\": " + semantics + " }");
    var more = new StringBuilder();
    for (int number = rules(folder); number < POLICIES; number++) {
      more.append(policy(number));
    }
    Files.writeString(folder.resolve("policies/more.cedar"), more);
    bundle = PolicyBundle.load(folder);
  }

  /** Removes the bundle, which was only for this. */
  @TearDown
  public void remove() throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Decides on the next prompt. */
  @Benchmark
  public Decision decide() {
    next = (next + 1) % PROMPTS.size();
    return bundle.decide(
        new PolicyRequest(
            new Principal(
                "p",
                Set.of("portal-user"),
                tenant ? Optional.of(new Tenant("schools")) : Optional.empty()),
            new ModelReference("cartoon", "imprimatur-cartoon-1"),
            normaliser.normalise(PROMPTS.get(next)),
            normaliser.normalise("blurry, low quality"),
            256,
            256,
            20,
            1,
            5,
            StartKind.NOISE,
            Phase.ORIGINAL,
            RewritingChoice.ACCEPT,
            Optional.empty()));
  }

  private static int rules(Path folder) throws IOException {
    try (var paths = Files.list(folder.resolve("policies"))) {
      int rules = 0;
      for (Path path : paths.toList()) {
        rules += Files.readString(path).split("@id\\(").length - 1;
      }
      return rules;
    }
  }

  private static String policy(int number) {
    return """
    @id("more-%1$d")
    @licence("house-rules#H2")
    @code("more")
    @message("More.")
    forbid (principal in Role::"team-%1$d", action == Action::"generate", resource)
    when {
      context.signals.contains("violence:uncertain") && context.steps > %1$d ||
      context.mentions.contains("brand") && context.width * context.height > %1$d * 1000
    };
    """
        .formatted(number);
  }
}
