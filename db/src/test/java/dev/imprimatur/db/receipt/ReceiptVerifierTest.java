package dev.imprimatur.db.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.TestDatabase;
import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.db.log.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One test for each way in which a receipt can be forged. */
class ReceiptVerifierTest {
  private static TestDatabase database;
  private static VerifierKey key;
  private static String receipt;
  private static String other;

  @BeforeAll
  static void record() throws Exception {
    database = new TestDatabase();
    key = database.signer.verifierKey();
    for (int i = 0; i < 4; i++) {
      draw("an earlier picture " + i);
    }
    receipt = draw("a sloth");
    other = draw("another sloth");
  }

  @AfterAll
  static void close() throws Exception {
    database.close();
  }

  @Test
  void verify_aGenuineReceipt_opensTheRecord() {
    var genuine = (ReceiptVerdict.Genuine) ReceiptVerifier.verify(receipt, key);
    assertThat(genuine.type()).isEqualTo("generation");
    assertThat(genuine.fields())
        .containsExactly(Map.entry("prompt", "a sloth"), Map.entry("state", "RELEASED"));
    assertThat(genuine.index()).isEqualTo(4);
    assertThat(genuine.checkpoint().size()).isEqualTo(5);
  }

  @Test
  void verify_aChangedValue_isRefused() {
    refused(
        opened(receipt, json -> json.replace("a sloth", "a panda")),
        "the record is not the one in the log");
  }

  @Test
  void verify_aRemovedField_isRefused() {
    refused(
        opened(receipt, json -> json.replaceAll(",\"state\":\\{[^}]*}", "")),
        "the record is not the one in the log");
  }

  @Test
  void verify_anAddedField_isRefused() {
    String salt = Base64.getEncoder().encodeToString(new byte[32]);
    refused(
        opened(
            receipt,
            json ->
                json.replace(
                    "\"fields\":{",
                    "\"fields\":{\"consent\":{\"value\":\"yes\",\"salt\":\"" + salt + "\"},")),
        "the record is not the one in the log");
  }

  @Test
  void verify_aValueMovedToAnotherField_isRefused() {
    refused(
        opened(receipt, json -> json.replace("\"prompt\"", "\"original\"")),
        "the record is not the one in the log");
  }

  @Test
  void verify_anotherType_isRefused() {
    refused(
        opened(receipt, json -> json.replace("\"generation\"", "\"access\"")),
        "the record is not the one in the log");
  }

  @Test
  void verify_aFieldNamedTwice_isRefused() {
    refused(
        opened(receipt, json -> json.replace("\"fields\":{", "\"fields\":{\"state\":{},")),
        "the receipt's record is not valid JSON");
  }

  @Test
  void verify_anotherIndex_isRefused() {
    refused(receipt.replace("index 4", "index 3"), "the record is not the one in the log");
    refused(receipt.replace("index 4", "index 9"), "is not within a tree of 5 leaves");
  }

  @Test
  void verify_aShortenedPath_isRefused() {
    refused(
        other.replaceFirst("(index \\d+\n)[^\n]+\n", "$1"), "the record is not the one in the log");
  }

  @Test
  void verify_theCheckpointOfAnotherReceipt_isRefused() {
    String mixed =
        receipt.substring(0, receipt.indexOf("\n\n")) + other.substring(other.indexOf("\n\n"));
    refused(mixed, "the record is not the one in the log");
  }

  @Test
  void verify_aLargerSizeUnderTheOldSignature_isRefused() {
    refused(
        receipt.replace("log.test\n5\n", "log.test\n6\n"),
        "the signature of log.test does not verify");
  }

  @Test
  void verify_aReceiptOfAnotherLogWithTheSameName_isRefused() {
    VerifierKey impostor = LogSigner.generate("log.test").verifierKey();
    assertThat(ReceiptVerifier.verify(receipt, impostor))
        .isEqualTo(
            new ReceiptVerdict.Broken(
                "the signed note is not signed by the key " + impostor.line()));
  }

  @Test
  void verify_randomDamage_neverFailsInAnotherWay() {
    var random = new Random(3);
    byte[] good = receipt.getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = java.util.Arrays.copyOf(good, random.nextInt(good.length) + 1);
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      ReceiptVerdict verdict =
          ReceiptVerifier.verify(new String(damaged, StandardCharsets.UTF_8), key);
      assertThat(verdict).as("round " + round).isInstanceOf(ReceiptVerdict.Broken.class);
    }
  }

  private static void refused(String forged, String defect) {
    assertThat(forged).isNotEqualTo(receipt);
    assertThat(ReceiptVerifier.verify(forged, key))
        .isInstanceOfSatisfying(
            ReceiptVerdict.Broken.class, broken -> assertThat(broken.defect()).contains(defect));
  }

  private static String opened(String text, UnaryOperator<String> change) {
    String[] lines = text.split("\n", 3);
    String json =
        new String(
            Base64.getDecoder().decode(lines[1].substring("extra ".length())),
            StandardCharsets.UTF_8);
    String changed = change.apply(json);
    assertThat(changed).isNotEqualTo(json);
    return lines[0]
        + "\nextra "
        + Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8))
        + "\n"
        + lines[2];
  }

  private static String draw(String prompt) {
    return database.inTransaction(stores ->
        new Receipts(stores.log())
            .record(RecordDraft.of("generation", Map.of("prompt", prompt, "state", "RELEASED")))
            .text());
  }
}
