package dev.imprimatur.server.upload;

import dev.imprimatur.db.upload.Upload;
import dev.imprimatur.picture.UnusablePictureException;
import dev.imprimatur.policy.bundle.PolicyBundle;
import dev.imprimatur.policy.bundle.UploadRule;
import dev.imprimatur.server.http.Json;
import dev.imprimatur.server.identity.Caller;
import dev.imprimatur.server.room.Room;
import dev.imprimatur.server.upload.UploadFacts.Purpose;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes files in that people bring. */
public final class UploadIntake {
  /** How long a picture is kept that nobody removes. */
  static final Duration LIFETIME = Duration.ofDays(30);

  /** How many pictures somebody may keep at once. */
  static final int MOST = 50;

  private static final int MOST_WAITING = 16;

  /**
   * Reading a file takes memory for all of its pixels, and a while, so files are read one after
   * another, and of each user's one at a time stands in line.
   */
  private final Room room = new Room(1, 1, MOST_WAITING, Duration.ofSeconds(20));

  private final OwnUploads uploads;
  private final Supplier<PolicyBundle> bundles;
  private final Clock clock;

  /**
   * @param bundles gives the policy bundle that is in force, which says what is to be declared
   */
  public UploadIntake(OwnUploads uploads, Supplier<PolicyBundle> bundles, Clock clock) {
    this.uploads = uploads;
    this.bundles = bundles;
    this.clock = clock;
  }

  /**
   * Takes a file.
   *
   * @param declaration the version of what the caller declares
   * @param lifetime how long it is kept if nobody removes it
   */
  public Intake take(
      Caller caller, @Nullable String declaration, Purpose purpose, Duration lifetime, byte[] file)
      throws InterruptedException {
    Optional<UploadRule> rule = bundles.get().uploads();
    if (rule.isEmpty()) {
      return new Intake.Closed();
    }
    if (!rule.get().version().equals(declaration)) {
      return new Intake.Undeclared(rule.get());
    }
    return switch (room.enter(caller.subject(), 1)) {
      case Room.Entry.Granted granted -> {
        try (granted) {
          yield keep(caller, rule.get().version(), purpose, lifetime, file);
        }
      }
      case Room.Entry.OwnTaken ignored -> new Intake.Busy(true);
      case Room.Entry.AllTaken ignored -> new Intake.Busy(false);
    };
  }

  private Intake keep(
      Caller caller, String declaration, Purpose purpose, Duration lifetime, byte[] file) {
    try {
      return keep(caller, declaration, PreparedPicture.of(purpose, file), lifetime, file);
    } catch (UnusablePictureException e) {
      return new Intake.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private Intake keep(
      Caller caller, String declaration, PreparedPicture picture, Duration lifetime, byte[] file) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var upload =
        new Upload(
            UUID.randomUUID(),
            now,
            now.plus(lifetime),
            picture.width(),
            picture.height(),
            picture.pixelHash(),
            sha256(file),
            declaration,
            Json.write(picture.facts()));
    return uploads.add(caller, upload, picture.png(), MOST)
        ? new Intake.Taken(upload)
        : new Intake.TooMany(MOST);
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
