package dev.imprimatur.stack.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.imprimatur.provenance.PixelHash;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures that people bring to start from. That one which a check flags is not drawn from, stands
 * in {@code RestartIT}, which has thresholds that nothing passes.
 */
@ExtendWith(RunningSystem.class)
class UploadIT {
  private static final String HOUSE = "a red house on a meadow";

  @Test
  void draw_fromABroughtPicture_keepsItsShapeAndMostOfIt_andRecordsIt(
      RunningSystem system, @TempDir Path folder) throws Exception {
    ApiClient user = system.as("portal-user");
    BufferedImage sketch = Uploads.sketch(300, 150);
    JsonNode upload = Uploads.bring(user, sketch);
    assertThat(upload.get("width").asInt()).isEqualTo(300);
    assertThat(upload.at("/file/marks")).isEmpty();
    String id = upload.get("id").asText();

    JsonNode kept = user.draw(from(id, 0.25));
    assertThat(kept.get("state").asText()).isEqualTo("RELEASED");
    assertThat(kept.get("width").asInt()).isEqualTo(360);
    assertThat(kept.get("height").asInt()).isEqualTo(184);
    assertThat(kept.at("/start/upload/fileHash").asText())
        .isEqualTo(upload.get("fileHash").asText());
    assertThat(kept.at("/start/upload/checks/0/name").asText()).isEqualTo("nsfw");
    assertThat(kept.at("/start/generation").isNull()).isTrue();
    assertThat(kept.at("/decision/obligations").toString()).contains("uploads-strictly");
    Map<String, Object> another = from(id, 1.0);
    another.put("prompt", "a panda in a forest");
    JsonNode changed = user.draw(another);
    assertThat(distance(user, sketch, kept)).isLessThan(distance(user, sketch, changed) / 2);

    Path receipt = folder.resolve("one.receipt");
    Files.writeString(receipt, user.get(kept.get("receipt").asText()).text());
    assertThat(system.launcher().run("verify", receipt.toString()).output())
        .containsPattern(
            "Started from +a picture that was brought, its file's SHA-256 "
                + upload.get("fileHash").asText()
                + ", strength 0.25\n");
  }

  @Test
  void draw_withAMask_keepsTheRest(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    BufferedImage sketch = Uploads.sketch(256, 256);
    String id = Uploads.bring(user, sketch).get("id").asText();
    String mask = Uploads.bring(user, Uploads.mask(256, 256, 128)).get("id").asText();
    JsonNode drawn =
        user.draw(
            Map.of("prompt", "a panda in a forest", "start", Map.of("upload", id, "mask", mask)));
    assertThat(drawn.at("/start/strength").asDouble()).isEqualTo(1);
    assertThat(drawn.at("/start/maskHash").asText()).hasSize(64);
    BufferedImage picture = Pictures.first(user, drawn);
    assertThat(Pictures.distance(part(sketch, 160), part(picture, 160)))
        .isLessThan(Pictures.distance(part(sketch, 0), part(picture, 0)) / 2);

    String other = Uploads.bring(user, Uploads.mask(64, 64, 32)).get("id").asText();
    assertRefused(
        user,
        Map.of("upload", id, "mask", other),
        "start.mask",
        "must be a picture that you have brought, of the size of the one to start from, 256 x 256");
  }

  @Test
  void bringing_isForItsOwnerAlone_untilItIsRemoved(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    ApiClient stranger = system.as("api-team");
    String id = Uploads.bring(user, Uploads.sketch(64, 64)).get("id").asText();
    String address = "/api/uploads/" + id;
    assertThat(user.get(address + "/image").header("content-type")).isEqualTo("image/png");
    assertThat(user.get("/api/uploads").text()).contains(id);
    for (String path : new String[] {address, address + "/image"}) {
      assertThat(stranger.get(path).status()).isEqualTo(404);
    }
    assertThat(stranger.get("/api/uploads").text()).doesNotContain(id);
    assertThat(stranger.delete(address).status()).isEqualTo(404);
    assertRefused(
        stranger,
        Map.of("upload", id),
        "start.upload",
        "must be a picture that you have brought and that is kept");
    assertThat(user.delete(address).status()).isEqualTo(204);
    assertThat(user.get(address).status()).isEqualTo(404);
    assertRefused(
        user,
        Map.of("upload", id),
        "start.upload",
        "must be a picture that you have brought and that is kept");
    assertRefused(
        user,
        Map.of("upload", id, "generation", id),
        "start",
        "must name either a generation or an upload");
  }

