package dev.imprimatur.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.diffusion.checkpoint.CheckpointSummary;
import dev.imprimatur.diffusion.checkpoint.NetworkSummary;
import dev.imprimatur.diffusion.checkpoint.architecture.Family;
import dev.imprimatur.diffusion.network.LatentSpace;
import dev.imprimatur.diffusion.network.Residency;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of a checkpoint of Stable Diffusion 1.5's size, on a GPU that need not be there. */
class MemoryForecastTest {
  private static final DeviceChoice GPU = DeviceChoice.parse("cuda:0");
  private static final DeviceChoice PROCESSOR = DeviceChoice.parse("cpu");

  @Test
  void residency_withoutALimitOrWithinIt_isTheWholeNetwork() {
    assertThat(low(OptionalLong.empty()).residency(pictures(1, 512))).isEqualTo(Residency.WHOLE);
    assertThat(low(OptionalLong.of(2_800_000_000L)).residency(pictures(1, 512)))
        .isEqualTo(Residency.WHOLE);
  }

  @Test
  void residency_belowWhatTheNetworkTakes_fillsTheLimitAndIsNotRefused() {
    for (long limit : new long[] {2_400_000_000L, 1_600_000_000L, 1_300_000_000L}) {
      MemoryForecast forecast = low(OptionalLong.of(limit));
      DrawingRequest request = pictures(1, 512);
      assertThat(forecast.residency(request).bytes()).isPositive().isLessThan(1_719_041_928L);
      assertThat(forecast.peak(request)).isEqualTo(limit);
      assertThat(forecast.refusal(request, 2)).isEmpty();
    }
  }

  @Test
  void residency_ofALargerPicture_leavesItMoreRoom() {
    MemoryForecast forecast = low(OptionalLong.of(2_400_000_000L));
    assertThat(forecast.residency(pictures(1, 768)).bytes())
        .isLessThan(forecast.residency(pictures(1, 512)).bytes());
    assertThat(forecast.peak(pictures(1, 768))).isEqualTo(2_400_000_000L);
  }

  @Test
  void refusal_whereNoWeightMayStay_saysBothNumbers() {
    assertThat(low(OptionalLong.of(1_100_000_000L)).refusal(pictures(1, 512), 2))
        .contains(
            "This drawing needs up to 1.2 GB of memory, but 1.1 GB are allowed. Draw smaller.");
  }

  @Test
  void passes_withinALimit_areTheLargestThatItAllows() {
    assertThat(roomy(OptionalLong.of(100_000_000_000L)).passes(pictures(1, 512))).isEqualTo(64);
    assertThat(roomy(OptionalLong.of(6_000_000_000L)).passes(pictures(1, 512))).isEqualTo(32);
    assertThat(roomy(OptionalLong.of(6_000_000_000L)).passes(pictures(1, 1024))).isEqualTo(8);
    assertThat(roomy(OptionalLong.of(1)).passes(pictures(1, 512))).isEqualTo(2);
  }

  @Test
  void passes_withoutALimitAndWithoutFusedKernels_haveSixteenSamples() {
    assertThat(roomy(OptionalLong.empty()).passes(pictures(1, 512))).isEqualTo(16);
  }

  @Test
  void peak_ofMorePicturesThanAPassHolds_isThatOfTheLargestPass() {
    MemoryForecast forecast = roomy(OptionalLong.of(5_000_000_000L));
    assertThat(forecast.peak(pictures(8, 512)))
        .isGreaterThan(forecast.peak(pictures(1, 512)))
        .isEqualTo(forecast.peak(pictures(30, 512)))
        .isLessThanOrEqualTo(5_000_000_000L);
  }

  @Test
  void suited_largeModelOnAProcessor_isNotPacked() {
    MemoryForecast chosen = forecast(ModelOptions.on(PROCESSOR)).suited();
    assertThat(chosen.options().memory()).isEqualTo(MemoryMode.LOW);
    assertThat(chosen.peak(pictures(1, 512))).isLessThan(3_000_000_000L);
    assertThat(forecast(ModelOptions.on(GPU)).suited().options().memory())
        .isEqualTo(MemoryMode.ROOMY);
  }

  @Test
  void suited_whereTheModeIsOrdered_isThatMode() {
    var roomy = ModelOptions.on(PROCESSOR).with(MemoryMode.ROOMY, OptionalLong.empty());
    assertThat(forecast(roomy).suited().options()).isEqualTo(roomy);
  }

  private static DrawingRequest pictures(int count, int side) {
    List<ImageRequest> images =
        IntStream.range(0, count).mapToObj(seed -> new ImageRequest("a cat", seed)).toList();
    return DrawingRequest.textToImage(images, "", side, side, 20, 5, Sampler.DDIM);
  }

  private static MemoryForecast low(OptionalLong limit) {
    return forecast(ModelOptions.on(GPU).with(MemoryMode.LOW, limit));
  }

  private static MemoryForecast roomy(OptionalLong limit) {
    return forecast(ModelOptions.on(GPU).with(MemoryMode.ROOMY, limit));
  }

  private static MemoryForecast forecast(ModelOptions options) {
    var summary =
        new CheckpointSummary(
            Family.VERSION_1,
            false,
            false,
            "epsilon",
            "PNDMScheduler",
            false,
            512,
            List.of(
                network("text_encoder", 123_060_480, 37_945_344),
                network("unet", 859_520_964, 29_491_200),
                network("vae", 83_653_863, 2_359_296)));
    return new MemoryForecast(summary, options, 320, new LatentSpace(4, 8, 128));
  }

  private static NetworkSummary network(String name, long parameters, long largest) {
    return new NetworkSummary(name, 1, parameters, 2 * parameters, largest, "float16");
  }
}
