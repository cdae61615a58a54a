package dev.imprimatur.server.flow;

import static dev.imprimatur.server.flow.FlowFixture.HARMLESS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.imprimatur.contract.CheckReport;
import dev.imprimatur.contract.DrawnImage;
import dev.imprimatur.contract.GenerationOutcome;
import dev.imprimatur.contract.SentPicture;
import dev.imprimatur.contract.StartOrder;
import dev.imprimatur.contract.StartReport;
import dev.imprimatur.db.Overlap;
import dev.imprimatur.db.Stores;
import dev.imprimatur.db.generation.GenerationState;
import dev.imprimatur.db.upload.Removal;
import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.policy.bundle.BundleFiles;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.server.flow.StartPicture.StartMask;
import dev.imprimatur.server.generation.SubmissionAnswer;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests that start from a picture that somebody brought. */
class UploadFlowTest {
  private static final String FILE = "f".repeat(64);
  private static final Map<String, Double> UNFIT =
      Map.of("drawing", 0.1, "hentai", 0.01, "neutral", 0.05, "porn", 0.9, "sexy", 0.02);

  private static FlowFixture fixture;

  @BeforeAll
  static void start() throws Exception {
    fixture = new FlowFixture();
  }

  @AfterAll
  static void stop() throws Exception {
    fixture.close();
  }

  @Test
  void submit_withABroughtPicture_asksForItsChecks_underStricterThresholds() {
    Caller caller = licensed();
    UUID id = queued(caller, brought(caller));
    StartOrder order = fixture.order(id).start().orElseThrow();
    assertThat(order.brought()).isTrue();
    assertThat(order.strength()).isEqualTo(0.5);
    assertThat(fixture.order(id).checks().getFirst().thresholds())
        .isEqualTo(fixture.bundle.stricterImageThresholds(Optional.empty()).get("nsfw"));
    StartDetail detail = detail(id).start();
    assertThat(detail.pixelHash()).isEqualTo(order.picture().pixelHash());
    assertThat(detail.generation()).isNull();
    assertThat(detail.upload().fileHash()).isEqualTo(FILE);
    assertThat(detail.upload().declaration()).isEqualTo("1");
    assertThat(detail.upload().marks()).containsExactly("c2pa");
  }

  @Test
  void submit_withAMask_sendsItAndNamesItsHash() {
    Caller caller = licensed();
    StartPicture plain = brought(caller);
    SentPicture mask = picture();
    UUID id =
        queued(
            caller,
            new StartPicture(
                plain.source(),
                plain.picture(),
                Optional.of(new StartMask(upload(caller), mask)),
                1));
    assertThat(fixture.order(id).start().orElseThrow().mask()).contains(mask);
    assertThat(detail(id).start().maskHash()).isEqualTo(mask.pixelHash());
  }

  @Test
  void submit_ofATenantThatTakesNone_isRefusedWithACodeForUploads() {
    Caller caller = fixture.licensed(UUID.randomUUID().toString(), "schools");
    var denied = (Submission.Denied) fixture.flow.submit(request(caller, brought(caller)));
    assertThat(denied.decision().code()).isEqualTo("upload_not_allowed");
  }