  @Test
  void bringing_whatIsNoGoodPicture_isToldWhy(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    byte[] good = Uploads.png(Uploads.sketch(64, 64));
    var undeclared = user.post("/api/uploads", "image/png", good);
    assertThat(undeclared.status()).isEqualTo(400);
    assertThat(undeclared.json().at("/declaration/text").asText()).startsWith("I may use this");
    assertUnusable(user, "GIF89a".getBytes(StandardCharsets.US_ASCII), "The picture is a GIF");
    assertUnusable(user, new byte[0], "The picture is empty");
    assertUnusable(user, Arrays.copyOf(good, good.length / 2), "");
    byte[] huge = good.clone();
    huge[16] = 0x7F;
    assertUnusable(user, huge, "");
    assertThat(user.post(Uploads.ADDRESS, "image/gif", good).status()).isEqualTo(415);
    assertThat(user.post(Uploads.ADDRESS + "&purpose=film", "image/png", good).text())
        .contains("must be picture or mask");
    assertThat(user.post(Uploads.ADDRESS, "image/png", new byte[11 << 20]).status()).isEqualTo(413);
    assertThat(system.anybody().post(Uploads.ADDRESS, "image/png", good).status()).isEqualTo(401);
  }

  /** As large as is taken; the server's memory must bear it. */
  @Test
  void bringing_aCamerasPicture_isTaken(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    byte[] file = Uploads.file(Uploads.sketch(4096, 4096), "jpeg");
    var answer = user.post(Uploads.ADDRESS, "image/jpeg", file);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(answer.json().get("width").asInt()).isEqualTo(1536);
    assertThat(answer.json().at("/file/width").asInt()).isEqualTo(4096);
  }

