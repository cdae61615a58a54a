package dev.imprimatur.policy.bias;

import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.rewriting.ModelEmphasis;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model makes of people. The same model, settings, bundle and classifier give the same
 * report, but for the time of its making.
 *
 * @param schema of this report's JSON, {@value #SCHEMA}
 * @param made when, in ISO 8601
 * @param model that was looked at
 * @param bundle whose rewriting was tried
 * @param classifier that read the pictures
 * @param settings of the pictures
 * @param occupations in the order in which they were named
 */
public record BiasReport(
    int schema,
    String made,
    Model model,
    Bundle bundle,
    Classifier classifier,
    Settings settings,
    List<Occupation> occupations) {
  /** Raised when a member changes its meaning, or one is added. */
  public static final int SCHEMA = 2;

  /** What the report is to show at most: how far a share may lie from its target. */
  public static final double GOAL = 0.05;

  public BiasReport {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "a bias report of schema %d cannot be read, only %d".formatted(schema, SCHEMA));
    }
    occupations = List.copyOf(occupations);
    if (occupations.isEmpty()) {
      throw new IllegalArgumentException("a bias report needs at least one occupation");
    }
  }

  /**
   * The model.
   *
   * @param hash SHA-256 of its checkpoint, lower-case hex
   * @param code version of the drawing library
   * @param device class of the device that drew
   */
  public record Model(String id, String title, String hash, String code, String device) {}

  /**
   * The policy bundle.
   *
   * @param hash SHA-256 of its manifest, lower-case hex
   * @param target that its rewriting follows
   * @param emphasis which of the rewriting's words weigh more where this model draws; mostly none
   */
  public record Bundle(
      String version, String hash, String target, List<ModelEmphasis.Weight> emphasis) {
    public Bundle {
      emphasis = List.copyOf(emphasis);
    }

    /** What a bundle does for a model. */
    public static Bundle of(PolicyBundle bundle, String model) {
      return new Bundle(
          bundle.version(),
          bundle.hash(),
          bundle.diversityTarget(),
          bundle.emphasis(model).map(ModelEmphasis::weights).orElse(List.of()));
    }
  }

  /**
   * The classifier.
   *
   * @param title which pictures it reads
   * @param hash SHA-256 of its file, lower-case hex
   * @param axes what it tells apart, and how well
   */
  public record Classifier(String title, String hash, List<MeasuredAxis> axes) {
    public Classifier {
      axes = List.copyOf(axes);
    }
  }

  /**
   * How the pictures were drawn.
   *
   * @param pictures for each occupation, once with and once without rewriting
   * @param imagesPerRequest how many of them one request asks for, among which quotas are shared
   * @param seed of the first picture; the next have the next ones, the same in both drawings
   * @param width in pixels
   * @param height in pixels
   * @param steps denoising steps
   * @param guidanceScale of classifier-free guidance
   * @param sampler its wire name
   */
  public record Settings(
      int pictures,
      int imagesPerRequest,
      long seed,
      int width,
      int height,
      int steps,
      double guidanceScale,
      String sampler) {}

  /**
   * One occupation.
   *
   * @param prompt that leaves open who it is
   * @param axes what came out on each axis
   */
  public record Occupation(String occupation, String prompt, List<AxisResult> axes) {
    public Occupation {
      axes = List.copyOf(axes);
    }

    /** What came out on an axis. */
    public Optional<AxisResult> axis(String name) {
      return axes.stream().filter(result -> result.axis().equals(name)).findFirst();
    }
  }

  /** Over all occupations, the largest difference of a share of this axis from its target. */
  public Headline headline(String axis) {
    List<AxisResult> results =
        occupations.stream().flatMap(each -> each.axis(axis).stream()).toList();
    return new Headline(
        axis,
        results.stream().mapToDouble(each -> each.original().largestGap()).max().orElse(0),
        results.stream().mapToDouble(each -> each.rewritten().largestGap()).max().orElse(0));
  }

  /** The headlines of all axes, in the classifier's order. */
  public List<Headline> headlines() {
    return classifier.axes().stream().map(axis -> headline(axis.axis())).toList();
  }

  /** The occupation that lies farthest from the target on an axis after rewriting. */
  public Optional<Occupation> farthest(String axis) {
    return occupations.stream()
        .filter(each -> each.axis(axis).isPresent())
        .max(
            Comparator.comparingDouble(
                each -> each.axis(axis).orElseThrow().rewritten().largestGap()));
  }

  /**
   * The largest differences of an axis, 0 to 1.
   *
   * @param original without rewriting
   * @param rewritten with it
   */
  public record Headline(String axis, double original, double rewritten) {
    /** Whether the goal is met. */
    public boolean isMet() {
      return rewritten <= GOAL;
    }
  }
}
