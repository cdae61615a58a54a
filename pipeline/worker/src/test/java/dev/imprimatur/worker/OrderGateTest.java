package dev.imprimatur.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.FailureCode;
import dev.imprimatur.contract.GenerationOrder;
import dev.imprimatur.contract.MessageSigner;
import dev.imprimatur.contract.MessageVerifier;
import dev.imprimatur.contract.SignedMessage;
import dev.imprimatur.worker.OrderGate.Admission;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderGateTest {
  private static final String HASH = "ab".repeat(32);
  private static final Instant LATER = Instant.now().plusSeconds(300);

  @TempDir Path folder;
  private MessageSigner server;
  private ReplayLedger ledger;
  private OrderGate gate;

  @BeforeEach
  void open() throws Exception {
    var keys = Keys.pair();
    server = new MessageSigner(keys);
    ledger = ReplayLedger.open(folder, Clock.systemUTC());
    gate =
        new OrderGate(
            new MessageVerifier(List.of(keys.getPublic())),
            ledger,
            () -> Map.of("cartoon", HASH),
            Set.of("nsfw"),
            Clock.systemUTC());
  }

  @AfterEach
  void close() throws Exception {
    ledger.close();
  }

  @Test
  void admit_anOrderOfTheServer_isAccepted() {
    assertThat(gate.admit(server.sign(Orders.of(1, HASH, "nsfw", LATER))))
        .isInstanceOf(Admission.Accepted.class);
  }

  @Test
  void admit_anOrderOfSomebodyElse_isDropped() throws Exception {
    SignedMessage forged = new MessageSigner(Keys.pair()).sign(Orders.of(1, HASH, "nsfw", LATER));
    assertThat(gate.admit(forged)).isInstanceOf(Admission.Dropped.class);
  }

  @Test
  void admit_anOrderWithAnotherPromptUnderTheSameSignature_isDropped() {
    SignedMessage signed = server.sign(Orders.of(1, HASH, "nsfw", LATER));
    byte[] changed =
        new String(signed.payload(), java.nio.charset.StandardCharsets.UTF_8)
            .replace("sloth", "pistol")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(gate.admit(new SignedMessage(signed.keyId(), changed, signed.signature())))
        .isInstanceOf(Admission.Dropped.class);
  }

  @Test
  void admit_aReplayAfterARestart_isDropped() throws Exception {
    GenerationOrder order = Orders.of(1, HASH, "nsfw", LATER);
    ledger.finish(order.jobId(), order.expiresAt());
    ledger.close();
    ledger = ReplayLedger.open(folder, Clock.systemUTC());
    var keys = Keys.pair();
    var fresh =
        new OrderGate(
            new MessageVerifier(List.of(keys.getPublic())),
            ledger,
            () -> Map.of("cartoon", HASH),
            Set.of("nsfw"),
            Clock.systemUTC());
    assertThat(fresh.admit(new MessageSigner(keys).sign(order)))
        .isEqualTo(
            new Admission.Dropped("order " + order.jobId() + " is a replay: it is finished"));
  }

  @Test
  void admit_whatCannotBeDrawnHere_saysWhy() {
    assertThat(code(Orders.of(1, HASH, "nsfw", Instant.now().minusSeconds(1))))
        .isEqualTo(FailureCode.EXPIRED);
    assertThat(code(Orders.of(1, "cd".repeat(32), "nsfw", LATER)))
        .isEqualTo(FailureCode.MODEL_MISMATCH);
    assertThat(code(Orders.of(1, HASH, "deepfake", LATER)))
        .isEqualTo(FailureCode.CHECK_UNAVAILABLE);
  }

  private FailureCode code(GenerationOrder order) {
    return ((Admission.Rejected) gate.admit(server.sign(order))).code();
  }
}