  @Test
  void bringing_aPictureThatWasDrawnHere_showsItsMark(RunningSystem system) throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode drawn = user.draw(Map.of("prompt", HOUSE, "steps", 1));
    byte[] png = user.get(drawn.at("/images/0/href").asText()).body();
    JsonNode upload = user.post(Uploads.ADDRESS, "image/png", png).json();
    assertThat(upload.at("/file/marks").toString()).isEqualTo("[\"imprimatur\",\"iptc-trained\"]");
    assertThat(upload.get("pixelHash").asText())
        .isEqualTo(drawn.at("/images/0/pixelHash").asText());
  }

  /** Who may be recognised in a picture is not left to whoever brings it. */
  @Test
  void draw_fromAPictureWithAFace_isHeldForAnOfficer_whoSeesBoth(RunningSystem system)
      throws Exception {
    ApiClient user = system.as("portal-user");
    JsonNode portrait = user.draw(Map.of("prompt", "a portrait of a doctor", "seed", 7));
    byte[] png = user.get(portrait.at("/images/0/href").asText()).body();
    String upload = user.post(Uploads.ADDRESS, "image/png", png).json().get("id").asText();
    JsonNode held = user.draw(from(upload, 0.5));
    assertThat(held.get("state").asText()).isEqualTo("IN_REVIEW");
    assertThat(held.at("/start/upload/checks").toString()).contains("\"faces\"");
    assertThat(user.delete("/api/uploads/" + upload).status()).isEqualTo(409);

    String address = "/api/audit/generations/" + held.get("id").asText();
    ApiClient officer = system.newcomer("compliance-officer");
    byte[] seen = officer.get(address + "/start?reason=somebody%20is%20shown").body();
    assertThat(PixelHash.ofPng(seen)).isEqualTo(portrait.at("/images/0/pixelHash").asText());
    assertThat(officer.get(address + "/start").status()).isEqualTo(400);
    assertShownToTheOfficer(system, held.get("id").asText());
    assertThat(
            system
                .newcomer("auditor")
                .get(address + "/start?reason=somebody%20is%20shown")
                .status())
        .isEqualTo(404);
    assertThat(
            officer
                .post(
                    address + "/review",
                    Map.of("released", List.of(0), "reason", "a drawing of nobody"))
                .status())
        .isEqualTo(200);
    assertThat(user.await(held.get("id").asText()).get("state").asText()).isEqualTo("RELEASED");
    assertThat(officer.get(address + "/start?reason=somebody%20is%20shown").status())
        .isEqualTo(404);
    assertThat(user.delete("/api/uploads/" + upload).status()).isEqualTo(204);
  }

  private static void assertShownToTheOfficer(RunningSystem system, String id) throws Exception {
    try (var browser = new Browser()) {
      Page page = browser.page();
      Browser.logIn(
          page,
          system.ports().portalUrl() + "/compliance/" + id,
          "compliance-officer",
          system.password("compliance-officer"));
      page.getByLabel("Reason").fill("somebody is shown");
      button(page, "Open request").click();
      assertThat(page.getByAltText("What the drawing started from")).isVisible();
      assertThat(page.locator("ol.timeline")).containsText("Passed; an officer looks first");
      Browser.screenshot(page, "upload-review");
    }
  }

  @Test
  void ask_ofATenantThatForbidsIt_isRefusedWithACodeForUploads(RunningSystem system)
      throws Exception {
    ApiClient pupil = system.as("schools-user");
    String id = Uploads.bring(pupil, Uploads.sketch(64, 64)).get("id").asText();
    var refused = pupil.post("/api/generations", from(id, 0.5));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("code").asText()).isEqualTo("upload_not_allowed");
    String generation = refused.json().get("generation").asText();
    JsonNode explained = pupil.get("/api/generations/" + generation + "/explanation").json();
    assertThat(explained.toString()).contains("\"name\":\"start\"").contains("noise");
  }

  @Test
  void drawCommand_withAnImage_asksForTheDeclaration_andDraws(
      RunningSystem system, @TempDir Path folder) throws Exception {
    Path sketch = folder.resolve("sketch.png");
    Files.write(sketch, Uploads.png(Uploads.sketch(256, 256)));
    String out = folder.resolve("house.png").toString();
    var arguments =
        new String[] {
          "draw", HOUSE, "--image", sketch.toString(), "--strength", "0.5", "--seed", "7", "-o", out
        };
    Launcher.Ended undeclared = system.launcher().run(arguments);
    assertThat(undeclared.status()).isEqualTo(1);
    assertThat(undeclared.output()).contains("I may use this picture").contains("--declare");
    system.as("api-team");
    String[] declared = Arrays.copyOf(arguments, arguments.length + 1);
    declared[arguments.length] = "--declare";
    Launcher.Ended drawn = system.launcher().run(declared);
    assertThat(drawn.status()).as(drawn.output()).isZero();
    assertThat(Path.of(out)).exists();
  }

  @Test
  void portal_bringAPicture_paintOverIt_andDraw(RunningSystem system, @TempDir Path folder)
      throws Exception {
    Path sketch = folder.resolve("sketch.png");
    Files.write(sketch, Uploads.png(Uploads.sketch(256, 256)));
    system.as("portal-user");
    try (var browser = new Browser()) {
      Page page = browser.page();
      Browser.logIn(
          page, system.ports().portalUrl(), "portal-user", system.password("portal-user"));
      button(page, "Start from a picture of yours").click();
      page.getByLabel("File").setInputFiles(sketch);
      page.getByLabel("I may use this picture").check();
      Browser.screenshot(page, "upload");
      page.getByRole(AriaRole.FORM, new Page.GetByRoleOptions().setName("A picture of yours"))
          .getByRole(AriaRole.BUTTON)
          .last()
          .click();
      assertThat(page.getByAltText("The picture to start from")).isVisible();
      assertThat(page.getByText("Say what the picture should show.")).isHidden();
      button(page, "Change a part only").click();
      paint(page);
      Browser.screenshot(page, "mask");
      button(page, "Draw this part anew").click();
      assertThat(page.getByAltText("What of it is drawn anew, in white")).isVisible();
      page.getByLabel("Prompt", new Page.GetByLabelOptions().setExact(true)).fill(HOUSE);
      button(page, "Draw").click();
      assertThat(page.getByText("Brought picture checked"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(120_000));
      assertThat(page.locator("ol.timeline")).containsText("only the part that was painted over");
      Browser.screenshot(page, "upload-drawn");
    }
  }

  private static void paint(Page page) {
    var canvas = page.locator(".mask canvas");
    assertThat(canvas).isVisible();
    var box = canvas.boundingBox();
    page.mouse().move(box.x + box.width * 0.2, box.y + box.height * 0.3);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.6, box.y + box.height * 0.6);
    page.mouse().move(box.x + box.width * 0.3, box.y + box.height * 0.7);
    page.mouse().up();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Map<String, Object> from(String upload, double strength) {
    var body = new HashMap<String, Object>();
    body.put("model", "cartoon");
    body.put("prompt", HOUSE);
    body.put("start", Map.of("upload", upload, "strength", strength));
    return body;
  }

  private static void assertRefused(
      ApiClient user, Map<String, Object> start, String field, String rule) throws Exception {
    var refused =
        user.post("/api/generations", Map.of("model", "cartoon", "prompt", HOUSE, "start", start));
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(refused.json().at("/errors/0/rule").asText()).isEqualTo(rule);
  }

  private static void assertUnusable(ApiClient user, byte[] file, String why) throws Exception {
    var refused = user.post(Uploads.ADDRESS, "image/png", file);
    assertThat(refused.status()).as(refused.text()).isEqualTo(400);
    assertThat(refused.json().get("code").asText()).isEqualTo("unusable_picture");
    assertThat(refused.json().get("detail").asText()).startsWith(why);
  }

  private static BufferedImage part(BufferedImage picture, int from) {
    return picture.getSubimage(from, 0, 96, picture.getHeight());
  }

  private static double distance(ApiClient user, BufferedImage sketch, JsonNode generation)
      throws Exception {
    BufferedImage drawn = Pictures.first(user, generation);
    BufferedImage scaled =
        new BufferedImage(drawn.getWidth(), drawn.getHeight(), BufferedImage.TYPE_INT_RGB);
    scaled.createGraphics().drawImage(sketch, 0, 0, drawn.getWidth(), drawn.getHeight(), null);
    return Pictures.distance(scaled, drawn);
  }
}