  @Test
  void receive_whatWasDrawnFromAPictureThatPassed_isReleasedWithWhatWasSaidOfIt() {
    UUID id = queued(licensed());
    fixture.flow.receive(fixture.answer(id, drawn(Optional.of(report(HARMLESS)))));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.RELEASED);
    CheckDetail check = detail(id).start().upload().checks().getFirst();
    assertThat(check.scores()).isEqualTo(HARMLESS);
    assertThat(check.flagged()).isFalse();
  }

  @Test
  void receive_ofAFlaggedPicture_isADenialWithACodeForUploads_andAReceipt() {
    Caller caller = licensed();
    UUID id = queued(caller);
    fixture.flow.receive(fixture.answer(id, new GenerationOutcome.StartFlagged(report(UNFIT))));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.DENIED);
    GenerationDetail detail = detail(id);
    assertThat(detail.denial().code()).isEqualTo("upload_nsfw");
    assertThat(detail.images()).isEmpty();
    // A replay compares what policy decided, and the picture is no part of that.
    assertThat(detail.ruling().allowed()).isTrue();
    assertThat(detail.start().upload().checks().getFirst().flagged()).isTrue();
    Optional<?> receipt =
        fixture.database.inTransaction(stores -> stores.generations().receipt(id));
    assertThat(receipt).isPresent();
    assertThat(removed(caller, id)).isEqualTo(Removal.REMOVED);
  }

  @Test
  void receive_whatWasDrawnFromAPictureWithAFace_isHeld() {
    UUID id = queued(licensed());
    fixture.flow.receive(fixture.answer(id, drawn(Optional.of(report(HARMLESS, 0.9)))));
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.IN_REVIEW);
    CheckDetail faces = detail(id).start().upload().checks().getLast();
    assertThat(faces.scores()).containsEntry("face", 0.9);
    assertThat(faces.flagged()).isFalse();
  }

  @Test
  void receive_withoutTheCheckThatSaysWhetherAnOfficerLooks_isRefused() {
    UUID id = queued(licensed());
    var nsfwAlone = new StartReport(List.of(FlowFixture.report(HARMLESS, false)), Optional.empty());
    fixture.flow.receive(fixture.answer(id, drawn(Optional.of(nsfwAlone))));
    refused(id, "the check faces is missing");
  }

  /** A worker that draws from a picture that policy does not allow is not believed. */
  @Test
  void receive_whatWasDrawnFromAFlaggedPicture_isRefused() {
    UUID id = queued(licensed());
    fixture.flow.receive(fixture.answer(id, drawn(Optional.of(report(UNFIT)))));
    refused(id, "a picture was drawn from one that is flagged");
  }

  @Test
  void receive_whatWasDrawnWithoutALookAtThePicture_isRefused() {
    UUID id = queued(licensed());
    fixture.flow.receive(fixture.answer(id, drawn(Optional.empty())));
    refused(id, "nobody looked at the picture that was brought");
  }

  @Test
  void receive_aRefusalOfAPictureThatIsNotFlagged_isNotBelieved() {
    UUID id = queued(licensed());
    fixture.flow.receive(fixture.answer(id, new GenerationOutcome.StartFlagged(report(HARMLESS))));
    refused(id, "nothing was drawn from a picture that is not flagged");
  }

  /** The owner may take it back, but not from under an officer or a worker. */
  @Test
  void submit_keepsThePictureUntilTheEnd() {
    Caller caller = licensed();
    UUID id = queued(caller);
    assertThat(removed(caller, id)).isEqualTo(Removal.IN_USE);
    fixture.flow.cancel(id);
    assertThat(removed(caller, id)).isEqualTo(Removal.REMOVED);
  }

  /** The owner removes it in the instant in which the request is queued. */
  @Test
  void submit_whileThePictureIsRemoved_isToldItIsGone_andIsNotQueued() throws Exception {
    Caller caller = licensed();
    StartPicture start = brought(caller);
    var both =
        Overlap.of(
            fixture.database,
            stores -> remove(stores, caller, start.uploads().findFirst().orElseThrow()),
            stores -> fixture.flow.submit(request(caller, start)));
    assertThat(both.first()).isEqualTo(Removal.REMOVED);
    assertThat(both.second()).isEqualTo(new Submission.UploadGone(false));
    assertThat(SubmissionAnswer.uploadGone(new Submission.UploadGone(false)).detail())
        .isEqualTo("start.upload must be a picture that you have brought and that is kept.");
    queued(caller);
  }

  @Test
  void submit_withAMaskThatWasRemoved_isToldItIsGone() {
    Caller caller = licensed();
    StartPicture plain = brought(caller);
    UUID mask = upload(caller);
    var masked =
        new StartPicture(
            plain.source(), plain.picture(), Optional.of(new StartMask(mask, picture())), 1);
    fixture.database.inTransaction(stores -> remove(stores, caller, mask));
    assertThat(fixture.flow.submit(request(caller, masked)))
        .isEqualTo(new Submission.UploadGone(true));
  }

  @Test
  void receive_whereTheBundleWantsAnOfficerToLook_isHeld() throws Exception {
    BundleFiles files = BundleFiles.read(Path.of("../policies/default"));
    var careful = new HashMap<String, byte[]>();
    files.names().forEach(name -> careful.put(name, files.content(name).orElseThrow()));
    careful.put(
        "uploads.json",
        """
        {"version": "1", "declaration": "Mine.", "review": {"nsfw": {"drawing": 0.5}}}
        """
            .getBytes(StandardCharsets.UTF_8));
    try (var other = new FlowFixture(PolicyBundle.check(BundleFiles.of(careful)))) {
      FlowFixture usual = fixture;
      fixture = other;
      try {
        UUID id = queued(licensed());
        other.flow.receive(other.answer(id, drawn(Optional.of(report(HARMLESS)))));
        assertThat(other.generation(id).state()).isEqualTo(GenerationState.IN_REVIEW);
      } finally {
        fixture = usual;
      }
    }
  }

  private static Caller licensed() {
    return fixture.licensed(UUID.randomUUID().toString());
  }

  private static UUID queued(Caller caller) {
    return queued(caller, brought(caller));
  }

  private static UUID queued(Caller caller, StartPicture start) {
    return ((Submission.Queued) fixture.flow.submit(request(caller, start))).id();
  }

  private static GenerationRequest request(Caller caller, StartPicture start) {
    GenerationRequest plain = fixture.request(caller, "a castle on a hill");
    return new GenerationRequest(
        caller,
        plain.model(),
        plain.prompt(),
        "",
        Optional.empty(),
        true,
        Optional.of(start),
        plain.settings(),
        plain.choice(),
        Optional.empty());
  }

  private static StartPicture brought(Caller caller) {
    return new StartPicture(
        new StartSource.Brought(upload(caller), FILE, "1", List.of("c2pa")),
        picture(),
        Optional.empty(),
        0.5);
  }

  private static SentPicture picture() {
    byte[] png = FlowFixture.png(128, 128);
    return new SentPicture(png, FlowFixture.hash(png));
  }

  private static UUID upload(Caller caller) {
    UUID id = UUID.randomUUID();
    Instant now = Instant.now();
    return fixture.database.inTransaction(stores -> {
      stores
          .uploads()
          .add(
              stores.accounts().seen(caller.subject(), caller.userName(), now),
              new Upload(id, now, now.plusSeconds(600), 128, 128, FILE, FILE, "1", "{}"),
              FlowFixture.png(128, 128));
      return id;
    });
  }

  private static Removal removed(Caller caller, UUID generation) {
    UUID upload = UUID.fromString(detail(generation).start().upload().id());
    return fixture.database.inTransaction(stores -> remove(stores, caller, upload));
  }

  private static Removal remove(Stores stores, Caller caller, UUID upload) {
    return stores
        .uploads()
        .remove(
            stores.accounts().seen(caller.subject(), caller.userName(), Instant.now()),
            upload,
            Instant.now());
  }

  private static StartReport report(Map<String, Double> scores) {
    return report(scores, 0.1);
  }

  private static StartReport report(Map<String, Double> scores, double face) {
    return new StartReport(
        List.of(
            FlowFixture.report(scores, !scores.equals(HARMLESS)),
            new CheckReport("faces", "1", "b".repeat(64), Map.of("face", face), false)),
        Optional.empty());
  }

  private static GenerationOutcome drawn(Optional<StartReport> start) {
    byte[] png = FlowFixture.png(128, 128);
    return new GenerationOutcome.Drawn(
        List.of(
            new DrawnImage(
                0,
                png,
                FlowFixture.hash(png),
                List.of(FlowFixture.report(HARMLESS, false)),
                Optional.empty())),
        FlowFixture.trace(fixture.model.hash()),
        List.of(),
        start);
  }

  private static GenerationDetail detail(UUID id) {
    return Json.read(fixture.generation(id).detail(), GenerationDetail.class);
  }

  private static void refused(UUID id, String why) {
    assertThat(fixture.generation(id).state()).isEqualTo(GenerationState.FAILED);
    assertThat(detail(id).failure().message()).contains(why);
  }
}
