package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.imprimatur.diffusion.ModelOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigurationTest {
  @TempDir Path folder;

  @Test
  void from_whatMustBeSet_fillsInTheDefaults() throws Exception {
    WorkerConfiguration configuration = WorkerConfiguration.from(environment());
    assertThat(configuration.name()).isEqualTo("worker-1");
    assertThat(configuration.device()).isEqualTo("cpu");
    assertThat(configuration.addedModels()).isEmpty();
    assertThat(configuration.openModels()).isEqualTo(2);
    assertThat(configuration.memory()).isEmpty();
    assertThat(configuration.batch()).isEmpty();
    assertThat(configuration.options().maximumBatch()).isEqualTo(2);
    assertThat(configuration.toString()).doesNotContain("hidden");
  }

  @Test
  void from_whatIsMissingOrWrong_namesTheVariable() throws Exception {
    for (String name : environment().keySet()) {
      Map<String, String> environment = environment();
      environment.remove(name);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> WorkerConfiguration.from(environment))
          .withMessage(name + " is not set");
    }
    Map<String, String> environment = environment();
    environment.put("IMPRIMATUR_DEVICE", "gpu");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerConfiguration.from(environment))
        .withMessage("IMPRIMATUR_DEVICE is gpu, but must be cpu or cuda:N");
    environment.put("IMPRIMATUR_OPEN_MODELS", "0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerConfiguration.from(environment))
        .withMessage("IMPRIMATUR_OPEN_MODELS is 0, but must be a number from 1 to 999");
  }

  @Test
  void from_memoryAndBatch_areWhatModelsAreOpenedWith() throws Exception {
    Map<String, String> environment = environment();
    environment.put("IMPRIMATUR_DEVICE", "cuda:0");
    assertThat(WorkerConfiguration.from(environment).options().maximumBatch()).isEqualTo(64);
    environment.put("IMPRIMATUR_MEMORY", "2.4");
    environment.put("IMPRIMATUR_BATCH", "16");
    ModelOptions options = WorkerConfiguration.from(environment).options();
    assertThat(options.memoryLimit()).hasValue(2_400_000_000L);
    assertThat(options.mayBeLow()).isTrue();
    assertThat(options.maximumBatch()).isEqualTo(16);
  }

  @Test
  void from_memoryOrBatchThatAreNone_namesTheVariable() throws Exception {
    Map<String, String> environment = environment();
    environment.put("IMPRIMATUR_BATCH", "12");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerConfiguration.from(environment))
        .withMessage("IMPRIMATUR_BATCH is 12, but must be 2, 4, 8, 16, 32 or 64");
    environment.put("IMPRIMATUR_MEMORY", "2400M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkerConfiguration.from(environment))
        .withMessage("IMPRIMATUR_MEMORY is 2400M, but must be a number of gigabytes, like 2.4");
  }

  private Map<String, String> environment() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "");
    var environment = new HashMap<String, String>();
    environment.put("IMPRIMATUR_BROKER_URL", "tcp://localhost:61616");
    environment.put("IMPRIMATUR_BROKER_USER", "worker");
    environment.put("IMPRIMATUR_BROKER_PASSWORD", "hidden");
    environment.put("IMPRIMATUR_WORKER_KEY", file.toString());
    environment.put("IMPRIMATUR_SERVER_KEY", file.toString());
    environment.put("IMPRIMATUR_MODELS", folder.toString());
    environment.put("IMPRIMATUR_WORKER_STATE", folder.toString());
    return environment;
  }
}
