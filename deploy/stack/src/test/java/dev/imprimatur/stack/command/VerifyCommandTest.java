package dev.imprimatur.stack.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.log.LogSigner;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.stack.Imprimatur;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What somebody sees who checks a receipt, for each thing that may be wrong with it. */
class VerifyCommandTest {
  @TempDir Path folder;
  private final LogSigner log = LogSigner.generate("log.test");
  private Path receipt;
  private Path picture;

  @BeforeEach
  void write() throws IOException {
    picture = picture("picture.png", 0x00ff00);
    String images =
        "[{\"index\":0,\"prompt\":\"a sloth\",\"state\":\"released\",\"pixelHash\":\"%s\"}]"
            .formatted(PixelHash.ofPng(Files.readAllBytes(picture)));
    var fields =
        new TreeMap<>(
            Map.of("original", "a \u001b[31msloth", "state", "RELEASED", "images", images));
    receipt = Files.writeString(folder.resolve("receipt"), Receipt.of(log, fields));
  }

  @Test
  void verify_genuineReceiptAndItsPicture_holds() {
    Ended ended = verify(receipt, picture);
    assertThat(ended.status).isZero();
    assertThat(ended.output)
        .contains(
            "The receipt is genuine.",
            "log.test",
            "number 1 of 1",
            "The picture is image 0 of this receipt, released.");
  }

  @Test
  void verify_recordThatWouldSteerATerminal_isPrintedPlain() {
    assertThat(verify(receipt).output).contains("[31msloth").doesNotContain("\u001b");
  }

  @Test
  void verify_changedRecord_isNotGenuine() throws Exception {
    String text = Files.readString(receipt);
    String extra = text.lines().filter(line -> line.startsWith("extra ")).findFirst().orElseThrow();
    String json =
        new String(Base64.getDecoder().decode(extra.substring(6)), StandardCharsets.UTF_8)
            .replace("RELEASED", "CANCELLED");
    String changed = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    Files.writeString(receipt, text.replace(extra, "extra " + changed));
    assertRefused(verify(receipt, picture), "NOT GENUINE: the record is not the one in the log");
  }

  @Test
  void verify_receiptOfAnotherLog_isNotGenuine() throws Exception {
    Files.writeString(
        receipt,
        Receipt.of(LogSigner.generate("log.test"), new TreeMap<>(Map.of("state", "RELEASED"))));
    assertRefused(verify(receipt), "NOT GENUINE: ");
  }

  @Test
  void verify_anotherPicture_isRefused() throws Exception {
    assertRefused(
        verify(receipt, picture("other.png", 0x00ff01)),
        "NOT GENUINE: the receipt is not of this picture.");
    assertRefused(verify(receipt, receipt), "is not a PNG file that can be read");
  }

  @Test
  void verify_anythingAtAll_isRefusedWithoutAFault() throws Exception {
    for (String text : new String[] {"", "\n\n", "hello", "c2sp.org/tlog-proof@v1\n\n"}) {
      assertRefused(verify(Files.writeString(receipt, text)), "NOT GENUINE: ");
    }
    assertRefused(verify(Files.write(receipt, new byte[] {0, -1, 7})), "NOT GENUINE: ");
  }

  @Test
  void verify_wrongUse_isToldWith2() throws Exception {
    assertThat(verify(folder.resolve("missing")))
        .isEqualTo(
            new Ended(2, "imprimatur: there is no file " + folder.resolve("missing") + "\n"));
    Ended badKey = run("verify", receipt.toString(), "--key", "log.test+00000000+AAAA");
    assertThat(badKey.status).isEqualTo(2);
    assertThat(badKey.output).startsWith("The verifier key cannot be used: ");
    assertThat(run("verify").status).isEqualTo(2);
  }

  @Test
  void verify_keyInAFile_isRead() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), log.verifierKey().line() + "\n");
    assertThat(run("verify", receipt.toString(), "--key", key.toString()).status).isZero();
  }

  private record Ended(int status, String output) {}

  private static void assertRefused(Ended ended, String words) {
    assertThat(ended.output).contains(words);
    assertThat(ended.status).isEqualTo(1);
  }

  private Ended verify(Path... files) {
    var arguments = new String[files.length + 3];
    arguments[0] = "verify";
    for (int i = 0; i < files.length; i++) {
      arguments[i + 1] = files[i].toString();
    }
    arguments[files.length + 1] = "--key";
    arguments[files.length + 2] = log.verifierKey().line();
    return run(arguments);
  }

  private static Ended run(String... arguments) {
    var output = new StringWriter();
    var writer = new PrintWriter(output, true);
    CommandLine tool = Imprimatur.commandLine().setOut(writer).setErr(writer);
    return new Ended(tool.execute(arguments), output.toString());
  }

  private Path picture(String name, int colour) throws IOException {
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 4, colour);
    var png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return Files.write(folder.resolve(name), png.toByteArray());
  }
}
