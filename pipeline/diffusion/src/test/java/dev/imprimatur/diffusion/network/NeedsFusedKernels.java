package dev.imprimatur.diffusion.network;

import ai.djl.Device;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Skips a test class, visibly, where no GPU has the library of {@code src/native/build}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "dev.imprimatur.diffusion.network.NeedsFusedKernels$Condition#isMet",
    disabledReason = "skipped: IMPRIMATUR_CUDA_LIBRARY names no GPU library")
public @interface NeedsFusedKernels {
  /** Said in a class, since an annotation has no methods that do something. */
  final class Condition {
    private Condition() {}

    static boolean isMet() {
      return Acceleration.isUsedOn(Device.gpu(0));
    }
  }
}
