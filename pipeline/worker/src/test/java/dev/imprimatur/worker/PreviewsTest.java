package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.CheckOrder;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.Progress;
import dev.imprimatur.contract.Progress.Preview;
import dev.imprimatur.diffusion.StepEvent;
import dev.imprimatur.image.ImageCheck;
import dev.imprimatur.image.ImageChecks;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Twelve steps, of which every second has a preview. */
class PreviewsTest {
  private static final BufferedImage PICTURE =
      new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
  private static ImageChecks checks;

  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final List<Progress> published = new ArrayList<>();

  @BeforeAll
  static void load() {
    checks = ImageChecks.load();
  }

  @AfterAll
  static void close() {
    checks.close();
  }

  @Test
  void preview_whereNobodyLooksBeside_goesAlongWithItsStep() throws Exception {
    Previews previews = previews(0.9, Runnable::run, checks.all());
    steps(previews, 0, 1, 4);
    assertThat(previews())
        .satisfiesExactly(
            PreviewsTest::none, PreviewsTest::shown, PreviewsTest::none, PreviewsTest::shown);
  }

  @Test
  void preview_thatIsStillLookedAt_holdsUpNoStep_andGoesAlongWithTheNextOne() throws Exception {
    Previews previews = previews(0.9, waiting::add, checks.all());
    steps(previews, 0, 1, 5);
    assertThat(previews()).hasSize(5).allMatch(Preview.None.class::isInstance);
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
    steps(previews, 0, 6, 7);
    assertThat(published.getLast().step()).isEqualTo(7);
    assertThat(previews().subList(5, 7)).satisfiesExactly(PreviewsTest::shown, PreviewsTest::none);
    assertThat(waiting).as("the preview of step 6").hasSize(1);
  }

  @Test
  void previews_ofTwoPictures_doNotWaitForEachOther() throws Exception {
    Previews previews = previews(0.9, waiting::add, checks.all());
    steps(previews, 0, 2, 2);
    steps(previews, 1, 2, 2);
    assertThat(waiting).hasSize(2);
    waiting.removeLast().run();
    steps(previews, 0, 3, 3);
    steps(previews, 1, 3, 3);
    assertThat(previews().subList(2, 4)).satisfiesExactly(PreviewsTest::none, PreviewsTest::shown);
  }

  @Test
  void preview_thatIsFlagged_isWithheld() throws Exception {
    Previews previews = previews(0, waiting::add, checks.all());
    steps(previews, 0, 2, 2);
    waiting.remove().run();
    steps(previews, 0, 3, 3);
    assertThat(previews()).last().isInstanceOf(Preview.Withheld.class);
  }

  @Test
  void preview_thatCannotBeLookedAt_isNotShown_andTheNextOneIs() throws Exception {
    var fails = new ArrayDeque<>(List.of(true, false));
    ImageCheck check =
        new GuardedCheck(
            checks.all().getFirst(),
            picture -> {
              if (fails.remove()) {
                throw new IllegalStateException("the check is broken");
              }
            });
    Previews previews = previews(0.9, Runnable::run, List.of(check));
    steps(previews, 0, 1, 4);
    assertThat(previews())
        .satisfiesExactly(
            PreviewsTest::none, PreviewsTest::none, PreviewsTest::none, PreviewsTest::shown);
  }

  private Previews previews(double threshold, Executor threads, List<ImageCheck> checks)
      throws Exception {
    GenerationOrder order =
        Orders.with(Orders.of(12), List.of(new CheckOrder("nsfw", Map.of("drawing", threshold))));
    var inspection =
        new OrderInspection.Ready(order, new PictureInspection(checks), Optional.empty());
    return new Previews(order, inspection, published::add, threads);
  }

  private static void steps(Previews previews, int picture, int from, int to) {
    IntStream.rangeClosed(from, to)
        .forEach(step -> previews.publish(new StepEvent(picture, step, 12, () -> PICTURE)));
  }

  private List<Preview> previews() {
    return published.stream().map(Progress::preview).toList();
  }

  private static void none(Preview preview) {
    assertThat(preview).isInstanceOf(Preview.None.class);
  }

  private static void shown(Preview preview) {
    assertThat(preview).isInstanceOf(Preview.Shown.class);
  }
}
