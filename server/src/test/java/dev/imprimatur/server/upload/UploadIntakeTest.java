package dev.imprimatur.server.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.provenance.PixelHash;
import dev.imprimatur.provenance.PngMark;
import dev.imprimatur.provenance.PngMarking;
import dev.imprimatur.server.flow.FlowFixture;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.upload.UploadFacts.Purpose;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadIntakeTest {
  private static final String DECLARED = "1";
  private static FlowFixture fixture;
  private OwnUploads uploads;
  private UploadIntake intake;
  private Caller caller;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @BeforeEach
  void open() {
    uploads = new OwnUploads(fixture.database, Clock.systemUTC());
    intake = new UploadIntake(uploads, () -> fixture.bundle, Clock.systemUTC());
    caller = new Caller(UUID.randomUUID().toString(), "somebody", Set.of("portal-user"));
  }

  @Test
  void take_aPicture_keepsItsPixelsAndNothingElse() throws Exception {
    byte[] file =
        PngMarking.mark(file(40, 24, "png"), new PngMark("id", 0, "cartoon", "licence", "log"));
    Upload upload = taken(file);
    assertThat(upload.width()).isEqualTo(40);
    assertThat(upload.height()).isEqualTo(24);
    assertThat(facts(upload))
        .isEqualTo(
            new UploadFacts(
                Purpose.PICTURE, file.length, 40, 24, List.of("imprimatur", "iptc-trained")));
    byte[] kept = uploads.picture(caller, upload.id()).orElseThrow();
    assertThat(PngMarking.read(kept)).isEmpty();
    assertThat(PixelHash.ofPng(kept)).isEqualTo(upload.pixelHash()).isEqualTo(hash(file));
    assertThat(uploads.all(caller)).containsExactly(upload);
  }

  @Test
  void take_aMaskWithATransparentPart_isWhiteThereAndBlackElsewhere() throws Exception {
    var picture = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0x00FF0000);
    picture.setRGB(1, 0, 0xFFFFFFFF);
    picture.setRGB(2, 0, 0xFF000000);
    BufferedImage kept = mask(picture);
    assertThat(pixels(kept)).containsExactly(0xFFFFFF, 0, 0, 0xFFFFFF);
  }

  /** Painting programs save black and white with transparency that nothing uses. */
  @Test
  void take_aMaskThatIsOpaqueAllOver_staysAsItIs() throws Exception {
    var picture = new BufferedImage(4, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0xFFFFFFFF);
    for (int x = 1; x < 4; x++) {
      picture.setRGB(x, 0, 0xFF000000);
    }
    assertThat(pixels(mask(picture))).containsExactly(0xFFFFFF, 0, 0, 0);
  }

  private BufferedImage mask(BufferedImage picture) throws Exception {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    Intake outcome =
        intake.take(caller, DECLARED, Purpose.MASK, UploadIntake.LIFETIME, bytes.toByteArray());
    Upload upload = ((Intake.Taken) outcome).upload();
    assertThat(facts(upload).purpose()).isEqualTo(Purpose.MASK);
    return ImageIO.read(
        new ByteArrayInputStream(uploads.picture(caller, upload.id()).orElseThrow()));
  }

  private static int[] pixels(BufferedImage picture) {
    return IntStream.range(0, picture.getWidth())
        .map(x -> picture.getRGB(x, 0) & 0xFFFFFF)
        .toArray();
  }

  @Test
  void take_forAWhile_isGoneAfterwards() throws Exception {
    byte[] file = file(8, 8, "png");
    Intake outcome = intake.take(caller, DECLARED, Purpose.PICTURE, Duration.ofMinutes(5), file);
    Upload upload = ((Intake.Taken) outcome).upload();
    assertThat(Duration.between(upload.createdAt(), upload.expiresAt()))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void take_aLargeJpeg_keepsASmallerCopy() throws Exception {
    Upload upload = taken(file(4000, 2000, "jpeg"));
    assertThat(facts(upload).width()).isEqualTo(4000);
    assertThat(upload.width()).isEqualTo(1536);
    assertThat(upload.height()).isEqualTo(768);
  }

  @Test
  void take_withoutTheDeclaration_asksForIt() throws Exception {
    byte[] file = file(8, 8, "png");
    for (String declaration : new String[] {null, "", "0"}) {
      assertThat(intake.take(caller, declaration, Purpose.PICTURE, UploadIntake.LIFETIME, file))
          .isInstanceOf(Intake.Undeclared.class);
    }
    assertThat(uploads.all(caller)).isEmpty();
  }

  @Test
  void take_whatIsNoPicture_saysWhatItIs() throws Exception {
    assertThat(
            intake.take(
                caller,
                DECLARED,
                Purpose.PICTURE,
                UploadIntake.LIFETIME,
                "GIF89a".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(new Intake.Unusable("the picture is a GIF: only PNG and JPEG can be used"));
    assertThat(intake.take(caller, DECLARED, Purpose.PICTURE, UploadIntake.LIFETIME, new byte[0]))
        .isEqualTo(new Intake.Unusable("the picture is empty: only PNG and JPEG can be used"));
    assertThat(uploads.all(caller)).isEmpty();
  }

  @Test
  void take_whereTheBundleTakesNone_isClosed() throws Exception {
    BundleFiles files = BundleFiles.read(Path.of("../policies/default"));
    var fewer = new HashMap<String, byte[]>();
    files.names().stream()
        .filter(name -> !name.equals("uploads.json"))
        .forEach(name -> fewer.put(name, files.content(name).orElseThrow()));
    PolicyBundle closed = PolicyBundle.check(BundleFiles.of(fewer));
    intake = new UploadIntake(uploads, () -> closed, Clock.systemUTC());
    assertThat(
            intake.take(
                caller, DECLARED, Purpose.PICTURE, UploadIntake.LIFETIME, file(8, 8, "png")))
        .isEqualTo(new Intake.Closed());
  }

  @Test
  void take_moreThanOneMayKeep_isRefused() throws Exception {
    byte[] file = file(8, 8, "png");
    for (int i = 0; i < UploadIntake.MOST; i++) {
      taken(file);
    }
    assertThat(intake.take(caller, DECLARED, Purpose.PICTURE, UploadIntake.LIFETIME, file))
        .isEqualTo(new Intake.TooMany(UploadIntake.MOST));
    uploads.remove(caller, uploads.all(caller).getFirst().id());
    taken(file);
  }

  @Test
  void remove_whatHasExpired_takesItAway() throws Exception {
    Upload upload = taken(file(8, 8, "png"));
    Instant later = Instant.now().plus(UploadIntake.LIFETIME).plus(Duration.ofHours(1));
    try (var expiry = new UploadExpiry(fixture.database, Clock.fixed(later, ZoneOffset.UTC))) {
      assertThat(expiry.remove()).isPositive();
    }
    assertThat(uploads.find(caller, upload.id())).isEmpty();
  }

  private Upload taken(byte[] file) throws InterruptedException {
    return ((Intake.Taken)
            intake.take(caller, DECLARED, Purpose.PICTURE, UploadIntake.LIFETIME, file))
        .upload();
  }

  private static UploadFacts facts(Upload upload) {
    return Json.read(upload.detail(), UploadFacts.class);
  }

  private static String hash(byte[] png) throws IOException {
    return PixelHash.ofPng(png);
  }

  private static byte[] file(int width, int height, String format) throws IOException {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(0, 0, width / 2, height / 2);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }
}
