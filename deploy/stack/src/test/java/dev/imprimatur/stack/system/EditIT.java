package dev.imprimatur.stack.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Changing a picture as OpenAI's clients ask for it. */
@ExtendWith(RunningSystem.class)
class EditIT {
  private static final String BOUNDARY = "edit-it-boundary";
  private static final BufferedImage SKETCH = Uploads.sketch(256, 256);

  @Test
  void edit_withATransparentPart_drawsThatPartAnew_andKeepsNothing(RunningSystem system)
      throws Exception {
    ApiClient user = system.as("api-team");
    Map<String, Object> form = form();
    var mask = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
    mask.createGraphics().drawImage(SKETCH, 128, 0, 256, 256, 128, 0, 256, 256, null);
    form.put("mask", Uploads.png(mask));
    ApiClient.Answer answer = edit(user, form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    BufferedImage drawn =
        ImageIO.read(
            new ByteArrayInputStream(
                Base64.getDecoder().decode(answer.json().at("/data/0/b64_json").asText())));
    double changed = Pictures.distance(part(SKETCH, 0), part(drawn, 0));
    assertThat(Pictures.distance(part(SKETCH, 160), part(drawn, 160))).isLessThan(changed / 2);
    String id = answer.json().at("/imprimatur/generation").asText();
    JsonNode record = user.get("/api/generations/" + id).json();
    String upload = record.at("/start/upload/id").asText();
    assertThat(record.at("/start/maskHash").asText()).hasSize(64);
    assertThat(user.get("/api/uploads/" + upload).status()).isEqualTo(404);
  }

  @Test
  void edit_thatIsWrong_isToldByTheNamesOfTheForm(RunningSystem system) throws Exception {
    ApiClient user = system.as("api-team");
    assertWrong(user, "image", "must be a file", "image", null);
    assertWrong(user, "strength", "must be a number", "strength", "much");
    assertWrong(user, "strength", "must be above 0 and at most 1", "strength", "0");
    assertWrong(user, "n", "must be from 1 to 10", "n", "11");
    assertWrong(user, "colour", "is not known here", "colour", "red");
    assertWrong(user, "declaration", "must be \"1\"", "declaration", null);
    assertWrong(
        user, null, "The picture is a GIF", "image", "GIF89a".getBytes(StandardCharsets.US_ASCII));
    assertWrong(
        user,
        "mask",
        "of the size of the one to start from",
        "mask",
        Uploads.png(Uploads.mask(64, 64, 9)));
    assertThat(user.get("/api/uploads").json().get("items")).isEmpty();
    assertThat(user.post("/v1/images/edits", "application/json", new byte[] {'{', '}'}).status())
        .isEqualTo(415);
  }

  /** What people bring is kept encrypted or in memory: no part of a form lies in a file. */
  @Test
  void edit_withTooLargeAFile_isRefused_andPutsNothingAside(RunningSystem system) throws Exception {
    Map<String, Object> huge = form();
    byte[] file = new byte[21 << 20];
    new SecureRandom().nextBytes(file);
    huge.put("image", file);
    assertThat(edit(system.as("api-team"), huge).status()).isEqualTo(413);
    assertThat(filesWith(Arrays.copyOfRange(file, 1 << 20, (1 << 20) + 1_000))).isEmpty();
  }

  /** Files that were put aside with these bytes in them. */
  private static List<Path> filesWith(byte[] content) throws IOException {
    String wanted = new String(content, StandardCharsets.ISO_8859_1);
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "m4j*")) {
      for (Path file : files) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void edit_whatPolicyForbids_isRefused(RunningSystem system) throws Exception {
    ApiClient user = system.as("api-team");
    Map<String, Object> form = form();
    form.put("prompt", "a blood splatter on the wall");
    ApiClient.Answer answer = edit(user, form);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/error/code").asText()).isEqualTo("moderation_blocked");
    ApiClient.Answer pupils = edit(system.as("schools-user"), form());
    assertThat(pupils.json().at("/error/reason").asText()).isEqualTo("upload_not_allowed");
  }

  private static void assertWrong(
      ApiClient user, String field, String rule, String changed, Object value) throws Exception {
    Map<String, Object> form = form();
    form.remove(changed);
    if (value != null) {
      form.put(changed, value);
    }
    ApiClient.Answer answer = edit(user, form);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/error/message").asText()).contains(rule);
    assertThat(answer.json().at("/error/param").asText(null)).isEqualTo(field);
  }

  private static Map<String, Object> form() throws Exception {
    var form = new LinkedHashMap<String, Object>();
    form.put("image", Uploads.png(SKETCH));
    form.put("prompt", "a panda in a forest");
    form.put("declaration", "1");
    form.put("seed", "7");
    form.put("steps", "12");
    return form;
  }

  private static ApiClient.Answer edit(ApiClient user, Map<String, Object> form) throws Exception {
    var body = new ByteArrayOutputStream();
    for (Map.Entry<String, Object> field : form.entrySet()) {
      boolean file = field.getValue() instanceof byte[];
      body.writeBytes(
          ("--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
                  .formatted(
                      BOUNDARY,
                      field.getKey(),
                      file ? "; filename=\"x.png\"\r\nContent-Type: image/png" : ""))
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(
          file
              ? (byte[]) field.getValue()
              : field.getValue().toString().getBytes(StandardCharsets.UTF_8));
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return user.post(
        "/v1/images/edits", "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray());
  }

  private static BufferedImage part(BufferedImage picture, int from) {
    return picture.getSubimage(from, 0, 96, picture.getHeight());
  }
}
